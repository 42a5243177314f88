import { once } from "node:events";
import type { Config } from "../../config/config.js";
import type { IngestReport } from "../../ingest/ingest.js";
import type { IngestScheduler } from "../../ingest/ingest-scheduler.js";
import type { Index } from "../../server/open-index.js";
import { startServer } from "../../server/start-server.js";
import { changesOnly } from "../changes-only.js";
import { describeError } from "../errors.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { changeLine, ingestSummary } from "../output/ingest-text.js";
import { synchronise, synchroniserOf } from "../synchronise.js";
import { layoutOf, note, print } from "../terminal.js";
import { withWritableIndex } from "../with-writable-index.js";

/** How long running requests may go on after the server was asked to stop, in milliseconds. */
const GRACE_MS = 5000;

/**
 * `footnote serve`: serves until SIGINT or SIGTERM and keeps the index up to date meanwhile. An index that is
 * there already is served at once; otherwise it is built first.
 */
export async function serve(options: GlobalOptions): Promise<void> {
  const config = configOf(options);
  await interruptible((signal) => withWritableIndex(config, (index) => serveIndex(config, index, signal)));
}

async function serveIndex(config: Config, index: Index, signal: AbortSignal): Promise<void> {
  const synchroniser = synchroniserOf(config, index);
  try {
    const isBuilt = (await index.store.info()).generation > 0;
    if (!isBuilt) {
      summarise(await synchronise(synchroniser, { signal }));
    }
    await index.store.warmUp();
    const server = await startServer(config, index, synchroniser);
    print(`Footnote is ready on ${server.url} (stop with Ctrl-C)\n`);
    const upToDate = keepUpToDate(synchroniser, config, isBuilt);
    if (!signal.aborted) {
      await once(signal, "abort");
    }
    await server.stop(GRACE_MS);
    await synchroniser.close();
    await upToDate;
  } finally {
    await synchroniser.close();
  }
}

/** Syncs in the background; what goes wrong there is told and doesn't stop the server. */
async function keepUpToDate(
  synchroniser: IngestScheduler,
  { watch }: Config,
  isToSync: boolean,
): Promise<void> {
  const report = isToSync ? await synchroniser.ingest().catch(toError) : undefined;
  if (report instanceof Error) {
    tell(report);
  } else if (report !== undefined) {
    summarise(report);
  }
  if (watch === "off") {
    return;
  }
  const known = report instanceof Error ? undefined : report;
  await synchroniser.watch(watch, changesOnly(tell, known)).catch((error) => tell(toError(error)));
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function tell(outcome: IngestReport | Error): void {
  note(outcome instanceof Error ? describeError(outcome).message : changeLine(outcome));
}

function summarise(report: IngestReport): void {
  note(ingestSummary(report, layoutOf(process.stderr)));
}
