import { confidenceFeatures } from "../../src/answering/confidence.js";
import {
  chooseExcerpts,
  excerptScorer,
  rankExcerpts,
} from "../../src/answering/extractive/choose-excerpts.js";
import { excerptCandidates } from "../../src/answering/extractive/excerpt-candidates.js";
import { CONTEXT_PASSAGES, JUDGED_PASSAGES } from "../../src/answering/find-evidence.js";
import { evidenceFeatures } from "../../src/answering/refusal/evidence-features.js";
import { createJudge } from "../../src/answering/refusal/judgement.js";
import { weighQuestion } from "../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../src/core/passage.js";
import { probabilityFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { ObservedExample, Task } from "./task.js";

/**
 * What examples count that are made by leaving out what holds the gold: its sections, or its documents. They are harder
 * than what people ask in vain, which is mostly about something that the documents don't treat at all; the second is
 * more like it.
 */
const WITHOUT_SECTIONS = 0.05;
const WITHOUT_DOCUMENTS = 0.1;

/**
 * Whether what is found answers the question; across languages it is decided by a rule. Every answerable question
 * teaches three times: as it is, and without the passages of the sections or of the documents that hold its gold, which
 * leaves what is near to an answer and is none.
 */
export const ANSWERABILITY: Task = {
  name: "answerability",
  objective: "logistic",
  async observe({ question: text, gold }, { retriever }) {
    const { question, passages } = await retriever.retrieve({ question: text, limit: JUDGED_PASSAGES });
    const example = (found: readonly RankedPassage[], label: number, weight: number): ObservedExample[] => {
      if (found.length === 0) {
        return [];
      }
      const features = evidenceFeatures(weighQuestion(question, found.slice(0, CONTEXT_PASSAGES)), found);
      return features.sameLanguage === 1 ? [{ weight, rows: [{ features, label, characters: 0 }] }] : [];
    };
    const holding = passages.filter(({ passage }) => rightness(passage, gold) > 0);
    const without = (placeOf: (passage: RankedPassage) => string) => {
      const places = new Set(holding.map(placeOf));
      return passages.filter((passage) => !places.has(placeOf(passage)));
    };
    return gold.length === 0
      ? example(passages, 0, 1)
      : [
          ...example(passages, 1, 1),
          ...example(without(sectionOf), 0, WITHOUT_SECTIONS),
          ...example(without(documentOf), 0, WITHOUT_DOCUMENTS),
        ];
  },
  measure: probabilityFigures,
  decides: { figure: "auroc", isBetterHigh: true },
};

/** Whether what would be shown as the answer holds the gold. */
export const CONFIDENCE: Task = {
  name: "confidence",
  objective: "logistic",
  async observe({ question: text, gold }, { retriever, store, models }) {
    const retrieval = await retriever.retrieve({ question: text, limit: JUDGED_PASSAGES });
    const { question, passages: found } = retrieval;
    const context = found.slice(0, CONTEXT_PASSAGES);
    const weighed = weighQuestion(question, context);
    const candidates = await excerptCandidates(weighed, context, store);
    const excerpts = rankExcerpts(candidates, excerptScorer(models.excerpt));
    if (excerpts.length === 0) {
      return [];
    }
    const answerability = createJudge(models.answerability)(weighed, {
      context,
      found,
      candidates: retrieval.found.length,
    });
    const label = Math.max(...chooseExcerpts(weighed, excerpts).map((excerpt) => rightness(excerpt, gold)));
    return [{ rows: [{ features: confidenceFeatures(answerability, excerpts), label, characters: 0 }] }];
  },
  measure: probabilityFigures,
  decides: { figure: "brier", isBetterHigh: false },
};

/** A heading path of a document. */
function sectionOf({ passage: { documentId, heading } }: RankedPassage): string {
  return JSON.stringify([documentId, heading]);
}

function documentOf({ passage }: RankedPassage): string {
  return passage.documentId;
}
