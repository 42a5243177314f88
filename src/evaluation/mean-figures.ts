import { type Evaluation, type Figures, figuresByType } from "./figures.js";
import { type Reliability, reliabilityOf } from "./metrics/reliability.js";
import { mean } from "./metrics/statistics.js";

/** The figures that are shares or means of one data set, so that the mean over data sets says something. */
export type MeanFigures = Pick<Figures, "retrieval" | "answers" | "refusal" | "outcomes" | "funnel">;

/** What `footnote eval` prints of several data sets. */
export interface FiguresOfSets {
  readonly sets: readonly Figures[];
  /** Each figure's mean over the data sets that have it: each set counts the same, however many questions it has. */
  readonly mean: MeanFigures;
  /** What a data set has too few questions for, over the questions of all of them together. */
  readonly all: {
    readonly questions: number;
    readonly answerable: number;
    readonly reliability: Reliability;
    readonly byType: Figures["byType"];
  };
}

/** @param evaluations at least one */
export function figuresOfSets(evaluations: readonly Evaluation[]): FiguresOfSets {
  const sets = evaluations.map(({ figures }) => figures);
  const outcomes = evaluations.flatMap((evaluation) => evaluation.outcomes);
  return {
    sets,
    mean: meanOf(
      sets.map(({ retrieval, answers, refusal, outcomes, funnel }) => ({
        retrieval,
        answers,
        refusal,
        outcomes,
        funnel,
      })),
    ),
    all: {
      questions: outcomes.length,
      answerable: outcomes.filter(({ question }) => question.answerable).length,
      reliability: reliabilityOf(outcomes),
      byType: figuresByType(outcomes),
    },
  };
}

/** The mean of each number of some records that look alike; null where none of them has it. */
function meanOf<T extends object>(records: readonly T[]): T {
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  const entries = Array.from(keys, (key): readonly [string, unknown] => {
    const values = records.map((record) => (record as Readonly<Record<string, unknown>>)[key]);
    const nested = values.filter((value) => typeof value === "object" && value !== null);
    return [
      key,
      nested.length > 0 ? meanOf(nested) : mean(values.filter((value) => typeof value === "number")),
    ];
  });
  return Object.fromEntries(entries) as T;
}
