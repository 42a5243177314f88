import { LRUCache } from "lru-cache";
import { vectorAt } from "../../../vectors/quantised-vectors.js";
import { unitLength } from "../../../vectors/vector.js";
import { encodeKey } from "./document-reader.js";
import { type ParagraphContent, unsealContent } from "./passage-reader.js";
import { unseal } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeQuantised, decodeVector, unsealVector } from "./vector-reader.js";

const HASH_BYTES = 16;

/** More documents than an ingest reads ahead. */
const CACHED_DOCUMENTS = 32;

interface ParagraphRow {
  readonly key: number;
  readonly document: number;
  readonly content: ArrayBuffer;
}

interface PassageRow {
  readonly key: number;
  readonly vector: ArrayBuffer;
}

/** Whose vector a text's is: a passage's, a paragraph's, or that of one of its sentences. */
type Location =
  | { readonly passage: number }
  | { readonly paragraph: number; readonly sentence: number | null };

/** Finds the vectors of a document's texts by the hashes of the texts. */
export class EmbeddedTexts {
  readonly #document: Statement<{ readonly key: number }>;
  readonly #paragraphs: Statement<ParagraphRow>;
  readonly #passages: Statement<PassageRow>;
  readonly #paragraph: Statement<ParagraphRow>;
  readonly #passage: Statement<PassageRow>;
  /** By the document's key, under which nothing ever changes: a long document is asked for piece by piece. */
  readonly #locations = new LRUCache<number, ReadonlyMap<string, Location>>({ max: CACHED_DOCUMENTS });

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

  #locate(document: number): ReadonlyMap<string, Location> {
    const known = this.#locations.get(document);
    if (known !== undefined) {
      return known;
    }
    const locations = new Map<string, Location>();
    for (const row of this.#paragraphs.iterate(document)) {
      const [own, ...sentences] = decodeHashes(unsealContent(row).hashes);
      for (const [sentence, hash] of sentences.entries()) {
        locations.set(hash, { paragraph: row.key, sentence });
      }
      if (own !== undefined) {
        locations.set(own, { paragraph: row.key, sentence: null });
      }
    }
    for (const { key, vector } of this.#passages.iterate(document)) {
      const [, hashes] = unseal(vector, [key]);
      for (const hash of decodeHashes(hashes)) {
        locations.set(hash, { passage: key });
      }
    }
    this.#locations.set(document, locations);
    return locations;
  }

  /** @returns undefined if a commit has removed it meanwhile */
  #vectorAt(
    location: Location,
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
    if (content === undefined || sentence === null) {
      return content && decodeVector(content.vector, dimension);
    }
    const quantised = decodeQuantised([content.scales, content.components], dimension);
    const { components, scale } = vectorAt(quantised, sentence, dimension);
    return unitLength(Float32Array.from(components, (component) => component * scale));
  }
}

/** The hashes of what was embedded, one after the other. */
export function encodeHashes(spans: readonly { readonly textHash: string }[]): Uint8Array {
  const bytes = new Uint8Array(HASH_BYTES * spans.length);
  for (const [i, { textHash }] of spans.entries()) {
    bytes.set(Buffer.from(textHash, "hex").subarray(0, HASH_BYTES), HASH_BYTES * i);
  }
  return bytes;
}

/** @param bytes none in a row that an older Footnote wrote */
function decodeHashes(bytes: Uint8Array | undefined): string[] {
  const { length = 0 } = bytes ?? {};
  return Array.from({ length: length / HASH_BYTES }, (_, i) =>
    Buffer.from(bytes?.subarray(HASH_BYTES * i, HASH_BYTES * (i + 1)) ?? []).toString("hex"),
  );
}
