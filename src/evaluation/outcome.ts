import type { Answer, Citation } from "../core/answer.js";
import type { ScoredPassage } from "../core/passage.js";
import { fold, holds } from "./fold.js";
import { covers, type LocatedGold, type LocatedQuestion, overlaps } from "./gold.js";
import { type GoldDepth, goldDepth } from "./metrics/retrieval-metrics.js";

/** What happened to a citation. */
export interface CitationOutcome {
  readonly citation: Citation;
  /** Whether it shares a character with a gold span. */
  readonly isGold: boolean;
  /** Whether it covers a whole gold span, or its quote contains the text of one. */
  readonly holdsGold: boolean;
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
  /**
   * Whether it is an answer whose text contains the text of a gold span, white space and markup folded, or that has a
   * citation which covers one: the reader sees the quote.
   */
  readonly containsGold: boolean;
  /** Of a question for a list, the share of the different gold texts that the answer contains; else 0 or 1. */
  readonly goldShare: number;
  /** In the order of their markers; of an answer or of excerpts. */
  readonly citations: readonly CitationOutcome[];
  /** Whether nothing is shown that answers: a refusal, or excerpts of which none holds gold. */
  readonly isRefused: boolean;
}

/** The `type` of questions that ask for several things: their gold spans are the things, not alternatives. */
const LIST = "list";

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
  const citations = answer.citations.map((citation) => ({
    citation,
    isGold: gold.some((span) => overlaps(citation, span)),
    holdsGold: gold.some((span) => covers(citation, span) || holds(citation.quote, span.text)),
    isExact: isExact(citation, textOf.get(citation.documentId)),
  }));
  const share = answer.kind === "answer" ? shareOfGold(answer, gold) : 0;
  return {
    question,
    passages,
    depth: goldDepth(passages, gold),
    answer,
    containsGold: share > 0,
    goldShare: question.type === LIST ? share : Math.ceil(share),
    citations,
    isRefused:
      answer.kind === "refusal" ||
      (answer.kind === "excerpts" && !citations.some(({ holdsGold }) => holdsGold)),
  };
}

/** The share of the different gold texts that an answer shows; what stands in several places is one of them. */
function shareOfGold({ answer, citations }: Answer, gold: readonly LocatedGold[]): number {
  const isShown = new Map<string, boolean>();
  for (const span of gold) {
    const text = fold(span.text, "markup").text;
    const shown = holds(answer, span.text) || citations.some((citation) => covers(citation, span));
    isShown.set(text, shown || isShown.get(text) === true);
  }
  return gold.length === 0 ? 0 : Array.from(isShown.values()).filter(Boolean).length / isShown.size;
}

function isExact({ quote, start, end }: Citation, text: string | undefined): boolean {
  return quote === text?.slice(start, end);
}
