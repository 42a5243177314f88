import { LRUCache } from "lru-cache";
import { encodeKey } from "../../rows/document-codec.js";
import { type ParagraphContent, type ParagraphRow, unsealContent } from "../../rows/paragraph-codec.js";
import { locateTexts, type TextLocation, vectorIn } from "../../rows/text-locations.js";
import { unsealVector, type VectorRow } from "../../rows/vector-codec.js";
import type { Connection, Statement } from "./sqlite.js";

/** More documents than an ingest reads ahead. */
const CACHED_DOCUMENTS = 32;

type ContentRow = Pick<ParagraphRow, "key" | "document" | "content">;

/** Finds the vectors of a document's texts by the hashes of the texts. */
export class EmbeddedTexts {
  readonly #document: Statement<{ readonly key: number }>;
  readonly #paragraphs: Statement<ContentRow>;
  readonly #passages: Statement<VectorRow>;
  readonly #paragraph: Statement<ContentRow>;
  readonly #passage: Statement<VectorRow>;
  /** By the document's key, under which nothing ever changes: a long document is asked for piece by piece. */
  readonly #locations = new LRUCache<number, ReadonlyMap<string, TextLocation>>({ max: CACHED_DOCUMENTS });

  constructor(connection: Connection) {
    this.#document = connection.prepare("SELECT key FROM documents WHERE id = ?");
    this.#paragraphs = connection.prepare("SELECT key, document, content FROM paragraphs WHERE document = ?");
    this.#passages = connection.prepare(
      `SELECT p.key, p.vector FROM paragraphs AS g CROSS JOIN passages AS p ON p.paragraph = g.key
       WHERE g.document = ?`,
    );
    this.#paragraph = connection.prepare("SELECT key, document, content FROM paragraphs WHERE key = ?");
    this.#passage = connection.prepare("SELECT key, vector FROM passages WHERE key = ?");
  }

  /**
   * @param textHashes hexadecimal
   * @returns vectors of unit length, without those of texts that aren't there
   * @throws FootnoteError `index_damaged`
   */
  find(documentId: string, textHashes: readonly string[], dimension: number): Map<string, Float32Array> {
    const vectors = new Map<string, Float32Array>();
    const document = this.#document.first(encodeKey(documentId));
    const locations = document === undefined ? undefined : this.#locate(document.key);
    // Neighbouring sentences lie in one row, which is read once.
    const contents = new Map<number, ParagraphContent | undefined>();
    for (const hash of textHashes) {
      const location = locations?.get(hash);
      const vector = location && this.#vectorAt(location, dimension, contents);
      if (vector) {
        vectors.set(hash, vector);
      }
    }
    return vectors;
  }

  #locate(document: number): ReadonlyMap<string, TextLocation> {
    const known = this.#locations.get(document);
    if (known !== undefined) {
      return known;
    }
    const locations = locateTexts(this.#paragraphs.iterate(document), this.#passages.iterate(document));
    this.#locations.set(document, locations);
    return locations;
  }

  /** @returns undefined if a commit has removed it meanwhile */
  #vectorAt(
    location: TextLocation,
    dimension: number,
    contents: Map<number, ParagraphContent | undefined>,
  ): Float32Array | null | undefined {
    if ("passage" in location) {
      const row = this.#passage.first(location.passage);
      return row && unsealVector(row, dimension);
    }
    const { paragraph, sentence } = location;
    if (!contents.has(paragraph)) {
      const row = this.#paragraph.first(paragraph);
      contents.set(paragraph, row && unsealContent(row));
    }
    const content = contents.get(paragraph);
    return content && vectorIn(content, sentence, dimension);
  }
}
