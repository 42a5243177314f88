import type { SealedDocument } from "../../rows/document-codec.js";
import type { SealedParagraph } from "../../rows/paragraph-codec.js";
import type { SealedPassage } from "../../rows/passage-codec.js";
import { binaryArray, binaryVector, byteaArray } from "../connection/columns.js";
import type { Session } from "../connection/session.js";

/** A passage's row with what only this store adds to it. */
export interface PassageRow extends SealedPassage {
  /** The document's key. */
  readonly document: number;
  readonly embedding: Float32Array;
}

/** About how much a row takes beside its content. */
const ROW_BYTES = 100;

/** Rows that aren't written yet: many are written in one round trip. */
export class RowBuffer {
  readonly #vectorType: number;
  readonly #documents: SealedDocument[] = [];
  readonly #paragraphs: SealedParagraph[] = [];
  readonly #passages: PassageRow[] = [];
  #bytes = 0;

  /** @param vectorType the object id of pgvector's type `vector` */
  constructor(vectorType: number) {
    this.#vectorType = vectorType;
  }

  /** About how much it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  addDocument(row: SealedDocument): void {
    this.#documents.push(row);
    this.#bytes += ROW_BYTES + row.text.length + row.structure.length + row.about.length;
  }

  addParagraph(row: SealedParagraph): void {
    this.#paragraphs.push(row);
    this.#bytes += ROW_BYTES + row.terms.length + row.content.length;
  }

  addPassage(row: PassageRow): void {
    this.#passages.push(row);
    this.#bytes += ROW_BYTES + row.about.length + 2 * row.vector.length;
  }

  /** Adds all that another one holds. */
  append(other: RowBuffer): void {
    pushAll(this.#documents, other.#documents);
    pushAll(this.#paragraphs, other.#paragraphs);
    pushAll(this.#passages, other.#passages);
    this.#bytes += other.#bytes;
  }

  /** Forgets all that it holds. */
  clear(): void {
    this.#documents.length = 0;
    this.#paragraphs.length = 0;
    this.#passages.length = 0;
    this.#bytes = 0;
  }

  /** Writes all that it holds. */
  async flush(session: Session): Promise<void> {
    if (this.#documents.length > 0) {
      const rows = this.#documents;
      await session.run(
        `INSERT INTO documents (key, id, file, about, structure, text)
         SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])`,
        [
          rows.map(({ key }) => key),
          byteaArray(rows.map(({ id }) => id)),
          byteaArray(rows.map(({ file }) => file)),
          byteaArray(rows.map(({ about }) => about)),
          byteaArray(rows.map(({ structure }) => structure)),
          byteaArray(rows.map(({ text }) => text)),
        ],
      );
    }
    if (this.#paragraphs.length > 0) {
      const rows = this.#paragraphs;
      await session.run(
        `INSERT INTO paragraphs (key, document, language, passages, terms, content)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::integer[], $5::bytea[], $6::bytea[])`,
        [
          rows.map(({ key }) => key),
          rows.map(({ document }) => document),
          rows.map(({ language }) => Buffer.from(language).toString()),
          rows.map(({ passages }) => passages),
          byteaArray(rows.map(({ terms }) => terms)),
          byteaArray(rows.map(({ content }) => content)),
        ],
      );
    }
    if (this.#passages.length > 0) {
      const rows = this.#passages;
      await session.run(
        `INSERT INTO passages (key, paragraph, document, about, embedding, vector)
         SELECT key, paragraph, document, about, embedding::halfvec, vector
         FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[], $5::vector[], $6::bytea[])
           AS row (key, paragraph, document, about, embedding, vector)`,
        [
          rows.map(({ key }) => key),
          rows.map(({ paragraph }) => paragraph),
          rows.map(({ document }) => document),
          byteaArray(rows.map(({ about }) => about)),
          binaryArray(
            this.#vectorType,
            rows.map(({ embedding }) => binaryVector(embedding)),
          ),
          byteaArray(rows.map(({ vector }) => vector)),
        ],
      );
    }
    this.clear();
  }
}

/** Spreading a long list into the arguments of `push` overflows the stack. */
function pushAll<T>(target: T[], rows: readonly T[]): void {
  for (const row of rows) {
    target.push(row);
  }
}
