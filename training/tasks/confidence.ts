import { chooseExcerpts, excerptScorer } from "../../src/answering/extractive/choose-excerpts.js";
import { excerptCandidates } from "../../src/answering/extractive/excerpt-candidates.js";
import { CONTEXT_PASSAGES } from "../../src/answering/find-evidence.js";
import { confidence } from "../../src/answering/refusal/confidence.js";
import {
  coverage,
  matchesAround,
  type WeighedQuestion,
  weighQuestion,
} from "../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../src/core/passage.js";
import type { LocatedGold } from "../../src/evaluation/gold.js";
import type { Question } from "../../src/retrieval/question.js";
import type { OpenDataSet } from "../data-sets/open-data-set.js";
import { probabilityFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { ObservedExample, Task } from "./task.js";

/** More than a writer gets, since the passages of the gold's section are left out of one example. */
const RETRIEVED = 40;

/**
 * Whether the answer that is shown is right. Every answerable question teaches twice: once as it is, and once without
 * the passages of the sections that hold its gold, which leaves what is near to an answer and is none.
 */
export const CONFIDENCE: Task = {
  name: "confidence",
  objective: "logistic",
  async observe({ question, gold }, open) {
    const retrieval = await open.retriever.retrieve({ question, limit: RETRIEVED });
    const { passages } = retrieval;
    const asItIs = await examplesOf(retrieval.question, passages, gold, open);
    if (gold.length === 0) {
      return asItIs;
    }
    const sections = new Set(passages.filter(({ passage }) => rightness(passage, gold) > 0).map(sectionOf));
    const without = passages.filter((passage) => !sections.has(sectionOf(passage)));
    return [...asItIs, ...(await examplesOf(retrieval.question, without, gold, open))];
  },
  measure: probabilityFigures,
  decides: { figure: "brier", isBetterHigh: false },
};

async function examplesOf(
  question: Question,
  passages: readonly RankedPassage[],
  gold: readonly LocatedGold[],
  { store, models }: OpenDataSet,
): Promise<ObservedExample[]> {
  const context = passages.slice(0, CONTEXT_PASSAGES);
  const weighed = weighQuestion(question, context);
  const shown = chooseExcerpts(
    weighed,
    await excerptCandidates(weighed, context, store),
    excerptScorer(models.excerpt),
  );
  if (shown.length === 0) {
    return [];
  }
  const labels = shown.map(({ start, end, context: index }) =>
    rightness({ documentId: context[index]?.passage.documentId ?? "", start, end }, gold),
  );
  return [{ rows: [{ features: featuresOf(weighed, context), label: Math.max(...labels), characters: 0 }] }];
}

/** A heading path of a document. */
function sectionOf({ passage: { documentId, heading } }: RankedPassage): string {
  return JSON.stringify([documentId, heading]);
}

function featuresOf(
  question: WeighedQuestion,
  context: readonly RankedPassage[],
): Readonly<Record<string, number>> {
  const [best, second] = context;
  return {
    confidence: confidence(question, context),
    score: best?.score ?? 0,
    lead: (best?.score ?? 0) - (second?.score ?? 0),
    coverage: best === undefined ? 0 : coverage(question, matchesAround(question, best)),
    words: question.words.length,
  };
}
