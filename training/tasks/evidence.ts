import { excerptScorer, rankExcerpts } from "../../src/answering/extractive/choose-excerpts.js";
import { excerptCandidates } from "../../src/answering/extractive/excerpt-candidates.js";
import { CONTEXT_PASSAGES, JUDGED_PASSAGES } from "../../src/answering/find-evidence.js";
import { evidenceFeatures } from "../../src/answering/refusal/evidence-features.js";
import { weighQuestion } from "../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../src/core/passage.js";
import type { LocatedGold, LocatedQuestion } from "../../src/evaluation/gold.js";
import type { Question } from "../../src/retrieval/question.js";
import type { OpenDataSet } from "../data-sets/open-data-set.js";
import { probabilityFigures } from "../fit/figures.js";
import { rightness } from "./rightness.js";
import type { ObservedExample, Task } from "./task.js";

/** Whether what is found answers the question; across languages it is decided by a rule. */
export const ANSWERABILITY: Task = {
  name: "answerability",
  objective: "logistic",
  async observe(question, open) {
    const examples = await observeTwice(question, open, async (_, __, gold) => Number(gold.length > 0));
    return examples.filter(({ rows }) => rows.every(({ features }) => features["sameLanguage"] === 1));
  },
  measure: probabilityFigures,
  decides: { figure: "brier", isBetterHigh: false },
};

/** Whether the excerpt that would be shown holds the gold. */
export const CONFIDENCE: Task = {
  name: "confidence",
  objective: "logistic",
  observe: (question, open) =>
    observeTwice(question, open, async (asked, context, gold) => {
      const candidates = await excerptCandidates(weighQuestion(asked, context), context, open.store);
      const [best] = rankExcerpts(candidates, excerptScorer(open.models.excerpt));
      const documentId = context[best?.context ?? 0]?.passage.documentId ?? "";
      return best === undefined ? 0 : rightness({ documentId, start: best.start, end: best.end }, gold);
    }),
  measure: probabilityFigures,
  decides: { figure: "brier", isBetterHigh: false },
};

/**
 * What an example without the gold's sections counts. It is harder than what people ask in vain, which is mostly about
 * something that the documents don't treat at all.
 */
const WITHOUT = 0.2;

/** How right what is found is, between 0 and 1. */
type Judge = (
  question: Question,
  context: readonly RankedPassage[],
  gold: readonly LocatedGold[],
) => Promise<number>;

/**
 * Every answerable question teaches twice: once as it is, and once without the passages of the sections that hold its
 * gold, which leaves what is near to an answer and is none.
 */
async function observeTwice(
  { question: text, gold }: LocatedQuestion,
  { retriever }: OpenDataSet,
  judge: Judge,
): Promise<ObservedExample[]> {
  const { question, passages } = await retriever.retrieve({ question: text, limit: JUDGED_PASSAGES });
  const observe = async (
    found: readonly RankedPassage[],
    held: readonly LocatedGold[],
    weight: number,
  ): Promise<ObservedExample[]> => {
    if (found.length === 0) {
      return [];
    }
    const context = found.slice(0, CONTEXT_PASSAGES);
    const features = evidenceFeatures(weighQuestion(question, context), found);
    const label = await judge(question, context, held);
    return [{ weight, rows: [{ features, label, characters: 0 }] }];
  };
  const asItIs = await observe(passages, gold, 1);
  if (gold.length === 0) {
    return asItIs;
  }
  const sections = new Set(passages.filter(({ passage }) => rightness(passage, gold) > 0).map(sectionOf));
  const without = passages.filter((passage) => !sections.has(sectionOf(passage)));
  return [...asItIs, ...(await observe(without, [], WITHOUT))];
}

/** A heading path of a document. */
function sectionOf({ passage: { documentId, heading } }: RankedPassage): string {
  return JSON.stringify([documentId, heading]);
}
