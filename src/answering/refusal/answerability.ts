/** The calibrated answerability from which on a question is answered. */
export const ANSWER_THRESHOLD = 0.5;

/** The calibrated answerability from which on the closest passages are shown where a question isn't answered. */
export const EXCERPTS_THRESHOLD = 0.15;

/** Languages of a question and of the passage that fits it best. */
export interface Direction {
  /** ISO 639-1 or `und`. */
  readonly question: string;
  readonly passage: string;
}

/** The answerabilities from which on questions are answered, by `directionKey`. */
export interface Calibration {
  readonly thresholds: Readonly<Record<string, number>>;
}

/** `de>en`. */
export function directionKey({ question, passage }: Direction): string {
  return `${question}>${passage}`;
}

/** The answerability from which on questions of a direction are answered. */
export function thresholdOf(calibration: Calibration | undefined, direction: Direction): number {
  return calibration?.thresholds[directionKey(direction)] ?? ANSWER_THRESHOLD;
}

/** Shifts an answerability so that its threshold becomes `ANSWER_THRESHOLD`: both keep their distance in log odds. */
export function calibrate(answerability: number, threshold: number): number {
  return probability(logit(answerability) - logit(threshold));
}

/** The inverse of `calibrate`. */
export function uncalibrate(answerability: number, threshold: number): number {
  return probability(logit(answerability) + logit(threshold));
}

/** The log odds of a probability, at most so far from 0. */
export function logit(probability: number, most = Number.POSITIVE_INFINITY): number {
  return Math.min(most, Math.max(-most, Math.log(probability / (1 - probability))));
}

/** The probability of log odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
