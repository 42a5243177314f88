import { once } from "node:events";
import type { Config } from "../../config/config.js";
import { FootnoteError } from "../../core/errors.js";
import { type Index, openIndexToWrite } from "../../server/open-index.js";
import { startServer } from "../../server/start-server.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { ingestSummary } from "../output/ingest-text.js";
import { synchronise } from "../synchronise.js";
import { layoutOf, note, print } from "../terminal.js";

/** How long running requests may go on after the server was asked to stop, in milliseconds. */
const graceMs = 5000;

/** `footnote serve`: brings the index up to date, then serves until SIGINT or SIGTERM. */
export async function serve(options: GlobalOptions): Promise<void> {
  const config = configOf(options);
  await interruptible(async (signal) => {
    const index = await openIndexToWrite(config, note);
    try {
      await bringUpToDate(config, index, signal);
      const server = await startServer(config, index);
      print(`Footnote is ready on ${server.url} (stop with Ctrl-C)\n`);
      if (!signal.aborted) {
        await once(signal, "abort");
      }
      await server.stop(graceMs);
    } finally {
      await index.close();
    }
  });
}

async function bringUpToDate(config: Config, index: Index, signal: AbortSignal): Promise<void> {
  try {
    const report = await synchronise(config, index, { signal });
    note(ingestSummary(report, layoutOf(process.stderr)));
  } catch (error) {
    const isUsable = (await index.store.info()).generation > 0;
    if (!isUsable || !FootnoteError.is(error) || error.code !== "index_busy") {
      throw error;
    }
    note("Another ingest is running; the index is served as it is, and with its changes once that is done.");
  }
}
