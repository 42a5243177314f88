import type { Hit, HitParagraph } from "../../../core/ports/store/searching.js";
import { cosine, quantisedCosine } from "../../../vectors/cosine.js";
import type { LexicalScores } from "../../lexical/lexical-index.js";
import type { StoredParagraph, StoredPassage } from "../database/passage-reader.js";

/** Makes hits of the passages that were found for one question. */
export class HitBuilder {
  readonly #question: Float32Array;
  readonly #lexical: LexicalScores;
  readonly #paragraphs = new Map<StoredParagraph, HitParagraph>();

  constructor(question: Float32Array, lexical: LexicalScores) {
    this.#question = question;
    this.#lexical = lexical;
  }

  build({ key, passage, vector, paragraph }: StoredPassage): Hit {
    return {
      passage,
      cosine: cosine(this.#question, vector),
      terms: this.#lexical.passage(key, passage.language),
      paragraph: this.#paragraph(paragraph),
    };
  }

  /** Once for all of a paragraph's passages. */
  #paragraph(paragraph: StoredParagraph): HitParagraph {
    const known = this.#paragraphs.get(paragraph);
    if (known !== undefined) {
      return known;
    }
    const { start, end, text, vector, sentences, sentenceVectors } = paragraph;
    const built = {
      start,
      end,
      text,
      cosine: cosine(this.#question, vector),
      terms: this.#lexical.paragraph(paragraph, paragraph.language),
      sentences: sentences.map((sentence, i) => ({
        ...sentence,
        cosine: quantisedCosine(this.#question, sentenceVectors, i),
      })),
    };
    this.#paragraphs.set(paragraph, built);
    return built;
  }
}
