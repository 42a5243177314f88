import { LRUCache } from "lru-cache";
import type { Place, Span } from "../../../core/document.js";
import { type Fields, type Passage, passageId } from "../../../core/passage.js";
import type { QuantisedVectors } from "../../../vectors/quantised-vectors.js";
import type { TermFrequencies } from "../../lexical/term-frequencies.js";
import type { DocumentAbout } from "./document-reader.js";
import { decodeText, unseal, unsealJson } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeQuantised, decodeVector, type PassageVector, unsealVector } from "./vector-reader.js";

/** About 12 MB with vectors of 512 dimensions: a search in some documents finds again what one in all has found. */
const CACHED_PASSAGES = 5000;

/** About 40 MB with vectors of 512 dimensions: a small index is then read only once. */
const CACHED_PARAGRAPHS = 5000;

/** A few hundred bytes each. */
const CACHED_DOCUMENTS = 10_000;

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

/** What a passage's row says, as far as it is read without its paragraph. */
interface StoredRow extends PassageVector {
  readonly paragraph: number;
  readonly about: ArrayBuffer;
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

interface DocumentRow {
  readonly key: number;
  readonly about: ArrayBuffer;
}

interface ParagraphRow {
  readonly key: number;
  readonly document: number;
  readonly terms: ArrayBuffer;
  readonly content: ArrayBuffer;
}

/** Reads passages with their paragraphs and sentences. */
export class PassageReader {
  readonly #passages: Statement<PassageRow>;
  readonly #paragraphs: Statement<ParagraphRow>;
  readonly #documents: Statement<DocumentRow>;
  readonly #anyDocument: Statement<{ readonly key: number }>;
  /** Nothing of this ever changes, and a key is never used again: what is here is right for ever. */
  readonly #passageCache = new LRUCache<number, StoredRow>({ max: CACHED_PASSAGES });
  readonly #paragraphCache = new LRUCache<number, StoredParagraph>({ max: CACHED_PARAGRAPHS });
  readonly #documentCache = new LRUCache<number, DocumentAbout>({ max: CACHED_DOCUMENTS });
  /** Of the rows in the cache. */
  readonly #made = new WeakMap<StoredRow, Passage>();

  constructor(connection: Connection) {
    this.#passages = connection.prepare(
      `SELECT p.key, p.paragraph, p.about, p.vector
       FROM json_each(?) AS wanted CROSS JOIN passages AS p ON p.key = wanted.value`,
    );
    this.#paragraphs = connection.prepare(
      `SELECT g.key, g.document, g.terms, g.content
       FROM json_each(?) AS wanted CROSS JOIN paragraphs AS g ON g.key = wanted.value`,
    );
    this.#documents = connection.prepare(
      `SELECT d.key, d.about
       FROM json_each(?) AS wanted CROSS JOIN documents AS d ON d.key = wanted.value`,
    );
    this.#anyDocument = connection.prepare(
      "SELECT key FROM documents WHERE key IN (SELECT value FROM json_each(?)) LIMIT 1",
    );
  }

  /** Whether one of the documents with these keys is there. */
  hasAnyDocument(keys: readonly number[]): boolean {
    return this.#anyDocument.first(JSON.stringify(keys)) !== undefined;
  }

  /** The rows of the passages with these keys; of those that a commit has removed since, some may be missing. */
  rows(keys: readonly number[], dimension: number): StoredRow[] {
    const rows = throughCache(keys, this.#passageCache, (missing) =>
      this.#passages
        .all(missing)
        .map((row): [number, StoredRow] => [row.key, { ...row, vector: unsealVector(row, dimension) }]),
    );
    return [...rows.values()];
  }

  /** The same passages with their paragraphs, without those that a commit has removed since. */
  withParagraphs(rows: readonly StoredRow[], dimension: number): StoredPassage[] {
    const paragraphs = this.#readParagraphs(new Set(rows.map((row) => row.paragraph)), dimension);
    return rows.flatMap((row) => {
      const paragraph = paragraphs.get(row.paragraph);
      if (paragraph === undefined) {
        return [];
      }
      const { key, vector } = row;
      return [{ key, passage: this.#passageOf(row, paragraph), vector, paragraph }];
    });
  }

  #passageOf(row: StoredRow, paragraph: StoredParagraph): Passage {
    const made = this.#made.get(row) ?? toPassage(row, paragraph);
    this.#made.set(row, made);
    return made;
  }

  #readParagraphs(keys: ReadonlySet<number>, dimension: number): Map<number, StoredParagraph> {
    return throughCache(keys, this.#paragraphCache, (missing) => {
      const rows = this.#paragraphs.all(missing);
      const documents = this.#readDocuments(new Set(rows.map(({ document }) => document)));
      return rows.flatMap((row): [number, StoredParagraph][] => {
        const about = documents.get(row.document);
        return about === undefined ? [] : [[row.key, toParagraph(row, about, dimension)]];
      });
    });
  }

  #readDocuments(keys: ReadonlySet<number>): Map<number, DocumentAbout> {
    return throughCache(keys, this.#documentCache, (missing) =>
      this.#documents
        .all(missing)
        .map(({ key, about }): [number, DocumentAbout] => [key, unsealJson<DocumentAbout>(about, [key])]),
    );
  }
}

