import { loadConfig } from "../../src/config/config.js";
import { createLoadingPool } from "../../src/ingest/loading/loading-pool.js";
import type { BenchOptions, Report } from "../report.js";
import { findFiles } from "./find-files.js";
import { readSwept, type SweptResult } from "./read-file.js";
import { describeSweep } from "./sweep-tables.js";

/** Files that are read at the same time. */
const PROCESSES = 2;

/**
 * Reads every file of folders with the limits that users have, and reports what failed, what gave no text without a
 * word about it, and how many of the words that a file shows aren't in the text.
 */
export async function benchSweep({ folders }: BenchOptions): Promise<Report> {
  const files = await findFiles(folders);
  const pool = createLoadingPool({ limits: loadConfig({}, process.cwd()).loading, processes: PROCESSES });
  const results: SweptResult[] = [];
  // Both take the next file from the same iterator.
  const left = files.values();
  const work = async () => {
    for (const file of left) {
      results.push(await readSwept(file, pool));
    }
  };
  try {
    await Promise.all(Array.from({ length: PROCESSES }, work));
  } finally {
    await pool.close();
  }
  results.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { figures: results, markdown: describeSweep(results) };
}
