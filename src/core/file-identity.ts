import { stat } from "node:fs/promises";

/** Which file has a name now, whatever it holds; undefined if there is none that can be reached. */
export async function fileIdentity(file: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
