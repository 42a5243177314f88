import { performance } from "node:perf_hooks";
import type { AnalysisVersion } from "../core/analysis.js";
import { FootnoteError } from "../core/errors.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";
import { isSupported, whyUnsupported } from "../documents/find-loader.js";
import { ANALYSIS } from "./analysis.js";
import { type IngestOptions, IngestRun } from "./ingest-run.js";
import { type IngestReport, Outcomes } from "./report.js";
import { type Scan, type ScannedFile, type SkippedFile, scan } from "./scan.js";
import { WriteSession } from "./write-session.js";

export type { IngestOptions } from "./ingest-run.js";
export type { IngestProgress, IngestReport } from "./report.js";

/**
 * Brings the index up to date with a folder. A file whose size and time haven't changed isn't read; one that was
 * only touched or moved isn't embedded again. What was made with another embedder, or by other rules of splitting and
 * analysing, is made anew in one commit; files that another loader reads are loaded again; vectors of texts that stay
 * the same are kept, unless the embedder is another one. A file that can't be read is reported and doesn't stop the others.
 *
 * New documents may be committed on the way, so that a long ingest that is stopped keeps what it has done; what
 * readers see changes all at once in everything else, at the end or not at all. Loading, embedding and writing
 * overlap.
 *
 * @throws FootnoteError `documents_folder_missing`; `documents_folder_empty` if it holds nothing any more, but the index
 *   several documents, unless everything is made anew; `index_not_writable`, `aborted`, `embedding_failed`
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const start = performance.now();
  const { store, embedder, analysis = ANALYSIS, signal, onWait } = options;
  const session = await WriteSession.begin({
    store,
    origin: { fingerprint: embedder.fingerprint, analysis },
    signal,
    onWait,
  });
  try {
    const before = await store.info();
    const outcomes = new Outcomes();
    const run = new IngestRun(options, session, before, outcomes);
    const found = await scan(options.documentsDir, options.exclude);
    if (options.rebuild !== true && isVanished(found, before)) {
      throw vanished(options.documentsDir, before);
    }
    while (!(await run.bringUpToDate(found))) {}
    const info = await store.info();
    return {
      ...outcomes.lists(),
      skipped: [...found.skipped, ...unsupported(found.files, analysis)].sort(byPath),
      ignored: found.ignored,
      reembedded: run.reembedded,
      reanalysed: run.reanalysed,
      reloaded: run.reloaded,
      notices: run.notices(info),
      documents: info.documents,
      passages: info.passages,
      durationMs: performance.now() - start,
    };
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

/**
 * Whether a folder looks as if its drive weren't mounted. A last document that is removed by itself is believed.
 */
function isVanished({ files, skipped, ignored }: Scan, { documents }: IndexInfo): boolean {
  return documents > 1 && files.length + skipped.length + ignored === 0;
}

function vanished(folder: string, { documents }: IndexInfo): FootnoteError {
  return new FootnoteError(
    "documents_folder_empty",
    `The documents folder ${folder} is empty, but the index holds ${documents} documents. Nothing was removed: perhaps a drive isn't mounted. If the documents are meant to be gone, run \`footnote ingest --rebuild\`.`,
  );
}

function unsupported(files: readonly ScannedFile[], analysis: AnalysisVersion): SkippedFile[] {
  return files
    .filter((file) => !isSupported(file, analysis))
    .map(({ path }) => ({ path, reason: whyUnsupported(path) }));
}

function byPath(a: SkippedFile, b: SkippedFile): number {
  return a.path < b.path ? -1 : 1;
}
