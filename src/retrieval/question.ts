import { type ContentWord, contentWords } from "../text/content-words.js";
import type { KnownWord } from "../text/known-word.js";
import type { WordComparison, WordMatcher } from "../text/word-matcher.js";
import { type AnswerType, answerType } from "./answer-type.js";

/** A content word of a question with what is known of it. */
export interface QuestionWord extends ContentWord {
  readonly known: KnownWord;
}

/** A question, taken apart once: what retrieval, refusal and the writers read of it. */
export interface Question {
  readonly text: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
  /** Its content words, each once, in order. */
  readonly words: readonly QuestionWord[];
  /** Compares `words` with texts; one for all, since passages, paragraphs and sentences hold the same words. */
  readonly comparison: WordComparison;
  readonly answerType: AnswerType;
}

/**
 * Takes a question apart.
 * @param language ISO 639-1 code of its language, or `und`
 */
export function readQuestion(text: string, language: string, matcher: WordMatcher): Question {
  const words = contentWords(text, language).map((word) => ({
    ...word,
    known: matcher.lookup(word.text, language),
  }));
  const comparison = matcher.compare(words.map(({ known }) => known));
  return { text, language, words, comparison, answerType: answerType(text) };
}
