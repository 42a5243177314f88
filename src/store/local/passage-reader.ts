import type { Place, Span } from "../../core/document.js";
import type { Passage } from "../../core/passage.js";
import type { QuantisedVectors } from "../dense/quantised-vectors.js";
import { passageId } from "../evidence.js";
import { LruCache } from "../lru-cache.js";
import type { DocumentAbout } from "./document-reader.js";
import { decodeParagraphTerms, type ParagraphTerms } from "./paragraph-terms.js";
import { unseal, unsealJson } from "./seal.js";
import { decodeExtents, type SentenceExtent } from "./sentence-codec.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeText } from "./text-codec.js";
import { decodeQuantised, decodeVector } from "./vector-codec.js";

/** About 8 MB with vectors of 512 dimensions: a small index is then read only once. */
const CACHED_PARAGRAPHS = 1000;

const NOTHING = new Uint8Array();

/** A paragraph with all that its evidence is reckoned from. */
export interface StoredParagraph extends Span, ParagraphTerms {
  readonly documentId: string;
  /** The document's title. */
  readonly title: string;
  readonly text: string;
  readonly vector: Float32Array;
  readonly sentences: readonly SentenceExtent[];
  /** Those of the sentences: evidence needs them less exactly than the order of passages does. */
  readonly sentenceVectors: QuantisedVectors;
}

/** A passage with its vector and the paragraph around it. */
export interface StoredPassage {
  readonly key: number;
  readonly passage: Passage;
  readonly vector: Float32Array;
  readonly paragraph: StoredParagraph;
}

/** What a passage's row says beside its terms and its vector. */
export interface PassageAbout extends Span, Place {
  readonly heading: readonly string[];
}

interface PassageRow {
  readonly key: number;
  readonly paragraph: number;
  readonly about: ArrayBuffer;
  readonly vector: ArrayBuffer;
}

interface ParagraphRow {
  readonly key: number;
  readonly document: number;
  readonly about: ArrayBuffer;
  readonly terms: ArrayBuffer;
  readonly content: ArrayBuffer;
}

/** Reads passages with their paragraphs and sentences. */
export class PassageReader {
  readonly #passages: Statement<PassageRow>;
  readonly #paragraphs: Statement<ParagraphRow>;
  readonly #documents: Statement<{ readonly key: number }>;
  /** Paragraphs never change, and a key is never used again: what is here is right for ever. */
  readonly #cache = new LruCache<number, StoredParagraph>(CACHED_PARAGRAPHS);

  constructor(connection: Connection) {
    this.#passages = connection.prepare(
      `SELECT p.key, p.paragraph, p.about, p.vector
       FROM json_each(?) AS wanted CROSS JOIN passages AS p ON p.key = wanted.value`,
    );
    this.#paragraphs = connection.prepare(
      `SELECT g.key, g.document, d.about, g.terms, g.content
       FROM json_each(?) AS wanted
       CROSS JOIN paragraphs AS g ON g.key = wanted.value
       CROSS JOIN documents AS d ON d.key = g.document`,
    );
    this.#documents = connection.prepare(
      "SELECT key FROM documents WHERE key IN (SELECT value FROM json_each(?)) LIMIT 1",
    );
  }

  /** Whether one of the documents with these keys is there. */
  hasAnyDocument(keys: readonly number[]): boolean {
    return this.#documents.first(JSON.stringify(keys)) !== undefined;
  }

  /** The passages with these keys, without those that a commit has removed since. */
  read(keys: readonly number[], dimension: number): StoredPassage[] {
    const rows = this.#passages.all(JSON.stringify(keys));
    const paragraphs = this.#readParagraphs(new Set(rows.map((row) => row.paragraph)), dimension);
    return rows.flatMap((row) => {
      const paragraph = paragraphs.get(row.paragraph);
      return paragraph === undefined ? [] : [toPassage(row, paragraph, dimension)];
    });
  }

  #readParagraphs(keys: ReadonlySet<number>, dimension: number): Map<number, StoredParagraph> {
    const paragraphs = new Map<number, StoredParagraph>();
    for (const key of keys) {
      const known = this.#cache.get(key);
      if (known !== undefined) paragraphs.set(key, known);
    }
    const missing = [...keys].filter((key) => !paragraphs.has(key));
    for (const row of this.#paragraphs.all(JSON.stringify(missing))) {
      const paragraph = toParagraph(row, dimension);
      this.#cache.set(row.key, paragraph);
      paragraphs.set(row.key, paragraph);
    }
    return paragraphs;
  }
}

function toPassage(row: PassageRow, paragraph: StoredParagraph, dimension: number): StoredPassage {
  const { key } = row;
  const { start, end, heading, ...place } = unsealJson<PassageAbout>(row.about, [key, row.paragraph]);
  const [vector = NOTHING] = unseal(row.vector, [key]);
  return {
    key,
    passage: {
      id: passageId(paragraph.documentId, { start, end }),
      documentId: paragraph.documentId,
      title: paragraph.title,
      start,
      end,
      text: paragraph.text.slice(start - paragraph.start, end - paragraph.start),
      ...place,
      heading,
      language: paragraph.language,
    },
    vector: decodeVector(vector, dimension),
    paragraph,
  };
}

function toParagraph(row: ParagraphRow, dimension: number): StoredParagraph {
  const { id, title } = unsealJson<DocumentAbout>(row.about, [row.document]);
  const parts = unseal(row.content, [row.key, row.document]);
  const [extent = NOTHING, text = NOTHING, vector = NOTHING, sentences = NOTHING, ...quantised] = parts;
  const [start = 0, end = 0] = new Uint32Array(extent.buffer, extent.byteOffset, 2);
  return {
    start,
    end,
    documentId: id,
    title,
    ...decodeParagraphTerms(row),
    text: decodeText(text),
    vector: decodeVector(vector, dimension),
    sentences: decodeExtents(sentences),
    sentenceVectors: decodeQuantised(quantised, dimension),
  };
}
