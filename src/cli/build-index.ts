import type { Config } from "../config/config.js";
import { type Index, openIndexToWrite } from "../server/open-index.js";
import { ingestSummary } from "./output/ingest-text.js";
import { synchronise, synchroniserOf } from "./synchronise.js";
import { layoutOf, note } from "./terminal.js";

/**
 * Builds the index for a command that found none, and says so on stderr.
 * @returns the index, open
 * @throws FootnoteError of what can't be opened or built
 */
export async function buildIndex(config: Config, signal: AbortSignal): Promise<Index> {
  note("There is no index yet; it is built now.");
  const index = await openIndexToWrite(config, note);
  try {
    const report = await synchronise(synchroniserOf(config, index), { signal });
    note(ingestSummary(report, layoutOf(process.stderr)));
    return index;
  } catch (error) {
    await index.close();
    throw error;
  }
}
