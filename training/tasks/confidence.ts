import { confidence } from "../../src/answering/refusal/confidence.js";
import { coverage, matchesAround, weighQuestion } from "../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../src/core/passage.js";
import type { LocatedGold } from "../../src/evaluation/gold.js";
import type { Question } from "../../src/retrieval/question.js";
import { probabilityFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { ObservedExample, Task } from "./task.js";

/** More than a writer gets, since the passages of the gold's section are left out of one example. */
const RETRIEVED = 40;

/** What a writer gets. */
const CONTEXT = 8;

/**
 * Whether what is found answers the question. Every answerable question teaches twice: once as it is, and once
 * without the passages of the sections that hold its gold, which leaves what is near to an answer and is none.
 */
export const CONFIDENCE: Task = {
  name: "confidence",
  objective: "logistic",
  async observe({ question, gold }, { retriever }) {
    const retrieval = await retriever.retrieve({ question, limit: RETRIEVED });
    const { passages } = retrieval;
    const asItIs = exampleOf(retrieval.question, passages, gold);
    if (gold.length === 0) {
      return asItIs;
    }
    const sections = new Set(passages.filter(({ passage }) => rightness(passage, gold) > 0).map(sectionOf));
    const without = passages.filter((passage) => !sections.has(sectionOf(passage)));
    return [...asItIs, ...exampleOf(retrieval.question, without, [])];
  },
  measure: probabilityFigures,
  decides: { figure: "brier", isBetterHigh: false },
};

function exampleOf(
  question: Question,
  passages: readonly RankedPassage[],
  gold: readonly LocatedGold[],
): ObservedExample[] {
  const context = passages.slice(0, CONTEXT);
  const [best] = context;
  if (best === undefined) {
    return [];
  }
  const label = rightness(best.passage, gold);
  const characters = best.passage.text.length;
  return [
    { question: question.text, rows: [{ features: featuresOf(question, context), label, characters }] },
  ];
}

/** A heading path of a document. */
function sectionOf({ passage: { documentId, heading } }: RankedPassage): string {
  return JSON.stringify([documentId, heading]);
}

function featuresOf(question: Question, context: readonly RankedPassage[]): Readonly<Record<string, number>> {
  const weighed = weighQuestion(question, context);
  const [best, second] = context;
  return {
    confidence: confidence(weighed, context),
    score: best?.score ?? 0,
    lead: (best?.score ?? 0) - (second?.score ?? 0),
    coverage: best === undefined ? 0 : coverage(weighed, matchesAround(weighed, best)),
    words: weighed.words.length,
  };
}
