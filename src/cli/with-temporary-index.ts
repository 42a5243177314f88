import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Config } from "../config/config.js";
import { type Index, openIndexToWrite } from "../server/open-index.js";
import { note } from "./terminal.js";

/**
 * Runs work on an index of its own, which is removed afterwards however the work ends.
 * @param work takes the configuration that names the index, too
 * @throws FootnoteError of what can't be opened; what the work throws
 */
export async function withTemporaryIndex<T>(
  config: Config,
  work: (index: Index, config: Config) => Promise<T>,
): Promise<T> {
  const indexDir = await mkdtemp(path.join(tmpdir(), "footnote-eval-"));
  // A second Ctrl-C ends the process without running anything that waits.
  const removeNow = () => rmSync(indexDir, { recursive: true, force: true });
  process.once("exit", removeNow);
  try {
    const temporary: Config = { ...config, indexDir, store: "local" };
    const index = await openIndexToWrite(temporary, note);
    try {
      return await work(index, temporary);
    } finally {
      await index.close();
    }
  } finally {
    process.off("exit", removeNow);
    await rm(indexDir, { recursive: true, force: true });
  }
}
