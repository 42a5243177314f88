import type { Span } from "../../core/document.js";
import type { Passage } from "../../core/passage.js";
import { passageId } from "../evidence.js";
import type { LexicalText } from "../lexical/language-index.js";
import { LruCache } from "../lru-cache.js";
import { decodeExtents, type SentenceExtent } from "./sentence-codec.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeJson, decodeText } from "./text-codec.js";
import { decodeVector, decodeVectors } from "./vector-codec.js";

/** About 20 MB with vectors of 512 dimensions: a small index is then read only once. */
const CACHED_PARAGRAPHS = 1000;

/** A paragraph with all that its evidence is reckoned from. */
export interface StoredParagraph extends Span, LexicalText {
  readonly documentId: string;
  /** The document's title. */
  readonly title: string;
  readonly text: string;
  readonly vector: Float32Array;
  readonly sentences: readonly (SentenceExtent & { readonly vector: Float32Array })[];
}

/** A passage with its vector and the paragraph around it. */
export interface StoredPassage {
  readonly key: number;
  readonly passage: Passage;
  readonly vector: Float32Array;
  readonly paragraph: StoredParagraph;
}

interface PassageRow extends Span {
  readonly key: number;
  readonly paragraph: number;
  readonly page: number | null;
  readonly heading: string;
  readonly vector: ArrayBuffer;
}

interface ParagraphRow extends Span {
  readonly key: number;
  readonly documentId: string;
  readonly title: string;
  readonly language: string;
  readonly words: ArrayBuffer;
  readonly grams: ArrayBuffer;
  readonly text: ArrayBuffer;
  readonly vector: ArrayBuffer;
  readonly extents: ArrayBuffer;
  readonly vectors: ArrayBuffer;
}

/** Reads passages with their paragraphs and sentences. */
export class PassageReader {
  readonly #passages: Statement<PassageRow>;
  readonly #paragraphs: Statement<ParagraphRow>;
  /** Paragraphs never change, and a key is never used again: what is here is right for ever. */
  readonly #cache = new LruCache<number, StoredParagraph>(CACHED_PARAGRAPHS);

  constructor(connection: Connection) {
    this.#passages = connection.prepare(
      `SELECT p.key, p.paragraph, p.start_offset AS start, p.end_offset AS "end", p.page, p.heading, p.vector
       FROM json_each(?) AS wanted CROSS JOIN passages AS p ON p.key = wanted.value`,
    );
    this.#paragraphs = connection.prepare(
      `SELECT g.key, d.id AS documentId, d.title, g.start_offset AS start, g.end_offset AS "end", g.language,
         g.words, g.grams, g.text, g.vector, s.extents, s.vectors
       FROM json_each(?) AS wanted
       CROSS JOIN paragraphs AS g ON g.key = wanted.value
       CROSS JOIN sentences AS s ON s.paragraph = g.key
       CROSS JOIN documents AS d ON d.key = g.document`,
    );
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
  const { start, end } = row;
  return {
    key: row.key,
    passage: {
      id: passageId(paragraph.documentId, row),
      documentId: paragraph.documentId,
      title: paragraph.title,
      start,
      end,
      text: paragraph.text.slice(start - paragraph.start, end - paragraph.start),
      page: row.page,
      heading: decodeJson<string[]>(row.heading),
      language: paragraph.language,
    },
    vector: decodeVector(row.vector, dimension),
    paragraph,
  };
}

function toParagraph(row: ParagraphRow, dimension: number): StoredParagraph {
  const { start, end, documentId, language } = row;
  const vectors = decodeVectors(row.vectors, dimension);
  return {
    start,
    end,
    documentId,
    title: decodeJson<string>(row.title),
    language,
    words: new Uint8Array(row.words),
    grams: new Uint8Array(row.grams),
    text: decodeText(row.text),
    vector: decodeVector(row.vector, dimension),
    sentences: decodeExtents(row.extents).flatMap((extent, i) => {
      const vector = vectors[i];
      return vector === undefined ? [] : [{ ...extent, vector }];
    }),
  };
}
