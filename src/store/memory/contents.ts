import type { IndexOrigin } from "../../core/analysis.js";
import type { DocumentSummary } from "../../core/document.js";
import type { FileFailure, FileState } from "../../core/ports/store/catalogue.js";
import type { DocumentInput, ParagraphInput } from "../../core/ports/store/writing.js";
import { checkParagraph } from "../check-input.js";
import type { Changes } from "../serial-transaction.js";

/** A document with its paragraphs. */
export interface HeldDocument extends Omit<DocumentInput, "paragraphs"> {
  readonly paragraphs: readonly ParagraphInput[];
  /** ISO 8601. */
  readonly ingestedAt: string;
}

/** What an index in memory holds; a commit makes other contents, and changes none. */
export interface Contents {
  /** By id. */
  readonly documents: ReadonlyMap<string, HeldDocument>;
  /** By path. */
  readonly failures: ReadonlyMap<string, FileFailure>;
}

/** What a new index holds. */
export const NOTHING: Contents = { documents: new Map(), failures: new Map() };

/** An index in this process, which several stores may have open. */
export interface MemoryIndex {
  /** 0 is an index never written. */
  generation: number;
  /** Null while nothing was written. */
  origin: IndexOrigin | null;
  /** Whether its first ingest hasn't come to its end. */
  isPartial: boolean;
  contents: Contents;
  /** Whether a transaction is running. */
  isBusy: boolean;
}

/** An index that nothing was written to. */
export function newIndex(): MemoryIndex {
  return { generation: 0, origin: null, isPartial: false, contents: NOTHING, isBusy: false };
}

/** A copy of contents that changes. */
export class ChangedContents implements Contents, Changes {
  readonly documents: Map<string, HeldDocument>;
  readonly failures: Map<string, FileFailure>;
  readonly #dimension: number;

  /** @param dimension of the vectors that may be put */
  constructor({ documents, failures }: Contents, dimension: number) {
    this.documents = new Map(documents);
    this.failures = new Map(failures);
    this.#dimension = dimension;
  }

  /** @throws RangeError that names the document and the first thing that is wrong */
  async put(document: DocumentInput, ingestedAt: Date, assertOpen: () => void): Promise<void> {
    const paragraphs: ParagraphInput[] = [];
    for await (const paragraph of document.paragraphs) {
      assertOpen();
      checkParagraph(paragraph, document, this.#dimension);
      paragraphs.push(paragraph);
    }
    assertOpen();
    this.documents.set(document.id, { ...document, paragraphs, ingestedAt: ingestedAt.toISOString() });
    this.failures.delete(document.path);
  }

  touch(id: string, { bytes, modifiedMs }: Pick<FileState, "bytes" | "modifiedMs">): void {
    this.#setFile(id, { bytes, modifiedMs });
  }

  move(id: string, { path, bytes, modifiedMs }: Pick<FileState, "path" | "bytes" | "modifiedMs">): void {
    this.#setFile(id, { path, bytes, modifiedMs });
  }

  fail(failure: Omit<FileFailure, "failedAt">, failedAt: Date): void {
    this.failures.set(failure.path, { ...failure, failedAt: failedAt.toISOString() });
  }

  forgetFailure(path: string): void {
    this.failures.delete(path);
  }

  remove(id: string): void {
    this.documents.delete(id);
  }

  clear(): void {
    this.documents.clear();
    this.failures.clear();
  }

  /** An unknown id is ignored. */
  #setFile(id: string, file: Partial<FileState>): void {
    const document = this.documents.get(id);
    if (document !== undefined) {
      this.documents.set(id, { ...document, ...file });
    }
  }
}

/** A document's line in the list of documents. */
export function summaryOf(document: HeldDocument): DocumentSummary {
  const { id, path, title, format, language, bytes, text, pages, notices, contentHash, ingestedAt } =
    document;
  const passages = document.paragraphs.reduce((sum, paragraph) => sum + paragraph.passages.length, 0);
  const characters = text.length;
  const size = { bytes, characters, pages, passages };
  return { id, path, title, format, language, ...size, notices, contentHash, ingestedAt };
}

/** What is known of a document's file. */
export function fileOf({ id, path, bytes, modifiedMs, contentHash, loader }: HeldDocument): FileState {
  return { id, path, bytes, modifiedMs, contentHash, loader };
}
