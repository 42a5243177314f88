import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makeDataSet } from "../corpus/made-data-set.js";
import { type Cost, runFootnote } from "../process/run.js";
import type { BenchOptions } from "../report.js";

/** Two rounds of 500. */
const QUESTIONS = 1000;

/** A file of real questions for each language. */
const REAL = ["xquad-de/questions.jsonl", "xquad-en/questions.jsonl"];

/** A large index, and questions to search it for. */
export interface LargeIndex {
  /** Its folder. */
  readonly index: string;
  /** The file of questions that were made from its documents. */
  readonly made: string;
  /** Files of real questions, which its documents don't answer; none where there are no data sets. */
  readonly real: readonly string[];
  /** What bringing it up to date cost; little if it was kept. */
  readonly ingest: Cost;
}

/**
 * Gives work a large index of made documents, brought up to date by the command that users run.
 * @param env more of the command's environment
 */
export async function withLargeIndex<T>(
  { keep, data, searchDocuments }: BenchOptions,
  work: (large: LargeIndex) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const folder = keep === undefined ? await mkdtemp(join(tmpdir(), "footnote-bench-")) : resolve(keep);
  try {
    const made = join(folder, `made-${searchDocuments}`);
    const index = join(folder, `index-${searchDocuments}`);
    await makeDataSet(made, searchDocuments, QUESTIONS);
    const { stdout, ...ingest } = await runFootnote(
      ["ingest", "--json", "--documents", join(made, "documents"), "--index", index],
      env,
    );
    const real = data
      .flatMap((sets) => REAL.map((file) => join(sets, file)))
      .filter((file) => existsSync(file));
    return await work({ index, made: join(made, "questions.jsonl"), real, ingest });
  } finally {
    if (keep === undefined) {
      await rm(folder, { recursive: true });
    }
  }
}
