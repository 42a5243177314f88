import type { Answer, Citation } from "../../../src/core/answer.js";
import { NOWHERE } from "../../../src/core/place.js";
import type { LocatedQuestion } from "../../../src/evaluation/gold.js";
import { type LocatedPassage, type Outcome, outcomeOf } from "../../../src/evaluation/outcome.js";

/** The text of every document. */
const TEXT = "Rye bread needs fifty minutes. Wheat bread needs forty.";

/** A passage of a document. */
export function passage(start: number, end: number, documentId = "d"): LocatedPassage {
  const text = TEXT.slice(start, end);
  const source = { documentId, title: "Bread", path: "bread.txt", heading: [], language: "en", ...NOWHERE };
  return {
    ...source,
    id: `${documentId}:${start}`,
    start,
    end,
    text,
    score: 0.5,
    scores: { lexical: 0.4, dense: 0.6 },
  };
}

/** A question that `TEXT.slice(start, end)` answers, or that nothing does. */
export function question(
  id: string,
  gold?: readonly [start: number, end: number],
  language = "en",
): LocatedQuestion {
  const spans = gold === undefined ? [] : [{ start: gold[0], end: gold[1] }];
  return {
    id,
    language,
    question: `${id}?`,
    answerable: gold !== undefined,
    missing: [],
    gold: spans.map((span) => ({
      ...span,
      document: "bread.txt",
      documentId: "d",
      text: TEXT.slice(span.start, span.end),
    })),
  };
}

/** A citation of a span, its quote as in the text unless told otherwise. */
export function citation(start: number, end: number, quote = TEXT.slice(start, end)): Citation {
  return {
    ...NOWHERE,
    marker: 1,
    documentId: "d",
    title: "Bread",
    url: "",
    heading: [],
    start,
    end,
    quote,
    verified: true,
    reason: "verbatim",
    highlights: [],
  };
}

/** An answer; a refusal without a text. */
export function answer(
  text: string | undefined,
  confidence: number,
  citations: readonly Citation[] = [],
): Answer {
  return {
    id: "a",
    answered: text !== undefined,
    kind: text === undefined ? "refusal" : "answer",
    confidence,
    language: "en",
    question: "?",
    answer: text ?? "The documents don't say that fifty is right.",
    citations,
    sentences: [],
    excerpts: [],
    passages: [],
    model: "extractive",
    timings: { retrieval: 1, answer: 2, total: 3 },
  };
}

/** Excerpts, shown since nothing answers outright. */
export function excerpts(citations: readonly Citation[], confidence = 0.4): Answer {
  return { ...answer("These come closest.", confidence, citations), answered: false, kind: "excerpts" };
}

/** How such a question went. */
export function outcome(asked: LocatedQuestion, passages: readonly LocatedPassage[], given: Answer): Outcome {
  return outcomeOf({ question: asked, passages, answer: given }, new Map([["d", TEXT]]));
}
