import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { FootnoteError } from "../core/errors.js";
import type { Embedder, Fingerprint } from "../core/ports/embedder.js";
import type { FileState, Store, StoreTransaction } from "../core/ports/store.js";
import { findLoader, LOADERS } from "../documents/find-loader.js";
import { prepareDocument } from "./prepare-document.js";
import { type ScannedFile, type SkippedFile, scan } from "./scan.js";

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

interface Outcome {
  readonly added: string[];
  readonly changed: string[];
  readonly unchanged: string[];
  readonly failed: SkippedFile[];
}

/**
 * Brings the index up to date with a folder, in one transaction: what readers see changes all at once, at the
 * end, or not at all. A file whose size and time haven't changed isn't read; one that was only touched isn't
 * embedded again. A file that can't be read is reported, and what the index held of it is removed.
 *
 * @throws FootnoteError `documents_folder_missing`, `index_busy`, `aborted`, `embedding_failed`
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const start = performance.now();
  const { store, embedder } = options;
  const { files, skipped } = await scan(options.documentsDir);
  const supported = files.filter((file) => findLoader(file.path) !== undefined);
  const unsupported = files
    .filter((file) => findLoader(file.path) === undefined)
    .map(({ path }) => ({ path, reason: `the format isn't supported; supported are ${EXTENSIONS}` }));

  const before = await store.info();
  const reembedded =
    before.fingerprint !== null && !sameFingerprint(before.fingerprint, embedder.fingerprint);
  const outcome: Outcome = { added: [], changed: [], unchanged: [], failed: [] };
  const removed: string[] = [];
  const transaction = await store.begin(embedder.fingerprint);
  try {
    const known = new Map((await store.files()).map((file) => [file.path, file]));
    const fresh = options.rebuild === true || reembedded;
    if (fresh) await transaction.clear();
    for (const [i, file] of supported.entries()) {
      if (options.signal?.aborted === true) throw new FootnoteError("aborted", "The ingest was stopped.");
      await syncFile(file, { known: known.get(file.path), fresh, transaction, options, outcome });
      options.onProgress?.({ done: i + 1, total: supported.length, path: file.path });
    }
    const present = new Set(supported.map(({ path }) => path));
    for (const { id, path } of known.values()) {
      if (present.has(path)) continue;
      await transaction.remove(id);
      removed.push(path);
    }
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  const after = await store.info();
  return {
    ...outcome,
    removed,
    skipped: [...skipped, ...unsupported],
    reembedded,
    notices: reembedded ? [reembeddingNotice(before.fingerprint, embedder.fingerprint)] : [],
    documents: after.documents,
    passages: after.passages,
    durationMs: performance.now() - start,
  };
}

const EXTENSIONS = LOADERS.flatMap((loader) => loader.extensions).join(", ");

interface FileContext {
  readonly known: FileState | undefined;
  readonly fresh: boolean;
  readonly transaction: StoreTransaction;
  readonly options: IngestOptions;
  readonly outcome: Outcome;
}

async function syncFile(file: ScannedFile, context: FileContext): Promise<void> {
  const { known, fresh, transaction, options, outcome } = context;
  if (!fresh && known?.bytes === file.bytes && known.modifiedMs === file.modifiedMs) {
    outcome.unchanged.push(file.path);
    return;
  }
  const id = documentId(file.path);
  try {
    const bytes = await readFile(file.absolute);
    const contentHash = createHash("sha256").update(bytes).digest("hex");
    if (!fresh && known?.contentHash === contentHash) {
      await transaction.touch(id, file);
      outcome.unchanged.push(file.path);
      return;
    }
    await putFile(file, { id, bytes, contentHash }, context);
    const list =
      known === undefined
        ? outcome.added
        : known.contentHash === contentHash
          ? outcome.unchanged
          : outcome.changed;
    list.push(file.path);
  } catch (error) {
    const reason = unreadable(error);
    if (reason === undefined || options.signal?.aborted === true) throw error;
    await transaction.remove(id);
    outcome.failed.push({ path: file.path, reason });
  }
}

async function putFile(
  file: ScannedFile,
  content: { id: string; bytes: Buffer; contentHash: string },
  { transaction, options }: FileContext,
): Promise<void> {
  const loader = findLoader(file.path);
  if (loader === undefined) throw new FootnoteError("unsupported_format", `${file.path} can't be read`);
  const document = await loader.load(content.bytes, file.path);
  const prepared = await prepareDocument(document, options.embedder, options.signal);
  await transaction.put({
    id: content.id,
    path: file.path,
    title: document.title,
    format: loader.format,
    bytes: content.bytes.byteLength,
    modifiedMs: file.modifiedMs,
    contentHash: content.contentHash,
    text: document.text,
    headings: document.headings,
    ...prepared,
  });
}

/** Stable for a path, so that links to a document outlive changes of its content. */
function documentId(path: string): string {
  return createHash("sha256").update(path.normalize("NFC")).digest("hex").slice(0, 16);
}

/** Why a file can't be read, or undefined for an error that isn't about the file. */
function unreadable(error: unknown): string | undefined {
  if (FootnoteError.is(error)) return error.code === "unreadable_document" ? error.message : undefined;
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return error.code === "ENOENT"
    ? "the file was removed meanwhile"
    : `the file can't be read (${String(error.code)})`;
}

function sameFingerprint(a: Fingerprint, b: Fingerprint): boolean {
  return (
    a.model === b.model &&
    a.revision === b.revision &&
    a.dimension === b.dimension &&
    a.pooling === b.pooling &&
    a.prefix.query === b.prefix.query &&
    a.prefix.passage === b.prefix.passage &&
    a.quantisation === b.quantisation
  );
}

function reembeddingNotice(before: Fingerprint | null, now: Fingerprint): string {
  return `The index was made with the embedder ${before?.model ?? "none"}; every document was embedded again with ${now.model}.`;
}
