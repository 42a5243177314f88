import type { DocumentSummary, Heading, StoredDocument } from "../../core/document.js";
import type { FileState } from "../../core/ports/store.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeJson, decodeText } from "./text-codec.js";

/** Columns are given the names of `DocumentSummary`. */
const SUMMARY = `id, path, title, format, language, bytes, characters, passages,
  content_hash AS contentHash, ingested_at AS ingestedAt`;

interface DocumentRow extends DocumentSummary {
  readonly headings: string;
  readonly text: ArrayBuffer;
}

/** Reads documents as the last commit left them. */
export class DocumentReader {
  readonly #summaries: Statement<DocumentSummary>;
  readonly #document: Statement<DocumentRow>;
  readonly #files: Statement<FileState>;

  constructor(connection: Connection) {
    this.#summaries = connection.prepare(`SELECT ${SUMMARY} FROM documents ORDER BY path`);
    this.#document = connection.prepare(`SELECT ${SUMMARY}, headings, text FROM documents WHERE id = ?`);
    this.#files = connection.prepare(
      `SELECT id, path, bytes, modified_ms AS modifiedMs, content_hash AS contentHash
       FROM documents ORDER BY path`,
    );
  }

  /** Sorted by path. */
  summaries(): DocumentSummary[] {
    return this.#summaries.all().map((row) => ({ ...row, title: decodeJson<string>(row.title) }));
  }

  document(id: string): StoredDocument | undefined {
    const row = this.#document.first(id);
    return row === undefined
      ? undefined
      : {
          ...row,
          title: decodeJson<string>(row.title),
          headings: decodeJson<Heading[]>(row.headings),
          text: decodeText(row.text),
        };
  }

  /** Sorted by path. */
  files(): FileState[] {
    return this.#files.all();
  }
}
