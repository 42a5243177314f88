import type { DocumentInput, ParagraphInput } from "../../../core/ports/store/writing.js";
import { replaced } from "../../errors.js";
import type { ForwardSegment } from "../../lexical/forward-segment.js";
import {
  type ContentRow,
  encodeKey,
  type SummaryRow,
  toDocumentInput,
  unsealAbout,
} from "../../rows/document-codec.js";
import type { ParagraphRow } from "../../rows/paragraph-codec.js";
import { ParagraphInputs, type ParagraphSource, type WholePassageRow } from "../../rows/paragraph-input.js";
import type { TermRow } from "../../rows/term-codec.js";
import { readSegment } from "./segment-reader.js";
import type { Connection, Statement } from "./sqlite.js";
import { readState } from "./state.js";

/** How many paragraphs are read at once. */
const PAGE = 64;

type DocumentRow = SummaryRow & ContentRow;

/** Reads documents as they were put. */
export class InputReader {
  readonly #connection: Connection;
  readonly #document: Statement<DocumentRow>;
  readonly #isThere: Statement<{ readonly key: number }>;
  readonly #paragraphs: Statement<ParagraphRow>;
  readonly #passages: Statement<WholePassageRow>;
  readonly #segments: Statement<{ readonly key: number }>;
  readonly #terms: Statement<TermRow>;
  readonly #inputs = new ParagraphInputs();

  /** @param connection for reading only */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.#document = connection.prepare(
      "SELECT key, file, about, structure, text FROM documents WHERE id = ?",
    );
    this.#isThere = connection.prepare("SELECT key FROM documents WHERE key = ?");
    this.#paragraphs = connection.prepare(
      `SELECT key, document, terms, content FROM paragraphs WHERE document = ? AND key > ?
       ORDER BY key LIMIT ${PAGE}`,
    );
    this.#passages = connection.prepare(
      `SELECT p.key, p.paragraph, p.about, p.vector
       FROM json_each(?) AS wanted CROSS JOIN passages AS p ON p.paragraph = wanted.value ORDER BY p.key`,
    );
    this.#segments = connection.prepare(
      `SELECT key FROM segments WHERE language IN (SELECT language FROM paragraphs WHERE document = ?)
       ORDER BY key`,
    );
    this.#terms = connection.prepare(
      "SELECT last_id AS lastId, terms FROM terms WHERE last_id > ? ORDER BY last_id",
    );
  }

  /**
   * As `Catalogue.documentInput` gives it.
   * @param assertOpen throws once the connection is closed
   * @throws FootnoteError `index_damaged`
   */
  read(id: string, assertOpen: () => void): DocumentInput | undefined {
    const row = this.#document.first(encodeKey(id));
    if (row === undefined) {
      return undefined;
    }
    const about = unsealAbout(row);
    return toDocumentInput(row, { [Symbol.asyncIterator]: () => this.#all(row.key, about, assertOpen) });
  }

  async *#all(
    document: number,
    about: ParagraphSource["about"],
    assertOpen: () => void,
  ): AsyncGenerator<ParagraphInput, void> {
    let last: number | undefined = 0;
    while (last !== undefined) {
      assertOpen();
      const page = this.#readPage(document, last, about);
      yield* page.paragraphs;
      last = page.last;
    }
  }

  /** Without a wait, in one transaction: what it reads is of one generation. */
  #readPage(
    document: number,
    after: number,
    about: ParagraphSource["about"],
  ): { readonly paragraphs: readonly ParagraphInput[]; readonly last: number | undefined } {
    this.#connection.exec("BEGIN");
    try {
      if (this.#isThere.first(document) === undefined) {
        throw replaced();
      }
      const rows = this.#paragraphs.all(document, after);
      const passages = this.#passages.all(JSON.stringify(rows.map(({ key }) => key)));
      this.#inputs.addTerms(this.#terms.all(this.#inputs.lastTerm));
      const dimension = readState(this.#connection).fingerprint?.dimension ?? 0;
      const segments = this.#readSegments(document, passages);
      return {
        paragraphs: this.#inputs.make(rows, passages, segments, { about, dimension }),
        last: rows.at(-1)?.key,
      };
    } finally {
      this.#connection.exec("COMMIT");
    }
  }

  #readSegments(document: number, passages: readonly WholePassageRow[]): ForwardSegment[] {
    return this.#segments
      .all(document)
      .filter(({ key }) => this.#inputs.mayHold(key, passages))
      .map(({ key }) => this.#inputs.segment(key) ?? this.#addSegment(key));
  }

  #addSegment(key: number): ForwardSegment {
    return this.#inputs.addSegment(key, readSegment(this.#connection, key));
  }
}
