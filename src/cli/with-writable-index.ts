import type { Config } from "../config/config.js";
import { type Index, isDamage, openIndexToWrite, replaceIndex } from "../server/open-index.js";
import { note } from "./terminal.js";

/**
 * Runs work on the index, opened to be brought up to date. Damage may show only when it is read: then it is set
 * aside, and the work starts again on a new one.
 * @throws FootnoteError of what can't be opened; what the work throws
 */
export async function withWritableIndex(
  config: Config,
  work: (index: Index) => Promise<void>,
): Promise<void> {
  try {
    await use(await openIndexToWrite(config, note), work);
  } catch (error) {
    if (!isDamage(error)) {
      throw error;
    }
    await use(await replaceIndex(config, note), work);
  }
}

async function use(index: Index, work: (index: Index) => Promise<void>): Promise<void> {
  try {
    await work(index);
  } finally {
    await index.close();
  }
}
