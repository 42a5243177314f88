import type { Candidate, Evidence, WordTerms } from "../../../src/core/passage.js";
import { placeOf } from "../../../src/core/place.js";
import type { StoreQuery } from "../../../src/core/ports/store/searching.js";
import type { EmbeddedSpan, ParagraphInput } from "../../../src/core/ports/store/writing.js";
import type { TestDocument } from "./store-fixtures.js";

/** What a text's terms are weighed by: how rare they are among the passages, how long it is among its like. */
interface Collection {
  readonly passages: readonly Text[];
  readonly alike: readonly Text[];
}

interface Text {
  readonly language: string;
  readonly terms: readonly WordTerms[];
}

/** What a search must say of every passage, reckoned in the plainest way there is, by passage id. */
export function expectedCandidates(
  documents: readonly TestDocument[],
  query: StoreQuery,
): Map<string, Candidate> {
  const paragraphs = documents.flatMap((document) => document.paragraphs);
  const passages = paragraphs.flatMap(({ language, passages }) => passages.map((p) => ({ ...p, language })));
  const candidates = documents.flatMap((document) =>
    document.paragraphs.flatMap((paragraph) =>
      paragraph.passages.map((passage): Candidate => {
        const { language } = paragraph;
        const sentences = paragraph.sentences.filter((s) => s.start >= passage.start && s.end <= passage.end);
        return {
          passage: {
            id: `${document.id}:${passage.start}-${passage.end}`,
            documentId: document.id,
            title: document.title,
            start: passage.start,
            end: passage.end,
            text: document.text.slice(passage.start, passage.end),
            ...placeOf(passage),
            heading: passage.heading,
            language,
          },
          evidence: evidenceOf(
            document,
            { ...passage, language },
            sentences,
            { passages, alike: passages },
            query,
          ),
          paragraph: {
            start: paragraph.start,
            end: paragraph.end,
            text: document.text.slice(paragraph.start, paragraph.end),
            evidence: evidenceOf(
              document,
              paragraph,
              paragraph.sentences,
              { passages, alike: paragraphs },
              query,
            ),
          },
          sentences: sentences.map(({ start, end, vector }) => ({ start, end, cosine: dot(query, vector) })),
        };
      }),
    ),
  );
  return new Map(candidates.map((candidate) => [candidate.passage.id, candidate]));
}

function evidenceOf(
  document: TestDocument,
  text: Text & EmbeddedSpan,
  sentences: ParagraphInput["sentences"],
  collection: Collection,
  query: StoreQuery,
): Evidence {
  const cosine = dot(query, text.vector);
  const long = sentences.filter(({ start, end }) => document.text.slice(start, end).split(/\s+/).length >= 4);
  const compared = long.length > 0 ? long : sentences;
  return {
    words: bm25Share("words", text, collection, query),
    grams: bm25Share("grams", text, collection, query),
    cosine,
    sentenceCosine:
      compared.length > 0 ? Math.max(...compared.map(({ vector }) => dot(query, vector))) : cosine,
  };
}

function bm25Share(
  field: "words" | "grams",
  text: Text,
  { passages, alike }: Collection,
  query: StoreQuery,
): number {
  const question = new Set(query.terms.get(text.language)?.[field] ?? []);
  const termsOf = (texts: readonly Text[]) =>
    texts.filter(({ language }) => language === text.language).map((other) => fieldOf(other, field));
  const own = fieldOf(text, field);
  const same = termsOf(passages);
  const lengths = termsOf(alike).map(({ length }) => length);
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  let score = 0;
  let sumOfIdfs = 0;
  for (const term of question) {
    const holders = same.filter((terms) => terms.includes(term)).length;
    const idf = Math.log(1 + (same.length - holders + 0.5) / (holders + 0.5));
    const count = own.filter((other) => other === term).length;
    const norm = 0.9 * (1 - 0.4 + (0.4 * own.length) / averageLength);
    score += (idf * (1.9 * count)) / (count + norm);
    sumOfIdfs += idf;
  }
  return sumOfIdfs === 0 ? 0 : score / (1.9 * sumOfIdfs);
}

function fieldOf({ terms }: Text, field: "words" | "grams"): string[] {
  return terms.flatMap(({ stems, grams }) => (field === "words" ? stems : grams));
}

function dot({ vector }: StoreQuery, other: Float32Array): number {
  return vector.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
}
