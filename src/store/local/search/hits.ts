import type { Hit, HitParagraph } from "../../../core/ports/store/searching.js";
import { cosine, quantisedCosine } from "../../../vectors/cosine.js";
import { type LexicalScores, NOTHING } from "../../lexical/lexical-index.js";
import type { StoredParagraph, StoredPassage } from "../database/passage-reader.js";

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
