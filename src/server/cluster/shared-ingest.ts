import { z } from "zod";
import type { IngestProgress, IngestReport } from "../../ingest/ingest.js";
import type {
  IngestScheduler,
  IngestService,
  IngestServiceStatus,
  IngestStatus,
} from "../../ingest/ingest-scheduler.js";
import type { Call, Channel, Notice } from "./channel.js";

const SKIPPED = z.array(z.object({ path: z.string(), reason: z.string() }));

const REPORT: z.ZodType<IngestReport> = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
  unchanged: z.array(z.string()),
  skipped: SKIPPED,
  ignored: z.number(),
  failed: SKIPPED,
  reembedded: z.boolean(),
  reanalysed: z.boolean(),
  reloaded: z.array(z.string()),
  notices: z.array(z.string()),
  documents: z.number(),
  passages: z.number(),
  durationMs: z.number(),
});

const PROGRESS: z.ZodType<IngestProgress> = z.object({
  done: z.number(),
  total: z.number(),
  path: z.string(),
  passages: z.number(),
});

/** A worker has the index brought up to date. */
const INGEST: Call<{ readonly rebuild: boolean }, IngestReport> = {
  name: "ingest",
  request: z.object({ rebuild: z.boolean() }),
  reply: REPORT,
};

const STATUS_SCHEMA: z.ZodType<IngestServiceStatus> = z.object({
  running: z.boolean(),
  progress: PROGRESS.nullable(),
  lastReport: z.object({ skipped: SKIPPED }).nullable(),
  lastError: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

/** The primary tells how far its ingest is. */
const STATUS: Notice<IngestServiceStatus> = { name: "ingest-status", content: STATUS_SCHEMA };

/** A worker asks how far it is: what was told before the worker could listen is lost. */
const ASK_STATUS: Call<null, IngestServiceStatus> = {
  name: "ask-ingest-status",
  request: z.null(),
  reply: STATUS_SCHEMA,
};

/** Milliseconds between two notices of progress. */
const PROGRESS_INTERVAL_MS = 200;

/**
 * Lets a worker use the primary's scheduler.
 * @returns stops telling the worker how far the ingest is
 */
export function shareIngest(channel: Channel, scheduler: IngestScheduler): () => void {
  // A worker that ends doesn't take the ingest with it: its client may have left, too, and others wait for it.
  channel.handle(INGEST, (request, signal) => scheduler.ingest({ ...request, signal }));
  channel.handle(ASK_STATUS, async () => essenceOf(scheduler.status()));
  let wasRunning: boolean | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  const onStatus = (status: IngestStatus) => {
    if (status.running !== wasRunning || performance.now() - toldAt > PROGRESS_INTERVAL_MS) {
      wasRunning = status.running;
      toldAt = performance.now();
      channel.notify(STATUS, essenceOf(status));
    }
  };
  return scheduler.onStatus(onStatus);
}

function essenceOf({
  running,
  progress,
  lastReport,
  lastError,
  finishedAt,
}: IngestStatus): IngestServiceStatus {
  const skipped = lastReport && { skipped: lastReport.skipped };
  return { running, progress, lastReport: skipped, lastError, finishedAt };
}

/** The primary's scheduler, as a worker uses it, once the primary has said how far it is. */
export async function remoteIngest(channel: Channel): Promise<IngestService> {
  let told: IngestServiceStatus | undefined;
  channel.onNotice(STATUS, (status) => {
    told = status;
  });
  const asked = await channel.call(ASK_STATUS, null);
  return {
    ingest: ({ rebuild = false, signal } = {}) => channel.call(INGEST, { rebuild }, { signal }),
    status: () => told ?? asked,
  };
}
