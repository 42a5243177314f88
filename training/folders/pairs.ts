import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";

/** A heading or question with the text of its section, as `*.jsonl.gz` files of pairs hold it, one a line. */
export interface Pair {
  /** In aligned files, equal for the two languages of one section. */
  readonly id?: string | undefined;
  /** The section's own heading, which may be a question. */
  readonly q: string;
  readonly text: string;
  /** Of the page. */
  readonly title: string;
  /** The headings above, outermost first. */
  readonly path: readonly string[];
  readonly lang: string;
  readonly repo: string;
  /** An SPDX expression, maybe with a remark. */
  readonly licence: string;
  /** Whether the text was translated by machine to a large part. */
  readonly mt: boolean;
  /** What the file says of its pairs: `faq`, `howto`, `heading`, `aligned` or `datasets`. */
  readonly kind: string;
}

const LINE = z.object({
  id: z.string().optional(),
  q: z.string(),
  text: z.string(),
  title: z.string(),
  path: z.array(z.string()),
  lang: z.string(),
  repo: z.string(),
  licence: z.string(),
  mt: z.boolean(),
});

/** GPL, AGPL, LGPL and GFDL ask that what is made of a text stands under the same licence. */
const COPYLEFT = /GPL|GFDL/u;

/**
 * Reads a gzipped file of pairs whose licence lets a model that ships be trained on them. The file's name up to the
 * first dot is the kind of its pairs.
 * @throws Error if the file can't be read; ZodError if a line is malformed
 */
export async function readPairs(file: string): Promise<Pair[]> {
  const [kind = ""] = path.basename(file).split(".");
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  const pairs: Pair[] = [];
  for await (const line of lines) {
    const pair = LINE.parse(JSON.parse(line));
    if (isUsable(pair.licence)) {
      pairs.push({ ...pair, kind });
    }
  }
  return pairs;
}

/** Whether a licence, or one that can be chosen instead, isn't copyleft for software or documentation. */
function isUsable(licence: string): boolean {
  return licence.split(" OR ").some((choice) => !COPYLEFT.test(choice));
}
