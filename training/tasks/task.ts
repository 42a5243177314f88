import type { LocatedQuestion } from "../../src/evaluation/gold.js";
import type { OpenDataSet } from "../data-sets/open-data-set.js";
import type { Figures } from "../fit/figures.js";
import type { Objective } from "../fit/objective.js";

/** What one model is learnt for. */
export interface Task {
  /** The model's name in the weights file. */
  readonly name: "ranking" | "excerpt" | "answerability" | "confidence";
  readonly objective: Objective;
  /** What a question of a data set teaches: one or more groups of rows. */
  observe(question: LocatedQuestion, open: OpenDataSet): Promise<readonly ObservedExample[]>;
  /** How good scores are, as figures between 0 and 1. */
  measure(scored: readonly ScoredExample[]): Figures;
  /** The figure by which one model is preferred to another, and whether more of it is better. */
  readonly decides: { readonly figure: string; readonly isBetterHigh: boolean };
}

/** Rows that belong together: the candidates of a question, or what one answer shows. */
export interface ObservedExample {
  /** How much it counts beside the others of its data set; 1 if it isn't said. */
  readonly weight?: number;
  readonly rows: readonly ObservedCandidate[];
}

/** What a model scores. */
export interface ObservedCandidate {
  /** Computed by the product's own functions. */
  readonly features: Readonly<Record<string, number>>;
  /** Between 0 and 1: how right it is. */
  readonly label: number;
  /** Its length, where that counts. */
  readonly characters: number;
}

/** What is known of a candidate beside its features. */
export type JudgedCandidate = Omit<ObservedCandidate, "features">;

/** An example with the scores of a model that was fitted without its data set, one a row. */
export interface ScoredExample {
  readonly rows: readonly JudgedCandidate[];
  readonly scores: readonly number[];
}
