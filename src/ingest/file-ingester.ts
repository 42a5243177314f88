import { createHash } from "node:crypto";
import { isSameLoader, type LoaderVersion } from "../core/analysis.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Catalogue, FileState } from "../core/ports/store/catalogue.js";
import type { ParagraphInput, StoreTransaction } from "../core/ports/store/writing.js";
import type { Task } from "./compare.js";
import { embedDocument } from "./embed-document.js";
import type { LoadingPool, LoadResult } from "./loading/loading-pool.js";
import type { Renames } from "./renames.js";
import type { FileOutcome } from "./report.js";

type Loaded = Extract<LoadResult, { state: "loaded" }>;
type Failed = Extract<LoadResult, { state: "failed" }>;

/** A file that was read, with its paragraphs on the way. */
export type ReadFile =
  | Exclude<LoadResult, Loaded>
  | (Loaded & { readonly paragraphs: AsyncIterable<ParagraphInput> });

/** What bringing files into the index needs. */
export interface FileIngesterOptions {
  readonly embedder: Embedder;
  readonly loader: LoadingPool;
  /** Every document is made anew. */
  readonly everything: boolean;
  readonly known: readonly FileState[];
  readonly renames: Renames;
  /** The loader that reads a file now. */
  readonly loaderOf: (path: string) => LoaderVersion;
  /** Finds vectors that the index holds of a document's texts; undefined if every text is to be embedded. */
  readonly findVectors: Catalogue["vectors"] | undefined;
  /** Called for each paragraph with its number of passages. */
  readonly onPassages: (path: string, passages: number) => void;
}

/** Hexadecimal, of a document's id. */
const ID_DIGITS = 16;

/** Brings single files into the index. */
export class FileIngester {
  readonly #options: FileIngesterOptions;
  readonly #ids: Set<string>;

  constructor(options: FileIngesterOptions) {
    this.#options = options;
    this.#ids = new Set(options.known.map(({ id }) => id));
  }

  /** Reads a file and begins to embed it; nothing is written. */
  async read({ file, known }: Task, signal: AbortSignal): Promise<ReadFile> {
    const { everything, renames, loaderOf } = this.#options;
    const expected = known ?? renames.guess(file);
    const mayStay = !everything && expected && isSameLoader(expected.loader, loaderOf(file.path));
    return this.#load({ file, known }, mayStay ? expected.contentHash : undefined, signal);
  }

  /**
   * Writes what was read. What the index holds of a file that can't be opened for now stays, unless everything
   * is made anew. The document of a file whose content can't be read any more is removed.
   */
  async write(
    task: Task,
    read: ReadFile,
    transaction: StoreTransaction,
    signal: AbortSignal,
  ): Promise<{ readonly outcome: FileOutcome; readonly written: boolean }> {
    switch (read.state) {
      case "failed":
        return this.#fail(task, read, transaction);
      case "loaded":
        return { outcome: await this.#put(task, read, transaction), written: true };
      case "unchanged":
        return this.#keep(task, read.contentHash, transaction, signal);
    }
  }

  async #load({ file, known }: Task, knownHash: string | undefined, signal: AbortSignal): Promise<ReadFile> {
    const { loader, embedder, findVectors } = this.#options;
    const { absolute, path, zipped } = file;
    const result = await loader.load(
      { absolute, path, ...(zipped && { zipped }), ...(knownHash !== undefined && { knownHash }) },
      signal,
    );
    if (result.state !== "loaded") {
      return result;
    }
    const find = known && findVectors && ((hashes: readonly string[]) => findVectors(known.id, hashes));
    return { ...result, paragraphs: embedDocument(result.document, result.split, embedder, signal, find) };
  }

  async #fail({ file, known }: Task, { reason, transient }: Failed, transaction: StoreTransaction) {
    const outcome = { state: "failed", reason } as const;
    if (transient) {
      return { outcome, written: false };
    }
    if (known !== undefined) {
      await transaction.remove(known.id);
    }
    const { path, bytes, modifiedMs } = file;
    await transaction.fail({ path, reason, bytes, modifiedMs, loader: this.#options.loaderOf(path) });
    return { outcome, written: true };
  }

  /** The content is known: only the file's time, or its folder, is another one. */
  async #keep(
    task: Task,
    contentHash: string,
    transaction: StoreTransaction,
    signal: AbortSignal,
  ): Promise<{ readonly outcome: FileOutcome; readonly written: boolean }> {
    const { file, known } = task;
    if (known !== undefined) {
      await transaction.touch(known.id, file);
      return { outcome: { state: "unchanged" }, written: true };
    }
    const earlier = this.#options.renames.take(contentHash);
    if (earlier !== undefined) {
      await transaction.move(earlier.id, file);
      return { outcome: { state: "renamed", from: earlier.path }, written: true };
    }
    // Another new file with the same content was taken for it.
    return this.write(task, await this.#load(task, undefined, signal), transaction, signal);
  }

  async #put(
    { file, known }: Task,
    read: Loaded & { readonly paragraphs: AsyncIterable<ParagraphInput> },
    transaction: StoreTransaction,
  ): Promise<FileOutcome> {
    const { renames, everything, loaderOf } = this.#options;
    const { document, contentHash, bytes, format, split } = read;
    const earlier = known === undefined ? renames.take(contentHash) : undefined;
    const renamed = earlier && ({ state: "renamed", from: earlier.path } as const);
    const loader = loaderOf(file.path);
    const made = { title: document.title, format, loader };
    if (!everything && earlier !== undefined && renames.isSame(earlier, made)) {
      await transaction.move(earlier.id, file);
      return renamed ?? { state: "added" };
    }
    await transaction.put({
      id: known?.id ?? earlier?.id ?? this.#newId(file.path),
      path: file.path,
      title: document.title,
      format,
      language: split.language,
      bytes,
      modifiedMs: file.modifiedMs,
      contentHash,
      loader,
      text: document.text,
      headings: document.headings,
      marks: document.marks,
      pages: document.pages,
      notices: document.notices,
      paragraphs: this.#counted(file.path, read.paragraphs),
    });
    if (renamed !== undefined) {
      return renamed;
    }
    if (known === undefined) {
      return { state: "added" };
    }
    return { state: known.contentHash === contentHash ? "unchanged" : "changed" };
  }

  #newId(path: string): string {
    const id = newDocumentId(path, (id) => this.#ids.has(id));
    this.#ids.add(id);
    return id;
  }

  async *#counted(
    path: string,
    paragraphs: AsyncIterable<ParagraphInput>,
  ): AsyncGenerator<ParagraphInput, void> {
    for await (const paragraph of paragraphs) {
      yield paragraph;
      this.#options.onPassages(path, paragraph.passages.length);
    }
  }
}

/**
 * An id for a new document: stable for its path, so that links outlive changes of its content. A document that
 * was renamed keeps the id of its first path; a new file there gets another one.
 */
export function newDocumentId(path: string, isTaken: (id: string) => boolean): string {
  const name = path.normalize("NFC");
  for (let attempt = 0; ; attempt++) {
    // A path never holds NUL.
    const id = digest(attempt === 0 ? name : `${name}\0${attempt}`);
    if (!isTaken(id)) {
      return id;
    }
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, ID_DIGITS);
}
