import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ServerProcess } from "../process/server-process.js";
import { slope } from "../slope.js";
import type { Tally } from "./tally.js";

/** How the server is at one moment; sizes in megabytes. */
export interface Sample {
  readonly minutes: number;
  /** After a collection. */
  readonly heap: number;
  readonly external: number;
  /** Of the process that serves, before the collection. */
  readonly resident: number;
  readonly openFiles: number;
  readonly indexOnDisk: number;
  readonly writeAheadLog: number;
  readonly documents: number;
  readonly passages: number;
  /** Of the questions so far. */
  readonly processorMs: number;
  readonly questions: number;
  readonly wrong: number;
  readonly lost: number;
}

const MEGABYTE = 1024 * 1024;
const MINUTES_OF_HOUR = 60;

/** Looks at the server and its index. */
export async function takeSample(
  server: ServerProcess,
  { index, tally, minutes }: { index: string; tally: Tally; minutes: number },
): Promise<Sample> {
  const [metrics, memory, processorMs] = await Promise.all([
    server.metrics(),
    server.memory(),
    server.processorMs(),
  ]);
  const value = (name: string) => metrics.get(name) ?? Number.NaN;
  return {
    minutes,
    heap: memory.heapUsed / MEGABYTE,
    external: memory.external / MEGABYTE,
    resident: memory.rss / MEGABYTE,
    openFiles: value("process_open_fds"),
    indexOnDisk: value("footnote_index_bytes") / MEGABYTE,
    writeAheadLog: (await sizeOfLogs(index)) / MEGABYTE,
    documents: value("footnote_index_documents"),
    passages: value("footnote_index_passages"),
    processorMs,
    questions: tally.of("questions"),
    wrong: tally.of("wrong"),
    lost: tally.of("lost") + tally.of("doubled"),
  };
}

async function sizeOfLogs(index: string): Promise<number> {
  const names = (await readdir(index)).filter((name) => name.endsWith("-wal"));
  const sizes = names.map((name) =>
    stat(join(index, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What of a sample must not grow. */
export type Growing = "heap" | "external" | "resident" | "openFiles" | "indexOnDisk" | "writeAheadLog";

/** By how much something grows an hour, once the server is warm. */
export function growth(samples: readonly Sample[], what: Growing, warmUpMinutes: number): number {
  const warm = samples.filter(({ minutes }) => minutes >= warmUpMinutes);
  return slope(warm.map((sample) => ({ x: sample.minutes, y: sample[what] }))) * MINUTES_OF_HOUR;
}
