import type { Embedder } from "../../../src/core/ports/embedder.js";
import { loadFile } from "../../../src/ingest/loading/load-file.js";
import type { FileLimits, LoadingPool } from "../../../src/ingest/loading/loading-pool.js";
import type { IngestReport } from "../../../src/ingest/report.js";

/** Small enough to be gone beyond by a test. */
export const limits: FileLimits = {
  characters: 1_000_000,
  pages: 100,
  unpackedBytes: 1_000_000,
  nesting: 100,
  fileBytes: 1000,
  timeoutMs: 1000,
};

/** Gives every text the same vector. */
export const embedder: Embedder = {
  fingerprint: {
    model: "one",
    revision: "1",
    dimension: 1,
    pooling: "mean",
    prefix: { query: "", passage: "" },
    quantisation: "fp32",
  },
  languages: ["de", "en"],
  embed: async (texts) => texts.map(() => Float32Array.of(1)),
  close: async () => {},
};

/** Reads files in this process. */
export const loader: LoadingPool = {
  load: (request) => loadFile({ request, limits }, () => {}),
  close: async () => {},
};

/**
 * Reads files in this process, and notes which.
 * @param note gets the path; a `?` before one that is only to be read if it has changed
 */
export function notingLoader(note: (path: string) => void): LoadingPool {
  return {
    ...loader,
    load(request) {
      note(request.knownHash === undefined ? request.path : `?${request.path}`);
      return loader.load(request);
    },
  };
}

/** The report of an ingest of an empty folder. */
export const emptyReport: IngestReport = {
  added: [],
  changed: [],
  removed: [],
  renamed: [],
  unchanged: [],
  skipped: [],
  ignored: 0,
  failed: [],
  reembedded: false,
  reanalysed: false,
  reloaded: [],
  notices: [],
  documents: 0,
  passages: 0,
  durationMs: 0,
};
