import { performance } from "node:perf_hooks";
import { isDeepStrictEqual } from "node:util";
import { throwIfAborted } from "../core/abort.js";
import type { Embedder, Fingerprint } from "../core/ports/embedder.js";
import type { Store } from "../core/ports/store.js";
import { isSupported, LOADERS } from "../documents/find-loader.js";
import { type ScannedFile, type SkippedFile, scan } from "./scan.js";
import { syncFile } from "./sync-file.js";

/** How far an ingest is. */
export interface IngestProgress {
  readonly done: number;
  readonly total: number;
  /** The file just finished. */
  readonly path: string;
}

/** What to bring up to date. */
export interface IngestOptions {
  readonly documentsDir: string;
  readonly store: Store;
  readonly embedder: Embedder;
  /** Reads, cuts and embeds every file again. */
  readonly rebuild?: boolean;
  /** Stops between files; the index stays as it was. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** What an ingest did; files by their path. */
export interface IngestReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of formats that aren't supported, links. */
  readonly skipped: readonly SkippedFile[];
  /** Files that couldn't be read. */
  readonly failed: readonly SkippedFile[];
  /** Whether every document was embedded again because the embedder isn't the one the index was made with. */
  readonly reembedded: boolean;
  /** Sentences for the person who runs it. */
  readonly notices: readonly string[];
  /** In the index now. */
  readonly documents: number;
  readonly passages: number;
  readonly durationMs: number;
}

/**
 * Brings the index up to date with a folder, in one transaction: what readers see changes all at once, at the
 * end, or not at all. A file whose size and time haven't changed isn't read; one that was only touched isn't
 * embedded again. A file that can't be read is reported and doesn't stop the others.
 *
 * @throws FootnoteError `documents_folder_missing`, `index_busy`, `aborted`, `embedding_failed`
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const start = performance.now();
  const { store, embedder } = options;
  const { files, skipped } = await scan(options.documentsDir);
  const supported = files.filter(isSupported);
  const before = await store.info();
  const reembedded =
    before.fingerprint !== null && !isDeepStrictEqual(before.fingerprint, embedder.fingerprint);

  const transaction = await store.begin(embedder.fingerprint);
  const outcome: Record<"added" | "changed" | "unchanged" | "removed", string[]> & { failed: SkippedFile[] } =
    {
      added: [],
      changed: [],
      unchanged: [],
      removed: [],
      failed: [],
    };
  let written = reembedded || before.generation === 0;
  try {
    const known = new Map((await store.files()).map((file) => [file.path, file]));
    const everything = options.rebuild === true || reembedded;
    if (everything) await transaction.clear();
    for (const [i, file] of supported.entries()) {
      throwIfAborted(options.signal);
      const result = await syncFile(file, known.get(file.path), everything, { transaction, ...options });
      written ||= result.written;
      if (result.state === "failed") outcome.failed.push({ path: file.path, reason: result.reason });
      else outcome[result.state].push(file.path);
      options.onProgress?.({ done: i + 1, total: supported.length, path: file.path });
    }
    const present = new Set(supported.map(({ path }) => path));
    for (const { id, path } of known.values()) {
      if (present.has(path)) continue;
      await transaction.remove(id);
      outcome.removed.push(path);
      written = true;
    }
    throwIfAborted(options.signal);
    await (written ? transaction.commit() : transaction.rollback());
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  const { documents, passages } = await store.info();
  return {
    ...outcome,
    skipped: [...skipped, ...files.filter((file) => !isSupported(file)).map(unsupported)].sort(byPath),
    reembedded,
    notices: reembedded ? [reembeddingNotice(before.fingerprint, embedder.fingerprint)] : [],
    documents,
    passages,
    durationMs: performance.now() - start,
  };
}

function unsupported({ path }: ScannedFile): SkippedFile {
  const extensions = LOADERS.flatMap((loader) => loader.extensions).join(", ");
  return { path, reason: `the format isn't supported; supported are ${extensions}` };
}

function byPath(a: SkippedFile, b: SkippedFile): number {
  return a.path < b.path ? -1 : 1;
}

function reembeddingNotice(before: Fingerprint, now: Fingerprint): string {
  const what = before.model === now.model ? `other settings or weights of ${now.model}` : before.model;
  return `The index was made with ${what}; every document was embedded again with ${now.model}.`;
}
