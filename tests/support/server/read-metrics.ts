import { freshRequest } from "./fresh-request.js";

/**
 * Scrapes metrics in Prometheus' text format.
 * @returns the value of each series by its name with labels, as it stands in the text
 */
export async function readMetrics(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, number>> {
  const { status, body } = await freshRequest(url, undefined, headers);
  if (status !== 200) {
    throw new Error(`${url} answers ${status}: ${body}`);
  }
  const lines = body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const blank = line.lastIndexOf(" ");
      return [line.slice(0, blank), Number(line.slice(blank + 1))];
    }),
  );
}
