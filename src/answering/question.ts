import type { RankedPassage } from "../core/passage.js";
import { contentWords } from "../text/content-words.js";
import type { KnownWord } from "../text/known-word.js";
import type { WordComparison, WordMatcher } from "../text/word-matcher.js";
import { type AnswerType, answerType } from "./answer-type.js";

/** A content word of a question and its share of the question's weight. */
export interface WeighedWord {
  /** As it stands in the question. */
  readonly text: string;
  readonly known: KnownWord;
  readonly isNamed: boolean;
  /** Shares of the question; they add up to 1. */
  readonly share: number;
  /** Between 0 and 1: how sure it is that the word has no counterpart when none is found. */
  readonly certainty: number;
}

/** A question taken apart for comparing it with passages. */
export interface AnalysedQuestion {
  readonly text: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
  readonly words: readonly WeighedWord[];
  /** Compares `words` with texts; one for all, since passages, paragraphs and sentences hold the same words. */
  readonly comparison: WordComparison;
  readonly answerType: AnswerType;
}

/** The weight of a word that the vectors don't know, such as a number or a rare name. */
const DEFAULT_WEIGHT = 15;

/** From this score on a word counts as present in a passage. */
const PRESENT = 0.5;

/** The share of its weight that a word loses if every retrieved passage holds it. */
const TOPIC_DISCOUNT = 0.9;

/**
 * Takes a question apart. A word weighs what the vectors say it tells, but little if most of the retrieved
 * passages hold it: it is the topic then, and what is asked about the topic decides whether a passage answers.
 */
export function analyseQuestion(
  question: { readonly text: string; readonly language: string },
  context: readonly RankedPassage[],
  matcher: WordMatcher,
): AnalysedQuestion {
  const content = contentWords(question.text, question.language).map((word) => ({
    text: word.text,
    isNamed: word.isNamed,
    known: matcher.lookup(word.text, question.language),
  }));
  const comparison = matcher.compare(content.map((word) => word.known));
  const matches = context.map(({ passage }) => comparison.matches(passage.text, passage.language));
  const weights = content.map(({ known: { sense } }, i) => {
    const present = matches.filter((match) => (match[i] ?? 0) > PRESENT).length;
    const spread = context.length > 1 ? present / context.length : 0;
    return (sense?.weight ?? DEFAULT_WEIGHT) * (sense?.certainty ?? 1) * (1 - TOPIC_DISCOUNT * spread);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    ...question,
    comparison,
    words: content.map((word, i) => ({
      ...word,
      share: total === 0 ? 0 : (weights[i] ?? 0) / total,
      certainty: word.known.sense?.certainty ?? 1,
    })),
    answerType: answerType(question.text),
  };
}

/** How well each word of a question matches a passage together with its title, headings and paragraph. */
export function matchesAround(
  { comparison }: AnalysedQuestion,
  { passage, paragraph }: RankedPassage,
): readonly number[] {
  return comparison.matches([passage.title, ...passage.heading, paragraph.text].join("\n"), passage.language);
}

/** The share of a question's weight that a text matches, between 0 and 1; 1 for a question without content words. */
export function coverage(question: AnalysedQuestion, matches: readonly number[]): number {
  if (question.words.length === 0) {
    return 1;
  }
  return question.words.reduce((sum, word, i) => sum + word.share * (matches[i] ?? 0), 0);
}
