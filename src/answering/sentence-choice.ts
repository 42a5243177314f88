import type { ContextPassage } from "../core/ports/writer.js";
import type { AnalysedQuestion } from "./question.js";
import { type RankedSentence, rankSentences } from "./sentence-ranking.js";

/** How likely a second and a third sentence have to be the answer to be worth reading: chosen by measurement. */
const LEAST = [0, 0.09, 0.2];

/** The one to three sentences of the context that answer best, best first; none says the same as another. */
export function chooseSentences(
  question: AnalysedQuestion,
  context: readonly ContextPassage[],
): RankedSentence[] {
  const ranked = rankSentences(question, context);
  const chosen = LEAST.findIndex((least, i) => (ranked[i]?.probability ?? -1) < least);
  return ranked.slice(0, chosen === -1 ? LEAST.length : chosen);
}
