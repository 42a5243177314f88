import type { Candidate, Evidence } from "../../../core/passage.js";
import { cosine, quantisedCosine } from "../../../vectors/cosine.js";
import { bestSentenceCosine, type ScoredSentence, sentencesWithin } from "../../evidence.js";
import type { Fields } from "../../lexical/fields.js";
import type { LexicalScores } from "../../lexical/lexical-index.js";
import type { StoredParagraph, StoredPassage } from "../database/passage-reader.js";

/** What both legs say of passages and their paragraphs, for one question. */
export class CandidateBuilder {
  readonly #question: Float32Array;
  readonly #lexical: LexicalScores;
  readonly #paragraphs = new Map<StoredParagraph, ScoredParagraph>();

  constructor(question: Float32Array, lexical: LexicalScores) {
    this.#question = question;
    this.#lexical = lexical;
  }

  build({ key, passage, vector, paragraph }: StoredPassage): Candidate {
    const around = this.#paragraph(paragraph);
    const sentences = sentencesWithin(around.sentences, passage);
    return {
      passage,
      evidence: toEvidence(
        this.#lexical.passage(key, passage.language),
        cosine(this.#question, vector),
        sentences,
      ),
      paragraph: {
        start: paragraph.start,
        end: paragraph.end,
        text: paragraph.text,
        evidence: around.evidence,
      },
      sentences: sentences.map(({ start, end, cosine }) => ({ start, end, cosine })),
    };
  }

  /** Once for all of a paragraph's passages. */
  #paragraph(paragraph: StoredParagraph): ScoredParagraph {
    const known = this.#paragraphs.get(paragraph);
    if (known !== undefined) {
      return known;
    }
    const sentences = paragraph.sentences.map(({ start, end, words }, i) => ({
      start,
      end,
      words,
      cosine: quantisedCosine(this.#question, paragraph.sentenceVectors, i),
    }));
    const whole = cosine(this.#question, paragraph.vector);
    const scored = {
      sentences,
      evidence: toEvidence(this.#lexical.paragraph(paragraph, paragraph.language), whole, sentences),
    };
    this.#paragraphs.set(paragraph, scored);
    return scored;
  }
}

interface ScoredParagraph {
  readonly evidence: Evidence;
  readonly sentences: readonly ScoredSentence[];
}

function toEvidence(
  { words, grams }: Fields<number>,
  whole: number,
  sentences: readonly ScoredSentence[],
): Evidence {
  return { words, grams, cosine: whole, sentenceCosine: bestSentenceCosine(sentences, whole) };
}
