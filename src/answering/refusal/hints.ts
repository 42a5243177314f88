import type { RefusalHints } from "../../core/answer.js";
import type { RankedPassage } from "../../core/passage.js";
import { matchesAround, type WeighedQuestion } from "../weighed-question.js";

/** A word that matches no passage better than this isn't in the documents. */
const MISSING = 0.2;

/** A word with a smaller share of the question isn't what it is about. */
const LEAST_SHARE = 0.12;

const MOST_TOPICS = 3;

/** What helps somebody whose question was refused: words that nothing holds, and what the nearest passages are about. */
export function refusalHints(question: WeighedQuestion, context: readonly RankedPassage[]): RefusalHints {
  const matches = context.map((source) => matchesAround(question, source));
  const missing = question.words.filter(
    ({ share }, i) => share >= LEAST_SHARE && matches.every((match) => (match[i] ?? 0) < MISSING),
  );
  // Names and nouns say more than verbs, which are often paraphrased.
  const named = missing.filter(({ isNamed }) => isNamed);
  const words = (named.length > 0 ? named : missing).map(({ text }) => text);
  const topics = context.map(({ passage }) => passage.heading.at(-1) ?? passage.title);
  return { missing: context.length === 0 ? [] : words, topics: [...new Set(topics)].slice(0, MOST_TOPICS) };
}
