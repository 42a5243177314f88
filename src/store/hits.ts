import type { Passage } from "../core/passage.js";
import type { Hit, HitParagraph, StoreQuery } from "../core/ports/store/searching.js";
import { cosine, quantisedCosine } from "../vectors/vector.js";
import { type LexicalScores, NOTHING } from "./lexical/lexical-index.js";
import type { StoredParagraph } from "./rows/paragraph-codec.js";
import type { PassageVector } from "./rows/vector-codec.js";
import { TopK } from "./top-k.js";

/** A passage with its vector and the paragraph around it. */
export interface StoredPassage {
  readonly key: number;
  readonly passage: Passage;
  readonly vector: Float32Array;
  readonly paragraph: StoredParagraph;
}

/** The keys of the nearest of some passages, by their vectors as they were stored. */
export function nearest(
  rows: readonly PassageVector[],
  among: ReadonlySet<number>,
  { vector, limit }: Pick<StoreQuery, "vector" | "limit">,
): number[] {
  const top = new TopK(limit);
  for (const row of rows) {
    if (among.has(row.key)) {
      top.offer(row.key, cosine(vector, row.vector));
    }
  }
  return top.items();
}

/** Makes hits of the passages that were found for one question. */
export function toHits(
  passages: readonly StoredPassage[],
  question: Float32Array,
  lexical: LexicalScores,
): Hit[] {
  const terms = lexical.passages(passages.map(({ key }) => key).sort((a, b) => a - b));
  const paragraphs = new Map<StoredParagraph, HitParagraph>();
  return passages.map(({ key, passage, vector, paragraph }) => {
    // Once for all of a paragraph's passages.
    const around = paragraphs.get(paragraph) ?? toHitParagraph(paragraph, question, lexical);
    paragraphs.set(paragraph, around);
    return {
      passage,
      cosine: cosine(question, vector),
      terms: terms.get(key) ?? NOTHING,
      paragraph: around,
    };
  });
}

function toHitParagraph(
  paragraph: StoredParagraph,
  question: Float32Array,
  lexical: LexicalScores,
): HitParagraph {
  const { start, end, text, vector, sentences, sentenceVectors } = paragraph;
  return {
    start,
    end,
    text,
    cosine: cosine(question, vector),
    terms: lexical.paragraph(paragraph, paragraph.language),
    sentences: sentences.map((sentence, i) => ({
      start: sentence.start,
      end: sentence.end,
      words: sentence.words,
      cosine: quantisedCosine(question, sentenceVectors, i),
    })),
  };
}
