import type { Span } from "../../core/document.js";
import type { Fields } from "../../core/passage.js";
import type { ParagraphInput } from "../../core/ports/store/writing.js";
import { type QuantisedVectors, quantise } from "../../vectors/quantised-vectors.js";
import { encodeTermFrequencies, type TermFrequencies } from "../lexical/term-frequencies.js";
import type { DocumentAbout } from "./document-codec.js";
import { decodeText, encodeText, seal, unseal } from "./seal.js";
import { encodeHashes } from "./text-hashes.js";
import { decodeQuantised, decodeVector } from "./vector-codec.js";

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

/** A paragraph as the lexical leg knows it. */
interface ParagraphTerms extends Fields<TermFrequencies> {
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

/** Where a sentence is and how many words it has. */
export interface SentenceExtent extends Span {
  readonly words: number;
}

/** A paragraph's row as it is read. */
export interface ParagraphRow {
  readonly key: number;
  /** The document's key. */
  readonly document: number;
  readonly terms: ArrayBuffer;
  readonly content: ArrayBuffer;
}

/** A paragraph's row as it is written. */
export interface SealedParagraph {
  readonly key: number;
  readonly document: number;
  /** UTF-8. */
  readonly language: Uint8Array;
  /** How many it has. */
  readonly passages: number;
  readonly terms: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * A paragraph's row.
 * @param keys its own and its document's
 * @param text the document's text
 * @param terms the ids of its terms, ascending, with repetitions
 */
export function sealParagraph(
  { key, document }: { readonly key: number; readonly document: number },
  paragraph: ParagraphInput,
  text: string,
  terms: Fields<Uint32Array>,
): SealedParagraph {
  const { start, end, sentences, vector, passages } = paragraph;
  const row = [key, document];
  const quantised = quantise(sentences.map((sentence) => sentence.vector));
  const language = Buffer.from(paragraph.language);
  return {
    key,
    document,
    language,
    passages: passages.length,
    terms: seal(row, [language, encodeTermFrequencies(terms.words), encodeTermFrequencies(terms.grams)]),
    content: seal(row, [
      Uint32Array.of(start, end),
      encodeText(text.slice(start, end)),
      vector,
      encodeExtents(sentences),
      quantised.scales,
      quantised.components,
      encodeHashes([paragraph, ...sentences]),
    ]),
  };
}

/** @throws FootnoteError `index_damaged` */
export function toParagraph(
  row: ParagraphRow,
  { id, title }: Pick<DocumentAbout, "id" | "title">,
  dimension: number,
): StoredParagraph {
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
export function unsealContent(row: Pick<ParagraphRow, "key" | "document" | "content">): ParagraphContent {
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

/** What a paragraph's row says of its terms. @throws FootnoteError `index_damaged` */
function decodeParagraphTerms(row: Pick<ParagraphRow, "key" | "document" | "terms">): ParagraphTerms {
  const [language = NOTHING, words = NOTHING, grams = NOTHING] = unseal(row.terms, [row.key, row.document]);
  return { language: String.fromCharCode(...language), words, grams };
}

const EXTENT_FIELDS = 3;

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
  return Array.from({ length: values.length / EXTENT_FIELDS }, (_, i) => {
    const [start = 0, end = 0, words = 0] = values.subarray(EXTENT_FIELDS * i, EXTENT_FIELDS * (i + 1));
    return { start, end, words };
  });
}
