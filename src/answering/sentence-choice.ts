import type { ContextPassage } from "../core/ports/writer.js";
import type { AnalysedQuestion } from "./question.js";
import { textWithin } from "./quotation.js";
import { type RankedSentence, rankSentences } from "./sentence-ranking.js";

/** How likely a second and a third sentence have to be the answer to be worth reading: chosen by measurement. */
const LEAST = [0, 0.095, 0.18];

const YEAR = /\b(?:1\d|20)\d\d\b/gu;
/** A year that a question is about: `in 2021`, `im Jahr 2021`, `April 2021`; not that of "the 1999 paper". */
const ASKED_YEAR = /(?<=\b(?:in|im|of|since|seit|year|\p{Lu}\p{Ll}+) )(?:1\d|20)\d\d\b/gu;

/** The one to three sentences of the context that answer best, best first; none says the same as another. */
export function chooseSentences(
  question: AnalysedQuestion,
  context: readonly ContextPassage[],
): RankedSentence[] {
  const asked = new Set(question.text.match(ASKED_YEAR));
  const all = rankSentences(question, context).map((sentence) => ({
    ...sentence,
    years: yearsIn(textOf(sentence, context)),
  }));
  const isOfAskedYears = all[0] !== undefined && share(all[0].years, asked);
  // What happened in 2022 adds nothing to what happened in 2021.
  const ranked = isOfAskedYears ? all.filter(({ years }) => years.size === 0 || share(years, asked)) : all;
  const chosen = LEAST.findIndex((least, i) => (ranked[i]?.probability ?? -1) < least);
  return ranked.slice(0, chosen === -1 ? LEAST.length : chosen);
}

function textOf({ context: index, span }: RankedSentence, context: readonly ContextPassage[]): string {
  const source = context[index];
  return source === undefined ? "" : textWithin(source.passage, span);
}

function yearsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(YEAR));
}

function share(years: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...years].some((year) => others.has(year));
}
