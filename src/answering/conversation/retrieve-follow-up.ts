import type { AnswerRequest } from "../../core/answer.js";
import type { Passage, RankedPassage } from "../../core/passage.js";
import { byScore } from "../../retrieval/fusion.js";
import type { Question } from "../../retrieval/question.js";
import type { Retrieval, Retriever } from "../../retrieval/retriever.js";
import { fold, words } from "../../text/words.js";
import type { Focus } from "./focus.js";
import type { Reading, Readings } from "./reading.js";

/** The most passages of each retrieval that are ranked together. */
const PASSAGES = 40;

/** What the words that were just said count; the rest is the whole question's, with the topic that was added. */
const SAID = 0.3;

/**
 * Under a title or headings that name the topic, only what was said counts, and this in place of the topic: of passages
 * that all are about the dog tax, the one that repeats "dog tax" most often is no better.
 */
const TOPIC_NAMED = 2.4;

/**
 * What a document gains, in log odds, that was just talked about: a fragment and a pronoun rely on what came before, key words may,
 * and a question of its own seldom does.
 */
const SAME_DOCUMENT = { relies: 1.8, mayRely: 1.2, ownQuestion: 0.7 };

/** How much a question relies on the conversation. */
export type Reliance = keyof typeof SAME_DOCUMENT;

/** What a passage gains at most, in log odds, under the headings that were just talked about. */
const SAME_SECTION = 0.5;

/**
 * Retrieves for a follow-up from the whole folder, what was just talked about preferred. The weights were chosen by hand
 * on 64 follow-ups over six folders, too few to fit them: docs/answers.md says what holds on a folder not seen.
 * @throws FootnoteError as retrieval does
 */
export async function retrieveFollowUp(
  reading: Reading,
  { focus, reliance }: { readonly focus: Focus; readonly reliance: Reliance },
  retriever: Retriever,
  { documents, signal, limit }: Pick<AnswerRequest, "documents" | "signal"> & { readonly limit: number },
): Promise<Retrieval> {
  const retrieve = (question: string, among: readonly string[] | undefined) =>
    retriever.retrieve({
      question,
      limit: PASSAGES,
      rerank: false,
      ...(among === undefined ? {} : { documents: among }),
      ...(signal === undefined ? {} : { signal }),
    });
  const within = [...new Set(focus.map(({ documentId }) => documentId))];
  const both = async (question: string) => {
    const all = await retrieve(question, documents);
    const isAllWithin = all.passages.every(({ passage }) => within.includes(passage.documentId));
    return {
      ...all,
      passages: isAllWithin
        ? all.passages
        : [...all.passages, ...(await retrieve(question, within)).passages],
    };
  };
  const whole = await both(reading.question);
  const said = reading.said === reading.question ? whole : await both(reading.said);
  const named = topicNamed(whole.question, reading.said);
  const scoreWhole = scoresOf(whole.passages);
  const scoreSaid = scoresOf(said.passages);
  const gain = SAME_DOCUMENT[reliance];
  const all = new Map([...said.passages, ...whole.passages].map((source) => [source.passage.id, source]));
  const ranked = Array.from(all.values(), (source) => {
    const { passage } = source;
    const share = named(passage) ** 3;
    const byWords = SAID * scoreSaid(passage.id) + (1 - SAID) * scoreWhole(passage.id);
    const rank =
      (1 - share) * byWords +
      share * (scoreSaid(passage.id) + TOPIC_NAMED) +
      gain * documentWeight(passage, focus) +
      SAME_SECTION * sectionWeight(passage, focus);
    return { rank, source: { ...source, relevance: rank } };
  })
    .sort((a, b) => b.rank - a.rank || byScore(a.source, b.source))
    .map(({ source }) => source);
  const best = (await retriever.rerank?.(reading.question, ranked, signal)) ?? ranked;
  return { ...whole, passages: best.slice(0, limit) };
}

/** How much a question relies on the conversation. */
export function relianceOf([first, ...others]: Readings): Reliance {
  if (!first.isAsSaid) {
    return "relies";
  }
  return others.length > 0 ? "mayRely" : "ownQuestion";
}

/** The relevance of each passage by its id; what isn't in the list is as relevant as the last that is. */
function scoresOf(passages: readonly RankedPassage[]): (id: string) => number {
  const scores = new Map(passages.map(({ passage, relevance }) => [passage.id, relevance]));
  const least = Math.min(...scores.values());
  return (id) => scores.get(id) ?? least;
}

/** How much of the topic that was added to a question stands in a passage's title and headings, between 0 and 1. */
function topicNamed({ words: asked, comparison }: Question, said: string): (passage: Passage) => number {
  const own = new Set(words(said).map(({ text }) => fold(text)));
  const isTopic = asked.map(({ text }) => !own.has(fold(text)));
  const count = isTopic.filter(Boolean).length;
  const known = new Map<string, number>();
  return ({ title, heading, language }) => {
    const place = [title, ...heading].join("\n");
    const before = known.get(place);
    if (before !== undefined || count === 0) {
      return before ?? 0;
    }
    const matches = comparison.matchesTogether([title, ...heading], language);
    const share = matches.reduce((sum, match, i) => sum + (isTopic[i] ? match : 0), 0) / count;
    known.set(place, share);
    return share;
  };
}

function documentWeight({ documentId }: Passage, focus: Focus): number {
  return Math.max(0, ...focus.filter((place) => place.documentId === documentId).map(({ weight }) => weight));
}

/** The largest share of the headings of a place in focus that a passage stands under, times the place's weight. */
function sectionWeight({ documentId, heading }: Passage, focus: Focus): number {
  const shares = focus
    .filter((place) => place.documentId === documentId && place.heading.length > 0)
    .map((place) => {
      const other = place.heading.findIndex((text, i) => text !== heading[i]);
      return (place.weight * (other === -1 ? place.heading.length : other)) / place.heading.length;
    });
  return Math.max(0, ...shares);
}