/**
 * What has these keys, of a cache as far as it is there; the rest is read, and kept in it.
 * @param read gets the missing keys as JSON, and leaves out those of what isn't there
 */
function throughCache<T extends object>(
  keys: Iterable<number>,
  cache: LRUCache<number, T>,
  read: (missing: string) => readonly (readonly [key: number, value: T])[],
): Map<number, T> {
  const found = new Map<number, T>();
  const missing = [...keys].filter((key) => {
    const known = cache.get(key);
    if (known !== undefined) {
      found.set(key, known);
    }
    return known === undefined;
  });
  for (const [key, value] of missing.length === 0 ? [] : read(JSON.stringify(missing))) {
    cache.set(key, value);
    found.set(key, value);
  }
  return found;
}

function toPassage(row: StoredRow, paragraph: StoredParagraph): Passage {
  const { start, end, heading, ...place } = unsealJson<PassageAbout>(row.about, [row.key, row.paragraph]);
  return {
    id: passageId(paragraph.documentId, { start, end }),
    documentId: paragraph.documentId,
    title: paragraph.title,
    start,
    end,
    text: paragraph.text.slice(start - paragraph.start, end - paragraph.start),
    ...place,
    heading,
    language: paragraph.language,
  };
}

function toParagraph(row: ParagraphRow, { id, title }: DocumentAbout, dimension: number): StoredParagraph {
  const { extent, text, vector, sentences, scales, components } = unsealContent(row);
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
    sentenceVectors: decodeQuantised([scales, components], dimension),
  };
}

/** The parts of a paragraph's content, in bytes that start at multiples of four in their buffer. */
export interface ParagraphContent {
  readonly extent: Uint8Array;
  readonly text: Uint8Array;
  readonly vector: Uint8Array;
  readonly sentences: Uint8Array;
  /** Of the sentences' vectors. */
  readonly scales: Uint8Array;
  readonly components: Uint8Array;
  /** Of the texts that were embedded for the paragraph and for its sentences; empty if an older Footnote wrote it. */
  readonly hashes: Uint8Array;
}

/** @throws FootnoteError `index_damaged` */
export function unsealContent(row: {
  readonly key: number;
  readonly document: number;
  readonly content: ArrayBuffer;
}): ParagraphContent {
  const [
    extent = NOTHING,
    text = NOTHING,
    vector = NOTHING,
    sentences = NOTHING,
    scales = NOTHING,
    components = NOTHING,
    hashes = NOTHING,
  ] = unseal(row.content, [row.key, row.document]);
  return { extent, text, vector, sentences, scales, components, hashes };
}

/** A paragraph as the lexical leg knows it. */
export interface ParagraphTerms extends Fields<TermFrequencies> {
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

/** What a paragraph's row says of its terms. @throws FootnoteError `index_damaged` */
function decodeParagraphTerms(row: {
  readonly key: number;
  readonly document: number;
  readonly terms: ArrayBuffer;
}): ParagraphTerms {
  const [language = NOTHING, words = NOTHING, grams = NOTHING] = unseal(row.terms, [row.key, row.document]);
  return { language: String.fromCharCode(...language), words, grams };
}

/** Where a sentence is and how many words it has. */
export interface SentenceExtent extends Span {
  readonly words: number;
}

const FIELDS = 3;

/** Three uint32 a sentence: start, end, number of words. */
export function encodeExtents(sentences: readonly SentenceExtent[]): Uint32Array {
  return Uint32Array.from(sentences.flatMap(({ start, end, words }) => [start, end, words]));
}

/** The sentences behind `encodeExtents`'s bytes, which start at a multiple of four in their buffer. */
export function decodeExtents(bytes: Uint8Array): SentenceExtent[] {
  const values = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    bytes.length / Uint32Array.BYTES_PER_ELEMENT,
  );
  return Array.from({ length: values.length / FIELDS }, (_, i) => {
    const [start = 0, end = 0, words = 0] = values.subarray(FIELDS * i, FIELDS * (i + 1));
    return { start, end, words };
  });
}
