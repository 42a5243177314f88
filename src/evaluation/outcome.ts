import type { Answer, Citation } from "../core/answer.js";
import type { ScoredPassage } from "../core/passage.js";
import { type LocatedGold, type LocatedQuestion, overlaps } from "./gold.js";
import { type GoldDepth, goldDepth } from "./metrics/retrieval-metrics.js";

/** What happened to a citation. */
export interface CitationOutcome {
  readonly citation: Citation;
  /** Whether it shares a character with a gold span. */
  readonly isGold: boolean;
  /** Whether its quote is the document's text at its offsets. */
  readonly isExact: boolean;
}

/** A passage that was retrieved for a question. */
export interface LocatedPassage extends ScoredPassage {
  /** The document's path relative to the documents folder. */
  readonly path: string;
}

/** How one question went. */
export interface Outcome {
  readonly question: LocatedQuestion;
  /** What was retrieved for it, best first. */
  readonly passages: readonly LocatedPassage[];
  /** Where the gold lies in the passages; nowhere for a question that can't be answered. */
  readonly depth: GoldDepth;
  readonly answer: Answer;
  /** Whether the answer's text contains the text of a gold span, to the letter; a refusal doesn't. */
  readonly containsGold: boolean;
  readonly citations: readonly CitationOutcome[];
}

/** What an outcome is made of. */
export interface Observed {
  readonly question: LocatedQuestion;
  readonly passages: readonly LocatedPassage[];
  readonly answer: Answer;
}

/**
 * Compares what was retrieved and answered with what was expected.
 * @param textOf the text of each cited document, by id
 */
export function outcomeOf(
  { question, passages, answer }: Observed,
  textOf: ReadonlyMap<string, string>,
): Outcome {
  const { gold } = question;
  return {
    question,
    passages,
    depth: goldDepth(passages, gold),
    answer,
    containsGold: answer.answered && gold.some(({ text }) => answer.answer.includes(text)),
    citations: answer.citations.map((citation) => ({
      citation,
      isGold: citesGold(citation, gold),
      isExact: isExact(citation, textOf.get(citation.documentId)),
    })),
  };
}

function citesGold(citation: Citation, gold: readonly LocatedGold[]): boolean {
  return gold.some((span) => overlaps(citation, span));
}

function isExact({ quote, start, end }: Citation, text: string | undefined): boolean {
  return quote === text?.slice(start, end);
}
