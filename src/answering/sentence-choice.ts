import type { Span } from "../core/document.js";
import type { ContextPassage } from "../core/ports/writer.js";
import { saysNumber } from "./expected-number.js";
import { type AnalysedQuestion, coverage } from "./question.js";
import { sentenceFromQuote, textWithin } from "./quotation.js";

/** A sentence that may answer. */
export interface ChosenSentence {
  /** Which passage of the context it stands in. */
  readonly context: number;
  /** In the document's text. */
  readonly span: Span;
  readonly score: number;
}

/** Weights chosen by measurement. */
const WEIGHTS = { coverage: 1.3, cosine: 0.5, passage: 2, number: 0.3 };

/** Sentences are taken from the best passages only. */
const PASSAGES = 6;

/** A second sentence is worth reading if it is nearly as good as the first. */
const SECOND = 0.8;

/** The one or two sentences of the context that answer best, best first; none says the same as the other. */
export function chooseSentences(
  question: AnalysedQuestion,
  context: readonly ContextPassage[],
): ChosenSentence[] {
  const seen = new Set<string>();
  const candidates = context.slice(0, PASSAGES).flatMap((candidate, i) =>
    candidate.sentences.flatMap((sentence) => {
      const text = textWithin(candidate.passage, sentence);
      const said = sentenceFromQuote(text);
      if (said === "" || seen.has(said)) return [];
      seen.add(said);
      const score = sentenceScore(question, candidate, { text, cosine: sentence.cosine });
      return [{ context: i, span: { start: sentence.start, end: sentence.end }, score }];
    }),
  );
  candidates.sort((a, b) => b.score - a.score);
  const [first, second] = candidates;
  if (first === undefined) return [];
  return second !== undefined && second.score >= SECOND * first.score ? [first, second] : [first];
}

function sentenceScore(
  question: AnalysedQuestion,
  { passage, score }: ContextPassage,
  { text, cosine }: { readonly text: string; readonly cosine: number },
): number {
  const covered = coverage(question, question.comparison.matches(text, passage.language));
  const number =
    question.expectedNumber !== "none" && saysNumber({ text, language: passage.language }, question.text);
  return (
    WEIGHTS.coverage * covered +
    WEIGHTS.cosine * cosine +
    WEIGHTS.passage * score +
    WEIGHTS.number * Number(number)
  );
}
