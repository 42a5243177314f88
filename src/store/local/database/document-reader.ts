import { LRUCache } from "lru-cache";
import type { DocumentSummary, StoredDocument } from "../../../core/document.js";
import type { FileFailure, FileState, ListQuery, Page } from "../../../core/ports/store/catalogue.js";
import { damaged } from "../../errors.js";
import { pageOf } from "../../page.js";
import {
  type ContentRow,
  type DocumentContent,
  encodeKey,
  type SummaryRow,
  toFileState,
  toSummary,
  unsealAbout,
  unsealDocumentContent,
  unsealFailure,
} from "../../rows/document-codec.js";
import type { Connection, Statement } from "./sqlite.js";
import type { CommittedState } from "./state.js";

/** A document as it was read. */
interface KnownDocument {
  /** Of the state. */
  readonly version: number;
  readonly key: number;
  readonly document: StoredDocument;
}

/** UTF-16 code units of the texts that are kept: at most 32 MB, mostly half. */
const CACHED_CHARACTERS = 16_000_000;

/** What a document without text counts. */
const LEAST_CHARACTERS = 1000;

/** Reads documents as the last commit left them, and verifies what it reads. */
export class DocumentReader {
  readonly #summaries: Statement<SummaryRow>;
  readonly #summary: Statement<SummaryRow>;
  readonly #content: Statement<ContentRow>;
  readonly #unindexed: Statement<{ readonly key: number }>;
  readonly #failures: Statement<{ readonly about: ArrayBuffer }>;
  readonly #committed: CommittedState;
  readonly #known = new LRUCache<string, KnownDocument>({
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: ({ document: { text } }) => LEAST_CHARACTERS + text.length,
  });

  /** @param committed what the connection sees */
  constructor(connection: Connection, committed: CommittedState) {
    this.#committed = committed;
    this.#summaries = connection.prepare("SELECT key, file, about FROM documents");
    this.#summary = connection.prepare("SELECT key, file, about FROM documents WHERE id = ?");
    this.#content = connection.prepare("SELECT structure, text FROM documents WHERE key = ?");
    this.#unindexed = connection.prepare("SELECT key FROM documents NOT INDEXED WHERE id = ?");
    this.#failures = connection.prepare("SELECT about FROM failures");
  }

  /** Whether all documents with these ids are there. @throws FootnoteError `index_damaged` */
  has(ids: Iterable<string>): boolean {
    return [...ids].every((id) => this.#find(id) !== undefined);
  }

  /** Sorted by path. @throws FootnoteError `index_damaged` */
  summaries(query: ListQuery = {}): DocumentSummary[] {
    return pageOf(this.#list(query).map(toSummary), query);
  }

  /** @throws FootnoteError `index_damaged` */
  document(id: string): StoredDocument | undefined {
    const known = this.#known.get(id);
    const { version } = this.#committed;
    if (known?.version === version) {
      return known.document;
    }
    const row = this.#find(id);
    if (row === undefined) {
      return undefined;
    }
    // A key is never used again, and under it only the file changes.
    const content = known?.key === row.key ? contentOf(known.document) : this.#readContent(row.key);
    const document = content && { ...toSummary(row), ...content };
    if (document !== undefined) {
      this.#known.set(id, { version, key: row.key, document });
    }
    return document;
  }

  /** Undefined if a commit has removed the document since its key was read. */
  #readContent(key: number): DocumentContent | undefined {
    const row = this.#content.first(key);
    return row && unsealDocumentContent(key, row);
  }

  /** Sorted by path. @throws FootnoteError `index_damaged` */
  files(query: ListQuery = {}): FileState[] {
    return pageOf(this.#list(query).map(toFileState), query);
  }

  /** Sorted by path. @throws FootnoteError `index_damaged` */
  failures(page: Page = {}): FileFailure[] {
    return pageOf(
      this.#failures.all().map(({ about }) => unsealFailure(about)),
      page,
    );
  }

  #list({ ids }: ListQuery): SummaryRow[] {
    return ids === undefined ? this.#summaries.all() : [...ids].flatMap((id) => this.#find(id) ?? []);
  }

  /** The row of the document with this id. */
  #find(id: string): SummaryRow | undefined {
    const row = this.#summary.first(encodeKey(id));
    // The index of ids may be damaged where the row is not.
    const isLost =
      row === undefined ? this.#unindexed.first(encodeKey(id)) !== undefined : unsealAbout(row).id !== id;
    if (isLost) {
      throw damaged("The index's list of documents is damaged.");
    }
    return row;
  }
}

/** The ids of all documents the connection sees, by key. @throws FootnoteError `index_damaged` */
export function readDocumentIds(connection: Connection): Map<number, string> {
  const rows = connection.prepare<{ key: number; about: ArrayBuffer }>("SELECT key, about FROM documents");
  return new Map(rows.all().map((row) => [row.key, unsealAbout(row).id]));
}

function contentOf({ text, headings, marks }: StoredDocument): DocumentContent {
  return { text, headings, marks };
}
