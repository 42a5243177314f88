import type { DocumentSummary, Heading, Mark, StoredDocument } from "../../../core/document.js";
import type { FileFailure, FileState } from "../../../core/ports/store.js";
import { damaged } from "./errors.js";
import { decodeText, unseal, unsealJson } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";

/** What a document's row says of its file, which alone may change. */
export type DocumentFile = Pick<FileState, "path" | "bytes" | "modifiedMs">;

/** What it says besides. */
export type DocumentAbout = Omit<DocumentSummary, "path" | "bytes">;

interface SummaryRow {
  readonly key: number;
  readonly file: ArrayBuffer;
  readonly about: ArrayBuffer;
}

interface DocumentRow extends SummaryRow {
  readonly structure: ArrayBuffer;
  readonly text: ArrayBuffer;
}

const LOST = "The index's list of documents is damaged.";

/** Reads documents as the last commit left them, and verifies what it reads. */
export class DocumentReader {
  readonly #summaries: Statement<SummaryRow>;
  readonly #document: Statement<DocumentRow>;
  readonly #unindexed: Statement<{ readonly key: number }>;
  readonly #failures: Statement<{ readonly about: ArrayBuffer }>;

  constructor(connection: Connection) {
    this.#summaries = connection.prepare("SELECT key, file, about FROM documents");
    this.#document = connection.prepare(
      "SELECT key, file, about, structure, text FROM documents WHERE id = ?",
    );
    this.#unindexed = connection.prepare("SELECT key FROM documents NOT INDEXED WHERE id = ?");
    this.#failures = connection.prepare("SELECT about FROM failures");
  }

  /** Sorted by path. @throws FootnoteError `index_damaged` */
  summaries(): DocumentSummary[] {
    return this.#summaries.all().map(toSummary).sort(byPath);
  }

  /** @throws FootnoteError `index_damaged` */
  document(id: string): StoredDocument | undefined {
    const row = this.#document.first(encodeKey(id));
    if (row === undefined) {
      // The way to a row may be damaged where the row is not.
      if (this.#unindexed.first(encodeKey(id)) !== undefined) {
        throw damaged(LOST);
      }
      return undefined;
    }
    const summary = toSummary(row);
    if (summary.id !== id) {
      throw damaged(LOST);
    }
    const { headings, marks } = unsealJson<{ headings: Heading[]; marks: Mark[] }>(row.structure, [row.key]);
    const [text = new Uint8Array()] = unseal(row.text, [row.key]);
    return { ...summary, text: decodeText(text), headings, marks };
  }

  /** Sorted by path. @throws FootnoteError `index_damaged` */
  files(): FileState[] {
    return this.#summaries
      .all()
      .map(({ key, file, about }) => {
        const { path, bytes, modifiedMs } = unsealJson<DocumentFile>(file, [key]);
        const { id, contentHash } = unsealJson<DocumentAbout>(about, [key]);
        return { id, path, bytes, modifiedMs, contentHash };
      })
      .sort(byPath);
  }

  /** Sorted by path. @throws FootnoteError `index_damaged` */
  failures(): FileFailure[] {
    return this.#failures
      .all()
      .map(({ about }) => unsealJson<FileFailure>(about, []))
      .sort(byPath);
  }
}

/** The ids of all documents the connection sees, by key. @throws FootnoteError `index_damaged` */
export function readDocumentIds(connection: Connection): Map<number, string> {
  const rows = connection.prepare<{ key: number; about: ArrayBuffer }>("SELECT key, about FROM documents");
  return new Map(rows.all().map(({ key, about }) => [key, unsealJson<DocumentAbout>(about, [key]).id]));
}

/** A string in the form that rows are found by: distinct for distinct strings, well-formed Unicode or not. */
export function encodeKey(key: string): Uint8Array {
  return Buffer.from(JSON.stringify(key));
}

function toSummary({ key, file, about }: SummaryRow): DocumentSummary {
  const { path, bytes } = unsealJson<DocumentFile>(file, [key]);
  return { ...unsealJson<DocumentAbout>(about, [key]), path, bytes };
}

/** By code units, as everywhere. */
function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
