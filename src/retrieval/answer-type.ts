import { UNDETERMINED } from "../core/language.js";
import { alternativesOfAll, LANGUAGES, patternOfAll } from "../languages/find-language.js";
import type { AnswerKind } from "../languages/language.js";
import { anyOf } from "../languages/word-lists.js";
import { contentWords } from "../text/content-words.js";
import { YEAR } from "../text/number-words.js";
import { fold, words } from "../text/words.js";
import { askedKinds } from "./answer-kind.js";

/**
 * What kind of answer a question asks for: the answer type of question answering. A question may ask for several. The
 * words of all languages count, since a short question often doesn't tell its language.
 */
export interface AnswerType {
  /** The kind of number: only a number gives a measure, while "many" also gives a quantity. */
  readonly number: "none" | "quantity" | "measure";
  /** Whether it asks how many, which neither a year nor a month answers. */
  readonly isCount: boolean;
  readonly isPerson: boolean;
  readonly isReason: boolean;
  readonly isTime: boolean;
  /** A name or a term. */
  readonly isName: boolean;
  /** All kinds of answers that it asks for, finer than the members above. */
  readonly kinds: ReadonlySet<AnswerKind>;
  /** What it wants to know more of: its content words, folded, without those that only ask for a definition. */
  readonly subject: ReadonlySet<string>;
  /** The years that the question is about: `2021` in "im April 2021", and not in "the 2021 report". */
  readonly years: ReadonlySet<string>;
  /** The question's own words, folded: none of them is an answer to it. */
  readonly words: ReadonlySet<string>;
}

const COUNT = patternOfAll(({ questions }) => questions.count);
const MEASURE = patternOfAll(({ questions }) => questions.measure);
const TIME = patternOfAll(({ questions }) => questions.time);
const PERSON = patternOfAll(({ questions }) => questions.who);
const REASON = patternOfAll(({ questions }) => questions.why);
const NAME = patternOfAll(({ questions }) => questions.name);

/** A question may name the kind of time that it asks for: "in which *century*". */
const NAMED_TIME = anyOf(
  alternativesOfAll(({ time }) => time.units),
  alternativesOfAll(({ time }) => [...time.periods].join("|")),
);

const ASKED_YEAR = new RegExp(
  `(?<=\\b(?:${alternativesOfAll(({ time }) => time.beforeYear)}|\\p{Lu}\\p{Ll}+) )${YEAR}\\b`,
  "gu",
);

const DEFINITION_WORDS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap(({ answers }) => [...(answers?.definitionWords ?? [])]),
);

/**
 * Reads the answer type of a question.
 * @param language ISO 639-1 code, or `und`; the kinds are read with the words of this language
 */
export function answerType(question: string, language: string = UNDETERMINED): AnswerType {
  const folded = fold(question);
  const isCount = COUNT.test(folded);
  const asksTime = TIME.test(folded);
  const quantity = isCount || asksTime ? "quantity" : "none";
  return {
    number: MEASURE.test(folded) ? "measure" : quantity,
    isCount,
    isPerson: PERSON.test(folded),
    isReason: REASON.test(folded),
    isTime: asksTime || NAMED_TIME.test(folded),
    isName: NAME.test(folded),
    kinds: askedKinds(question, language),
    subject: new Set(
      contentWords(question, language)
        .map(({ text }) => fold(text))
        .filter((word) => !DEFINITION_WORDS.has(word)),
    ),
    years: new Set(question.match(ASKED_YEAR)),
    words: new Set(words(question).map(({ text }) => fold(text))),
  };
}
