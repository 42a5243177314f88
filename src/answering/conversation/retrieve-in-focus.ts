import type { AnswerRequest } from "../../core/answer.js";
import type { Passage, RankedPassage } from "../../core/passage.js";
import { byScore } from "../../retrieval/fusion.js";
import type { Question } from "../../retrieval/question.js";
import type { Retrieval, Retriever } from "../../retrieval/retriever.js";
import type { Focus } from "./focus.js";
import type { Reading, Readings } from "./reading.js";

/** The most passages of the focus that are ranked. */
const PASSAGES = Number(process.env["FP"] ?? 40);

/** What the words that were just said count in a passage's score; the rest is the whole question's, with its topic. */
const SAID = Number(process.env["FS"] ?? 0.5);

/** What a passage under the headings that were just talked about gains at most. */
const SAME_SECTION = Number(process.env["FB"] ?? 0.04);

/**
 * By how much better the rest of the folder may cover what was said before the topic counts as changed: a fragment and
 * a pronoun rely on what came before, key words may, and a question of its own seldom does.
 */
const LEAD = { relies: Number(process.env["FL1"] ?? 0.6), mayRely: Number(process.env["FL2"] ?? 0.35), ownQuestion: Number(process.env["FL3"] ?? 0.2) };

/** A question of so many words of content or fewer that relies on what came before has no topic of its own. */
const FEW_WORDS = Number(process.env["FW"] ?? 1);

/** The reading of a question that looks at what was just talked about, and how far that is preferred. */
function focusedReading(readings: Readings): { readonly reading: Reading; readonly lead: number } {
  const [first] = readings;
  if (!first.isAsSaid) {
    return { reading: first, lead: LEAD.relies };
  }
  const dependent = readings.find(({ isAsSaid }) => !isAsSaid);
  return dependent === undefined
    ? { reading: first, lead: LEAD.ownQuestion }
    : { reading: dependent, lead: LEAD.mayRely };
}

export interface FocusedRetrieval {
  readonly reading: Reading;
  readonly retrieval: Retrieval;
}

/**
 * Retrieves from the documents that were just talked about. What was said decides there, and the topic counts less,
 * since all of them are about it; passages of the sections that were shown come first among equals.
 * @returns undefined if the rest of the folder fits what was said better by more than the question relies on the
 *   conversation
 * @throws FootnoteError as retrieval does
 */
export async function retrieveInFocus(
  readings: Readings,
  focus: Focus,
  retriever: Retriever,
  { documents, signal }: Pick<AnswerRequest, "documents" | "signal">,
  limit: number,
): Promise<FocusedRetrieval | undefined> {
  const { reading, lead } = focusedReading(readings);
  const within = [...new Set(focus.map(({ documentId }) => documentId))];
  const retrieve = (question: string, among: readonly string[] | undefined, most: number) =>
    retriever.retrieve({
      question,
      limit: most,
      ...(among === undefined ? {} : { documents: among }),
      ...(signal === undefined ? {} : { signal }),
    });
  const said = await retrieve(reading.said, within, PASSAGES);
  if (said.passages.length === 0) {
    return undefined;
  }
  const hasOwnTopic = lead < 0.5 || said.question.words.length > FEW_WORDS;
  if (hasOwnTopic) {
    const all = await retrieve(reading.said, documents, limit);
    const elsewhere = all.passages.filter(({ passage }) => !within.includes(passage.documentId));
    const here = coveredTogether(said.question, said.passages.slice(0, 20));
    const there = Math.max(0, ...elsewhere.map((source) => coveredTogether(said.question, [source])));
    if (process.env["DBG"]) console.error(reading, lead, here, there, within.length);
    if (there - here > lead) {
      return undefined;
    }
  }
  const whole = reading.said === reading.question ? said : await retrieve(reading.question, within, PASSAGES);
  const passages = join(said.passages, whole.passages, focus).slice(0, limit);
  return { reading, retrieval: { ...whole, passages } };
}

/** The passages of both lists by the mean of their scores; one that is missing in a list scores as its last. */
function join(
  said: readonly RankedPassage[],
  whole: readonly RankedPassage[],
  focus: Focus,
): readonly RankedPassage[] {
  const saidScores = scoresOf(said);
  const wholeScores = scoresOf(whole);
  const all = new Map([...said, ...whole].map((source) => [source.passage.id, source]));
  return Array.from(all.values(), (source) => {
    const { id } = source.passage;
    const score =
      SAID * saidScores(id) + (1 - SAID) * wholeScores(id) + SAME_SECTION * nearness(source.passage, focus);
    return { ...source, score: Math.min(1, score) };
  }).sort(byScore);
}

function scoresOf(passages: readonly RankedPassage[]): (id: string) => number {
  const scores = new Map(passages.map(({ passage, score }) => [passage.id, score]));
  const least = passages.at(-1)?.score ?? 0;
  return (id) => scores.get(id) ?? least;
}

/** The largest share of the headings of a place in focus that a passage stands under, between 0 and 1. */
function nearness({ documentId, heading }: Passage, focus: Focus): number {
  const shares = focus
    .filter((place) => place.documentId === documentId && place.heading.length > 0)
    .map((place) => {
      const other = place.heading.findIndex((text, i) => text !== heading[i]);
      return (other === -1 ? place.heading.length : other) / place.heading.length;
    });
  return Math.max(0, ...shares);
}

/** The share of a question's weight that passages cover, each word where it is met best, with titles and headings. */
function coveredTogether({ words, comparison }: Question, passages: readonly RankedPassage[]): number {
  const matches = passages.map(({ passage, paragraph }) =>
    comparison.matches([passage.title, ...passage.heading, paragraph.text].join("\n"), passage.language),
  );
  const weights = words.map(({ known: { sense } }) => sense?.weight ?? 15);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 1 : weights.reduce((sum, weight, i) => sum + weight * Math.max(0, ...matches.map((match) => match[i] ?? 0)), 0) / total;
}
