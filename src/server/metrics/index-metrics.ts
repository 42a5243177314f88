import { Gauge, type Registry } from "prom-client";
import type { Catalogue } from "../../core/ports/store/catalogue.js";
import type { IngestStatus } from "../../ingest/ingest-scheduler.js";
import { folderBytes } from "./folder-bytes.js";

/** What is read of an index at each scrape. */
export interface WatchedIndex {
  readonly store: Pick<Catalogue, "info" | "failures">;
  readonly scheduler: { status(): Pick<IngestStatus, "running"> };
  /** Where it is on disk. */
  readonly indexDir: string;
}

interface Reading {
  readonly documents: number;
  readonly passages: number;
  readonly failures: number;
  readonly generation: number;
  readonly bytes: number;
  readonly isIngesting: boolean;
}

interface IndexGauge {
  readonly name: string;
  readonly help: string;
  readonly value: (reading: Reading) => number;
}

const GAUGES: readonly IndexGauge[] = [
  {
    name: "footnote_index_documents",
    help: "Documents in the index.",
    value: ({ documents }) => documents,
  },
  {
    name: "footnote_index_passages",
    help: "Passages in the index.",
    value: ({ passages }) => passages,
  },
  {
    name: "footnote_index_failed_files",
    help: "Files that couldn't be read when they were last tried.",
    value: ({ failures }) => failures,
  },
  {
    name: "footnote_index_generation",
    help: "Grows by one with every commit to the index.",
    value: ({ generation }) => generation,
  },
  {
    name: "footnote_index_bytes",
    help: "Size of all files in INDEX_DIR.",
    value: ({ bytes }) => bytes,
  },
  {
    name: "footnote_ingest_running",
    help: "1 while the index is being brought up to date.",
    value: ({ isIngesting }) => (isIngesting ? 1 : 0),
  },
];

/**
 * The state of the index, read when it is asked for. What can't be read then has no value. Of several processes only
 * the one that writes the index watches it.
 */
export function watchIndex(registry: Registry, index: WatchedIndex): void {
  const failures = countFailures(index.store);
  let reading: Promise<Reading | undefined> | undefined;
  const readOnce = () => {
    // All gauges of a scrape share one reading.
    reading ??= read(index, failures)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  for (const { name, help, value } of GAUGES) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const current = await readOnce();
        if (current === undefined) {
          this.remove();
        } else {
          this.set(value(current));
        }
      },
    });
  }
}

type FailureCounter = (generation: number) => Promise<number>;

async function read(
  { store, scheduler, indexDir }: WatchedIndex,
  failures: FailureCounter,
): Promise<Reading> {
  const [{ documents, passages, generation }, bytes] = await Promise.all([
    store.info(),
    folderBytes(indexDir),
  ]);
  return {
    documents,
    passages,
    failures: await failures(generation),
    generation,
    bytes,
    isIngesting: scheduler.status().running,
  };
}

/** Counts anew only after a commit, since there may be thousands. */
function countFailures(store: Pick<Catalogue, "failures">): FailureCounter {
  let known: { readonly generation: number; readonly count: number } | undefined;
  return async (generation) => {
    if (known?.generation !== generation) {
      known = { generation, count: (await store.failures()).length };
    }
    return known.count;
  };
}
