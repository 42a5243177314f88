import { throwIfAborted } from "../../core/abort.js";
import { type IndexOrigin, isCompatible } from "../../core/analysis.js";
import type { DocumentSummary, StoredDocument } from "../../core/document.js";
import type { FileFailure, FileState, IndexInfo, ListQuery, Page } from "../../core/ports/store/catalogue.js";
import type { StoreQuery, StoreResult } from "../../core/ports/store/searching.js";
import type { DocumentInput, ParagraphInput, StoreTransaction } from "../../core/ports/store/writing.js";
import type { Store } from "../../core/ports/store.js";
import { checkQuery } from "../check-input.js";
import { busy, closed, readOnly, replaced } from "../errors.js";
import { pageOf } from "../page.js";
import { SerialTransaction } from "../serial-transaction.js";
import {
  ChangedContents,
  type Contents,
  fileOf,
  type HeldDocument,
  type MemoryIndex,
  NOTHING,
  summaryOf,
} from "./contents.js";
import { searchContents } from "./search-contents.js";

/** The form of what is held; nothing of it outlives the process. */
const FORMAT_VERSION = 1;

/** One opening of an index in memory. It looks at every passage: right for thousands of them, not for more. */
export class MemoryStore implements Store {
  readonly #index: MemoryIndex;
  readonly #isReadOnly: boolean;
  #transaction: StoreTransaction | undefined;
  #isClosed = false;

  constructor(index: MemoryIndex, isReadOnly = false) {
    this.#index = index;
    this.#isReadOnly = isReadOnly;
  }

  /** What the last commit made. */
  get contents(): Contents {
    return this.#index.contents;
  }

  async info(): Promise<IndexInfo> {
    const documents = this.#documents();
    const { generation, origin, isPartial } = this.#index;
    const languages: Record<string, number> = {};
    for (const { language, passages } of documents.flatMap(({ paragraphs }) => paragraphs)) {
      if (passages.length > 0) {
        languages[language] = (languages[language] ?? 0) + passages.length;
      }
    }
    return {
      generation,
      formatVersion: FORMAT_VERSION,
      fingerprint: origin?.fingerprint ?? null,
      analysis: origin?.analysis ?? null,
      isPartial,
      documents: documents.length,
      passages: Object.values(languages).reduce((sum, passages) => sum + passages, 0),
      languages,
      repairs: [],
    };
  }

  async isInPlace(): Promise<boolean> {
    return true;
  }

  async has(ids: Iterable<string>): Promise<boolean> {
    this.#assertOpen();
    return [...ids].every((id) => this.contents.documents.has(id));
  }

  async documents(query: ListQuery = {}): Promise<readonly DocumentSummary[]> {
    return pageOf(this.#documents(query), query).map(summaryOf);
  }

  async document(id: string): Promise<StoredDocument | undefined> {
    this.#assertOpen();
    const document = this.contents.documents.get(id);
    if (document === undefined) {
      return undefined;
    }
    const { text, headings, marks } = document;
    return { ...summaryOf(document), text, headings, marks };
  }

  async files(query: ListQuery = {}): Promise<readonly FileState[]> {
    return pageOf(this.#documents(query), query).map(fileOf);
  }

  async failures(page: Page = {}): Promise<readonly FileFailure[]> {
    this.#assertOpen();
    return pageOf([...this.contents.failures.values()], page);
  }

  async vectors(
    documentId: string,
    textHashes: readonly string[],
  ): Promise<ReadonlyMap<string, Float32Array>> {
    this.#assertOpen();
    const wanted = new Set(textHashes);
    const paragraphs = this.contents.documents.get(documentId)?.paragraphs ?? [];
    const spans = paragraphs.flatMap((paragraph) => [
      paragraph,
      ...paragraph.passages,
      ...paragraph.sentences,
    ]);
    return new Map(
      spans.filter(({ textHash }) => wanted.has(textHash)).map(({ textHash, vector }) => [textHash, vector]),
    );
  }

  async documentInput(id: string): Promise<DocumentInput | undefined> {
    this.#assertOpen();
    const document = this.contents.documents.get(id);
    if (document === undefined) {
      return undefined;
    }
    const { ingestedAt, ...input } = document;
    return { ...input, paragraphs: this.#paragraphsOf(document) };
  }

  async warmUp(): Promise<void> {
    this.#assertOpen();
  }

  async keepWarm(): Promise<void> {
    await this.warmUp();
  }

  async settle(): Promise<void> {
    this.#assertOpen();
  }

  async search(query: StoreQuery): Promise<StoreResult> {
    this.#assertOpen();
    const { contents, origin } = this.#index;
    throwIfAborted(query.signal);
    // Gives a caller that aborts at once its turn.
    await Promise.resolve();
    throwIfAborted(query.signal);
    if (origin === null) {
      return { hits: [], statistics: new Map(), timings: { lexical: 0, dense: 0 } };
    }
    checkQuery(query, origin.fingerprint.dimension);
    return searchContents(contents, query);
  }

  async begin(origin: IndexOrigin): Promise<StoreTransaction> {
    this.#assertOpen();
    if (this.#isReadOnly) {
      throw readOnly();
    }
    const index = this.#index;
    if (index.isBusy) {
      throw busy();
    }
    index.isBusy = true;
    const isKept = index.origin !== null && isCompatible(index.origin, origin);
    const changed = new ChangedContents(isKept ? index.contents : NOTHING, origin.fingerprint.dimension);
    const end = () => {
      index.isBusy = false;
      this.#transaction = undefined;
    };
    this.#transaction = new SerialTransaction(changed, {
      commit: async ({ isPartial = false }) => {
        index.contents = { documents: changed.documents, failures: changed.failures };
        index.origin = origin;
        index.isPartial = isPartial;
        index.generation++;
        end();
      },
      rollback: end,
    });
    return this.#transaction;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#transaction?.rollback();
  }

  async *#paragraphsOf({ id, paragraphs }: HeldDocument): AsyncGenerator<ParagraphInput, void> {
    for (const paragraph of paragraphs) {
      this.#assertOpen();
      // A document whose file was touched or moved keeps its paragraphs.
      if (this.contents.documents.get(id)?.paragraphs !== paragraphs) {
        throw replaced();
      }
      yield paragraph;
    }
  }

  #documents({ ids }: ListQuery = {}): HeldDocument[] {
    this.#assertOpen();
    return [...this.contents.documents.values()].filter(({ id }) => ids?.has(id) ?? true);
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw closed();
    }
  }
}
