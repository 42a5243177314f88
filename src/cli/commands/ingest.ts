import { once } from "node:events";
import { withWritableWorkspace } from "../../app/use-workspace.js";
import type { WritableWorkspace } from "../../app/workspace.js";
import type { Config } from "../../config/config.js";
import { FootnoteError } from "../../core/errors.js";
import type { Store } from "../../core/ports/store.js";
import type { IngestReport } from "../../ingest/ingest.js";
import type { IngestScheduler } from "../../ingest/ingest-scheduler.js";
import { changesOnly } from "../changes-only.js";
import { describeError } from "../errors.js";
import { ingestWithProgress } from "../ingest-with-progress.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { changeLine, ingestText } from "../output/ingest-text.js";
import { plural } from "../output/plural.js";
import { layoutOf, note, print, printJson, printJsonLine } from "../terminal.js";

/** How long the command may work without a word after an ingest, in milliseconds. */
const EXPLAIN_AFTER = 2000;

/** Options of `footnote ingest`. */
export interface IngestOptions extends GlobalOptions {
  readonly rebuild?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** `footnote ingest`: brings the index up to date and prints what changed, once or until it is stopped. */
export async function ingestDocuments(options: IngestOptions): Promise<void> {
  const config = configOf(options);
  await interruptible((signal) =>
    withWritableWorkspace(config, note, (workspace) => ingestInto(workspace, options, signal)),
  );
}

async function ingestInto(
  { config, store, scheduler }: WritableWorkspace,
  options: IngestOptions,
  signal: AbortSignal,
): Promise<void> {
  const report = await firstIngest(scheduler, store, { rebuild: options.rebuild ?? false, signal });
  await settle(store, signal);
  printReport(report, options);
  if (options.watch) {
    await watch(scheduler, config, report, { signal, json: options.json === true });
  }
}

async function firstIngest(
  scheduler: IngestScheduler,
  store: Store,
  options: { readonly rebuild: boolean; readonly signal: AbortSignal },
): Promise<IngestReport> {
  try {
    return await ingestWithProgress(scheduler, options);
  } catch (error) {
    if (options.signal.aborted) {
      const { documents } = await store.info();
      note(`Stopped. The index holds ${plural(documents, "document")}; the next ingest goes on from there.`);
    }
    throw error;
  }
}

/** Waits for the graph, which is another way to search an index that is complete without it. */
async function settle(store: Store, signal: AbortSignal): Promise<void> {
  const explanation = setTimeout(() => {
    note("The index is up to date and can be searched. Building its graph (Ctrl-C leaves that for later)");
  }, EXPLAIN_AFTER);
  try {
    await store.settle(signal);
  } catch (error) {
    if (!signal.aborted || !FootnoteError.is(error)) {
      throw error;
    }
    note("The index is up to date; its graph is finished when it is opened next.");
  } finally {
    clearTimeout(explanation);
  }
}

function printReport(report: IngestReport, { json, watch }: IngestOptions): void {
  if (!json) {
    print(ingestText(report, layoutOf(process.stdout)));
  } else if (watch) {
    printJsonLine(report);
  } else {
    printJson(report);
  }
}

/** Prints a line for every set of changes until the signal is aborted. */
async function watch(
  scheduler: IngestScheduler,
  { watch, documentsDir }: Config,
  report: IngestReport,
  { signal, json }: { readonly signal: AbortSignal; readonly json: boolean },
): Promise<void> {
  const tell = (outcome: IngestReport | Error) => {
    if (outcome instanceof Error) {
      note(`footnote: ${describeError(outcome).message}`);
    } else if (json) {
      printJsonLine(outcome);
    } else {
      print(`${changeLine(outcome)}\n`);
    }
  };
  const mode = watch === "polling" ? "polling" : "events";
  await scheduler.watch(mode, changesOnly(tell, report), (notice) => note(`footnote: ${notice}`));
  note(`Watching ${documentsDir} for changes (stop with Ctrl-C)`);
  if (!signal.aborted) {
    await once(signal, "abort");
  }
}
