import { sameLanguage } from "../../core/language.js";

/** The calibrated confidence from which on a question is answered. */
export const ANSWER_THRESHOLD = 0.5;

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
