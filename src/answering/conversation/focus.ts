import type { AnswerRequest } from "../../core/answer.js";
import type { Passage } from "../../core/passage.js";
import type { Retriever } from "../../retrieval/retriever.js";
import { fold, words } from "../../text/words.js";
import type { EarlierTurn } from "./standalone-question.js";

/** A place that was just talked about. */
export interface FocusPlace extends Pick<Passage, "documentId" | "heading"> {
  /** 1 for what the last answer shows, less for what it may have been about. */
  readonly weight: number;
}

/** What was just talked about. */
export type Focus = readonly FocusPlace[];

/** The most passages among which those that the answer shows are looked for. */
const PASSAGES = 20;

/** The best of them may be what the question was about, even if the answer shows others. */
const LIKELY = { passages: 3, weight: 0.8 };

/** The most characters of an answer that are compared. */
const MOST_CHARACTERS = 6_000;

/** A passage counts as shown if the answer repeats so many of its runs of three words. */
const SHOWN_RUNS = 8;

/** A short passage is shown, or a short answer shows it, by this share of the runs. */
const SHOWN_SHARE = 0.5;

/**
 * Finds what the last answer was about. A client sends nothing but texts, so the question before is retrieved for
 * again: what counts are the passages whose words the answer repeats, and less so the best passages. An answer without a
 * footnote that repeats nothing is a refusal, and is about nothing.
 * @returns empty if that can't be told
 * @throws FootnoteError as retrieval does
 */
export async function findFocus(
  { question, answer }: EarlierTurn,
  retriever: Retriever,
  { documents, signal }: Pick<AnswerRequest, "documents" | "signal">,
): Promise<Focus> {
  const { passages } = await retriever.retrieve({
    question,
    limit: PASSAGES,
    rerank: false,
    ...(documents === undefined ? {} : { documents }),
    ...(signal === undefined ? {} : { signal }),
  });
  const found = passages.map(({ passage }) => passage);
  const said = answer === undefined ? undefined : runsOf(answer.slice(0, MOST_CHARACTERS));
  const shown = said === undefined ? [] : found.filter(({ text }) => isShown(runsOf(text), said));
  if (shown.length === 0 && answer !== undefined && !/\[\d+\]/u.test(answer)) {
    return [];
  }
  return [
    ...shown.map(({ documentId, heading }) => ({ documentId, heading, weight: 1 })),
    ...found
      .slice(0, LIKELY.passages)
      .map(({ documentId, heading }) => ({ documentId, heading, weight: LIKELY.weight })),
  ];
}

function isShown(passage: ReadonlySet<string>, answer: ReadonlySet<string>): boolean {
  const common = [...passage].filter((run) => answer.has(run)).length;
  return common >= SHOWN_RUNS || common > SHOWN_SHARE * Math.min(passage.size, answer.size);
}

/** All three words in a row of a text, folded. */
function runsOf(text: string): ReadonlySet<string> {
  const folded = words(text).map((word) => fold(word.text));
  return new Set(folded.slice(2).map((word, i) => `${folded[i]} ${folded[i + 1]} ${word}`));
}
