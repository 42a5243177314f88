import type { AnswerRequest } from "../../core/answer.js";
import type { Passage } from "../../core/passage.js";
import type { Retriever } from "../../retrieval/retriever.js";
import { fold, words } from "../../text/words.js";
import type { EarlierTurn } from "./standalone-question.js";

/** A place that was just talked about. */
export type FocusPlace = Pick<Passage, "documentId" | "heading">;

/** What was just talked about: the places that the last answer shows, at least one. */
export type Focus = readonly FocusPlace[];

/** The most passages among which those that the answer shows are looked for. */
const PASSAGES = 20;

/** Where an answer doesn't repeat a passage, it is taken to be about the documents of so many of the best ones. */
const LIKELY = 2;

/** The most characters of an answer that are compared. */
const MOST_CHARACTERS = 6_000;

/** From so many words in a row on, in runs of three, a passage counts as shown. */
const SHOWN_RUNS = 8;

/** A short passage or answer is shown by this share of its runs. */
const SHOWN_SHARE = 0.5;

/**
 * Finds what the last answer showed. A client sends only texts, so the question before is asked again, which is cheap,
 * and of the passages found those count whose words the answer repeats. A model's answer repeats little; it is about
 * the best passages then, if it has footnotes. A refusal is about nothing.
 * @throws FootnoteError as retrieval does
 */
export async function findFocus(
  { question, answer }: EarlierTurn,
  retriever: Retriever,
  { documents, signal }: Pick<AnswerRequest, "documents" | "signal">,
): Promise<Focus | undefined> {
  if (question === "") {
    return undefined;
  }
  const { passages } = await retriever.retrieve({
    question,
    limit: PASSAGES,
    ...(documents === undefined ? {} : { documents }),
    ...(signal === undefined ? {} : { signal }),
  });
  const found = passages.map(({ passage }) => passage);
  if (answer !== undefined) {
    const said = runsOf(answer.slice(0, MOST_CHARACTERS));
    const shown = found.filter(({ text }) => isShown(runsOf(text), said));
    if (shown.length > 0) {
      return shown;
    }
    if (!/\[\d+\]/u.test(answer)) {
      return undefined;
    }
  }
  return found.length === 0 ? undefined : found.slice(0, LIKELY);
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
