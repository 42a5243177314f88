import { sameLanguage } from "../../core/language.js";
import type { RankedPassage } from "../../core/passage.js";
import { saysNumber } from "../answer-clues.js";
import { coverage, matchesAround, type WeighedQuestion } from "../weighed-question.js";

/**
 * A logistic regression of "the documents hold the answer" on what the best passage shows. Fitted on
 * questions with and without an answer in a hundred paragraphs, in five, and in the four that are left when
 * the answering one is taken away; within a language and across German and English.
 */
const MODELS = {
  sameLanguage: { score: 19, coverage: 3, noNumber: -1.6, missingWord: -4.5, bias: -6.45 },
  acrossLanguages: { score: 15, coverage: 6, noNumber: -1.6, missingWord: -2, bias: -5.1 },
} as const;

/** Below the first score a word is missing, above the second it is present; between them it is partly missing. */
const MISSING = 0.2;
const PRESENT = 0.5;

/** Below this score a word has no counterpart at all. */
const NOTHING = 0.05;

const HALF = 0.5;

/** Within a language, verbs and adjectives are often paraphrased; names and German nouns seldom are. */
const PARAPHRASED = 0.5;

/**
 * How sure it is that the retrieved passages answer a question, between 0 and 1, before calibration. The best
 * passage decides: its score, how much of the question it covers, whether it says a number if one is asked for, and
 * whether a word of much weight has no counterpart in it. All passages decide about a word with half of the weight.
 */
export function confidence(question: WeighedQuestion, context: readonly RankedPassage[]): number {
  const [best] = context;
  if (best === undefined || lacksNumber(question, best) || keyWordMissing(question, context)) {
    return 0;
  }
  const { passage, paragraph, score } = best;
  const matches = question.comparison.matches(paragraph.text, passage.language);
  const same = sameLanguage(question.language, passage.language);
  const model = same ? MODELS.sameLanguage : MODELS.acrossLanguages;
  const noNumber = question.answerType.number !== "none" && !saysNumber(passage, question.answerType);
  const z =
    model.bias +
    model.score * score +
    model.coverage * coverage(question, matches) +
    model.noNumber * Number(noNumber) +
    model.missingWord * missingWord(question, matches, same);
  return 1 / (1 + Math.exp(-z));
}

/** Whether a number is asked for and not given: a measure by the passage, a quantity by its paragraph. */
function lacksNumber(question: WeighedQuestion, { passage, paragraph }: RankedPassage): boolean {
  if (question.answerType.number === "none" || saysNumber(passage, question.answerType)) {
    return false;
  }
  const around = { text: paragraph.text, language: passage.language };
  return question.answerType.number === "measure" || !saysNumber(around, question.answerType);
}

/** Whether one word has half of the question's weight, and no passage, paragraph, heading or title holds it. */
function keyWordMissing(question: WeighedQuestion, context: readonly RankedPassage[]): boolean {
  const heaviest = question.words.findIndex(({ share }) => share >= HALF);
  if (heaviest === -1) {
    return false;
  }
  return context.every((source) => (matchesAround(question, source)[heaviest] ?? 0) < NOTHING);
}

/** The largest share of the question's weight that one missing word has, between 0 and 1. */
function missingWord(question: WeighedQuestion, matches: readonly number[], same: boolean): number {
  const shares = question.words.map((word, i) => {
    const missing = (PRESENT - (matches[i] ?? 0)) / (PRESENT - MISSING);
    const kind = same && !word.isNamed ? PARAPHRASED : 1;
    return kind * word.share * word.certainty * Math.min(1, Math.max(0, missing));
  });
  return Math.max(0, ...shares);
}

/** The calibrated confidence from which on a question is answered. */
export const ANSWER_THRESHOLD = 0.5;

/** The calibrated confidence from which on the closest passages are shown where a question isn't answered. */
export const EXCERPTS_THRESHOLD = 0.15;

/** Languages of a question and of the passage that fits it best. */
export interface Direction {
  /** ISO 639-1 or `und`. */
  readonly question: string;
  readonly passage: string;
}

/** The confidences from which on questions are answered, by `directionKey`. */
export interface Calibration {
  readonly thresholds: Readonly<Record<string, number>>;
}

/** `de>en`. */
export function directionKey({ question, passage }: Direction): string {
  return `${question}>${passage}`;
}

/**
 * What `footnote eval --calibrate` finds for the built-in embedder on XQuAD, rounded. Other
 * directions have one of the two defaults below.
 */
const BUILT_IN: Readonly<Record<string, number>> = {
  "de>de": 0.4,
  "en>en": 0.5,
  "en>de": 0.4,
  "de>en": 0.46,
};
const SAME_LANGUAGE = 0.5;
const ACROSS_LANGUAGES = 0.5;

/** The confidence from which on questions of a direction are answered. */
export function thresholdOf(calibration: Calibration | undefined, direction: Direction): number {
  const key = directionKey(direction);
  const fallback = sameLanguage(direction.question, direction.passage) ? SAME_LANGUAGE : ACROSS_LANGUAGES;
  return calibration?.thresholds[key] ?? BUILT_IN[key] ?? fallback;
}

/** Shifts a confidence so that its threshold becomes `ANSWER_THRESHOLD`: both keep their distance in log odds. */
export function calibrate(confidence: number, threshold: number): number {
  return odds(logit(confidence) - logit(threshold));
}

/** The inverse of `calibrate`. */
export function uncalibrate(confidence: number, threshold: number): number {
  return odds(logit(confidence) + logit(threshold));
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function odds(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
