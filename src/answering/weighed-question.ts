import type { RankedPassage } from "../core/passage.js";
import type { Question, QuestionWord } from "../retrieval/question.js";
import { fold, words as textWords } from "../text/words.js";

/** A content word of a question and its share of the question's weight. */
export interface WeighedWord extends QuestionWord {
  /** Shares of the question; they add up to 1. */
  readonly share: number;
  /** Between 0 and 1: how sure it is that the word has no counterpart when none is found. */
  readonly certainty: number;
}

/** A question whose words are weighed by what was retrieved for it. */
export interface WeighedQuestion extends Question {
  readonly words: readonly WeighedWord[];
}

/** The weight of a word that the vectors don't know, such as a number or a rare name. */
const DEFAULT_WEIGHT = 15;

/** From this score on a word counts as present in a passage. */
const PRESENT = 0.5;

/** The share of its weight that a word loses if every retrieved passage holds it. */
const TOPIC_DISCOUNT = 0.9;

/** What a word that stems from the question before counts as, at least: as one that so many of the passages hold. */
const EARLIER_TOPIC = 0.8;

/**
 * Weighs the words of a question. A word weighs what the vectors say it tells, but little if most of the retrieved
 * passages hold it: it is the topic then, and what is asked about the topic decides whether a passage answers.
 * @param said what was said of the question itself; its other words stem from the conversation, and are the topic
 */
export function weighQuestion(
  question: Question,
  context: readonly RankedPassage[],
  said = question.text,
): WeighedQuestion {
  const { words, comparison } = question;
  const own = new Set(textWords(said).map(({ text }) => fold(text)));
  const matches = context.map(({ passage }) => comparison.matches(passage.text, passage.language));
  const weights = words.map(({ text, known: { sense } }, i) => {
    const present = matches.filter((match) => (match[i] ?? 0) > PRESENT).length;
    const spread = context.length > 1 ? present / context.length : 0;
    const isTopic = !own.has(fold(text));
    return (
      (sense?.weight ?? DEFAULT_WEIGHT) *
      (sense?.certainty ?? 1) *
      (1 - TOPIC_DISCOUNT * (isTopic ? Math.max(spread, EARLIER_TOPIC) : spread))
    );
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    ...question,
    words: words.map((word, i) => ({
      ...word,
      share: total === 0 ? 0 : (weights[i] ?? 0) / total,
      certainty: word.known.sense?.certainty ?? 1,
    })),
  };
}

/** How well each word of a question matches a passage together with its title, headings and paragraph. */
export function matchesAround(
  { comparison }: WeighedQuestion,
  { passage, paragraph }: RankedPassage,
): readonly number[] {
  return comparison.matchesTogether([passage.title, ...passage.heading, paragraph.text], passage.language);
}

/** The share of a question's weight that a text matches, between 0 and 1; 1 for a question without content words. */
export function coverage(question: WeighedQuestion, matches: readonly number[]): number {
  if (question.words.length === 0) {
    return 1;
  }
  return question.words.reduce((sum, word, i) => sum + word.share * (matches[i] ?? 0), 0);
}
