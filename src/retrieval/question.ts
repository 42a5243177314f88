import { sameLanguage } from "../core/language.js";
import type { Terms } from "../core/passage.js";
import { LANGUAGE_CODES, LANGUAGES } from "../languages/find-language.js";
import { type ContentWord, contentWords, stopWords } from "../text/content-words.js";
import { identifiersOf } from "../text/identifiers.js";
import type { KnownWord } from "../text/known-word.js";
import { detectLanguage } from "../text/language.js";
import { analyseAcross, analyseWithin } from "../text/question-terms.js";
import { stem } from "../text/terms.js";
import type { WordComparison, WordMatcher } from "../text/word-matcher.js";
import { fold, words } from "../text/words.js";
import { type AnswerType, answerType } from "./answer-type.js";
import { IdentifierComparison } from "./identified-place.js";

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
  /** The identifiers that it holds, such as `§ 3` or `--port`, to be compared with places. */
  readonly identifiers: IdentifierComparison;
}

/**
 * Takes a question apart.
 * @param language ISO 639-1 code of its language, or `und`
 */
export function readQuestion(text: string, language: string, matcher: WordMatcher): Question {
  const content = contentWords(text, language).map((word) => ({
    ...word,
    known: matcher.lookup(word.text, language),
  }));
  const comparison = matcher.compare(
    content.map(({ known }) => known),
    content.map(({ whole }) => (whole === undefined ? undefined : matcher.lookup(whole, language))),
  );
  return {
    text,
    language,
    words: content,
    comparison,
    answerType: answerType(text, language),
    identifiers: new IdentifierComparison(identifiersOf(text)),
  };
}

/** Languages in which questions are expected whatever the documents are in. */
const EVERYWHERE = LANGUAGES.filter(({ isExpectedEverywhere }) => isExpectedEverywhere).map(
  ({ code }) => code,
);

/** The share of the passages that makes a language one of the index; of fewer, it is often not even what they are in. */
const COMMON = 0.05;

/**
 * The language of a question. A question is short, so the choice is narrow: the languages of the index, those
 * that are expected everywhere, and another known language only if a function word of it gives it away.
 *
 * @param indexed the number of passages in each language, by ISO 639-1 code
 * @returns an ISO 639-1 code, or `und`
 */
export function questionLanguage(question: string, indexed: Readonly<Record<string, number>>): string {
  const least = COMMON * Object.values(indexed).reduce((sum, passages) => sum + passages, 0);
  const common = Object.keys(indexed).filter((language) => (indexed[language] ?? 0) >= least);
  const likely = [...new Set([...EVERYWHERE, ...common])];
  const language = detectLanguage(question, [...new Set([...likely, ...LANGUAGE_CODES])]);
  if (likely.includes(language)) {
    return language;
  }
  const stop = stopWords(language);
  return words(question).some((word) => stop.has(fold(word.text)))
    ? language
    : detectLanguage(question, likely);
}

/**
 * A question's terms for the passages of each language in the index. A question whose language isn't known
 * is often a name or a few key words: it is analysed as if it were in the passage's language.
 *
 * @param passageLanguages the languages in the index
 */
export function questionTerms(
  question: AnalysedQuestion,
  passageLanguages: readonly string[],
): Map<string, Terms> {
  const known = ANALYSED.get(question) ?? new Map<string, Terms>();
  ANALYSED.set(question, known);
  return new Map(
    passageLanguages.map((language) => {
      const terms = known.get(language) ?? termsFor(question, language);
      known.set(language, terms);
      return [language, terms];
    }),
  );
}

type AnalysedQuestion = Pick<Question, "text" | "language" | "words">;

/** The terms of questions by language: what a question is searched by weighs its words, too. */
const ANALYSED = new WeakMap<AnalysedQuestion, Map<string, Terms>>();

function termsFor(
  { text, language: questionLanguage, words: asked }: AnalysedQuestion,
  language: string,
): Terms {
  return sameLanguage(questionLanguage, language)
    ? analyseWithin(text, language, doubtfulStems(asked, language))
    : analyseAcross(text, [questionLanguage, language]);
}

/** The stems of the words that may be misspelt, with the highest cost of edits at which another may be meant. */
function doubtfulStems(asked: readonly QuestionWord[], language: string): Map<string, number> {
  return new Map(
    asked.flatMap(({ text, known }) =>
      known.mostEdits > 0 ? [[stem(text, language), known.mostEdits]] : [],
    ),
  );
}
