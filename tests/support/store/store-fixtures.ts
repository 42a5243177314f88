import { createHash } from "node:crypto";
import type { IndexOrigin } from "../../../src/core/analysis.js";
import type { Place, Span } from "../../../src/core/document.js";
import type { WordTerms } from "../../../src/core/passage.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { Fingerprint } from "../../../src/core/ports/embedder.js";
import type { StoreQuery } from "../../../src/core/ports/store/searching.js";
import type {
  DocumentInput,
  EmbeddedSpan,
  ParagraphInput,
  PassageInput,
} from "../../../src/core/ports/store/writing.js";

/** What the vectors made here are of. */
export const FINGERPRINT: Fingerprint = {
  model: "test/hash",
  revision: "1",
  dimension: 16,
  pooling: "mean",
  prefix: { query: "", passage: "" },
  quantisation: "fp32",
};

/** What documents made here are stored with. */
export const ORIGIN: IndexOrigin = {
  fingerprint: FINGERPRINT,
  analysis: { passages: 1, terms: 1, loaders: { text: 1 } },
};

/** The same vector for the same text, another one for another: unit length, spread over the sphere. */
export function embed(text: string, dimension = FINGERPRINT.dimension): Float32Array {
  const vector = Float32Array.from({ length: dimension }, (_, i) => {
    const digest = createHash("sha256").update(`${i}:${text}`).digest();
    return digest.readUInt32LE(0) / 2 ** 31 - 1;
  });
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Words as they stand, in lower case, and their 4-grams. */
function analyse(text: string): WordTerms[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => ({ stems: [word], grams: fourGrams(word) }));
}

function fourGrams(word: string): string[] {
  if (word.length <= 4) {
    return [word];
  }
  return Array.from({ length: word.length - 3 }, (_, i) => word.slice(i, i + 4));
}

/** A document whose paragraphs are all there. */
export interface TestDocument extends DocumentInput {
  readonly paragraphs: readonly ParagraphInput[];
}

/**
 * A document ready to be stored. Paragraphs are divided by blank lines and sentences end with a full stop;
 * every sentence and every pair of neighbours is a passage. A paragraph that starts with `EN ` is English.
 */
export function makeDocument(id: string, text: string, overrides: Partial<TestDocument> = {}): TestDocument {
  return {
    id,
    path: `${id}.txt`,
    title: `Title of ${id}`,
    format: "text",
    language: "de",
    bytes: Buffer.byteLength(text),
    modifiedMs: 1_700_000_000_000.25,
    contentHash: createHash("sha256").update(text).digest("hex"),
    loader: { format: "text", version: 1 },
    text,
    headings: [],
    marks: [],
    pages: null,
    notices: [],
    paragraphs: Array.from(text.matchAll(/\S(?:(?!\n\n).)*/gs), (match) =>
      makeParagraph(text, { start: match.index, end: match.index + match[0].length }),
    ),
    ...overrides,
  };
}

function makeParagraph(text: string, span: Span): ParagraphInput {
  const own = text.slice(span.start, span.end);
  const sentences = Array.from(own.matchAll(/[^.\s][^.]*\.?/g), (match) => ({
    ...embedSpan(text, {
      start: span.start + match.index,
      end: span.start + match.index + match[0].length,
    }),
    words: match[0].split(/\s+/).length,
  }));
  const pairs = sentences.slice(1).map((sentence, i) => ({
    start: sentences[i]?.start ?? sentence.start,
    end: sentence.end,
  }));
  return {
    ...embedSpan(text, span),
    language: own.startsWith("EN ") ? "en" : "de",
    terms: analyse(own),
    sentences,
    passages: [...sentences, ...pairs].map((passage, i) => makePassage(text, passage, i)),
  };
}

/** One of each kind, and none. */
const PLACES: readonly Partial<Place>[] = [{}, { page: 3 }, { slide: 7 }, { row: 12 }, { time: 61.5 }];

function makePassage(text: string, span: Span, i: number): PassageInput {
  return {
    ...embedSpan(text, span),
    ...NOWHERE,
    ...PLACES[i % PLACES.length],
    heading: ["Chapter", `Section ${i}`],
    terms: analyse(text.slice(span.start, span.end)),
  };
}

function embedSpan(text: string, { start, end }: Span): EmbeddedSpan {
  const own = text.slice(start, end);
  return { start, end, vector: embed(own), textHash: hashOf(own) };
}

/** As an ingest hashes what it embeds. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** All paragraphs of a document. */
export async function allOf(paragraphs: DocumentInput["paragraphs"]): Promise<ParagraphInput[]> {
  const all: ParagraphInput[] = [];
  for await (const paragraph of paragraphs) {
    all.push(paragraph);
  }
  return all;
}

/** A question for German and English passages. */
export function makeQuery(text: string, overrides: Partial<StoreQuery> = {}): StoreQuery {
  const words = analyse(text);
  const terms = {
    words: [...new Set(words.flatMap(({ stems }) => stems))],
    grams: [...new Set(words.flatMap(({ grams }) => grams))],
  };
  return {
    vector: embed(text),
    terms: new Map([
      ["de", terms],
      ["en", terms],
    ]),
    limit: 20,
    gramWeight: 0.3,
    ...overrides,
  };
}
