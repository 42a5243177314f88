import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const SOURCE = z.object({
  /** `owner/name` of a public repository. */
  repo: z.string(),
  licence: z.string(),
});

/** Where a data set comes from. */
export type DataSetSource = z.output<typeof SOURCE>;

/** Its name in a data set's folder. */
export const SOURCE_FILE = "source.json";

/** @returns undefined where a data set doesn't say where it comes from */
export async function readSource(folder: string): Promise<DataSetSource | undefined> {
  const file = path.join(folder, SOURCE_FILE);
  const content = await readFile(file, "utf8").catch(() => undefined);
  return content === undefined ? undefined : SOURCE.parse(JSON.parse(content));
}
