import type { Model } from "../../src/learned/model.js";
import { createValueScorer } from "../../src/learned/scorer.js";
import type { TrainingDataSet } from "../data-sets/find-data-sets.js";
import { grouped } from "../random-choice.js";
import type { Observations } from "../tasks/observations.js";
import type { Task } from "../tasks/task.js";
import { type Examples, toExamples } from "./examples.js";
import { type Figures, meanFigures } from "./figures.js";
import type { ModelKind } from "./model-kinds.js";

/** How good models of a kind are on data sets that they weren't fitted on. */
export interface CrossValidation {
  readonly kind: ModelKind;
  /** By the data set's name. */
  readonly figures: ReadonlyMap<string, Figures>;
  /** Over these data sets, each counting alike. */
  readonly mean: Figures;
}

/** Groups without a real data set are dealt into so many folds; a group with one is a fold by itself. */
const OTHER_FOLDS = 4;

/** The fold of each data set, by its group. */
export function foldsOf(dataSets: readonly TrainingDataSet[]): ReadonlyMap<string, string> {
  const real = new Set(dataSets.filter(({ isReal }) => isReal).map(({ group }) => group));
  const others = [...new Set(dataSets.map(({ group }) => group))].filter((group) => !real.has(group));
  return new Map([
    ...Array.from(real, (group) => [group, group] as const),
    ...others.map((group, index) => [group, `fold ${index % OTHER_FOLDS}`] as const),
  ]);
}

/**
 * Fits a model a fold on all other folds, and measures it on the fold: on the real data sets, or on all where none is.
 */
export function crossValidate(
  task: Task,
  kind: ModelKind,
  observed: readonly Observations[],
): CrossValidation {
  const folds = foldsOf(observed.map(({ dataSet }) => dataSet));
  const hasReal = observed.some(({ dataSet }) => dataSet.isReal);
  const measured = observed.filter(({ dataSet }) => dataSet.isReal || !hasReal);
  const foldOf = ({ dataSet }: Observations) => folds.get(dataSet.group) ?? "";
  const figures = new Map<string, Figures>();
  for (const [fold, held] of grouped(measured, foldOf)) {
    const others = observed.filter((observations) => foldOf(observations) !== fold);
    const model = kind.fit(examplesOf(others), task.objective);
    for (const observations of held) {
      figures.set(observations.dataSet.name, measure(task, model, observations));
    }
  }
  return { kind, figures, mean: meanFigures([...figures.values()]) };
}

/** Models by fold, each fitted without it. */
export function fitFolds(
  task: Task,
  kind: ModelKind,
  observed: readonly Observations[],
): ReadonlyMap<string, Model> {
  const folds = foldsOf(observed.map(({ dataSet }) => dataSet));
  return new Map(
    Array.from(new Set(folds.values()), (fold) => {
      const others = observed.filter(({ dataSet }) => folds.get(dataSet.group) !== fold);
      return [fold, kind.fit(examplesOf(others), task.objective)] as const;
    }),
  );
}

/** All examples of data sets; those of one share its weight. */
export function examplesOf(observed: readonly Observations[]): Examples {
  const [first] = observed;
  const groups = observed.flatMap(({ dataSet, examples }) =>
    examples.map(({ rows, weight }) => ({
      rows,
      weight: (dataSet.weight * weight) / sumOf(examples),
    })),
  );
  return toExamples(first?.features ?? [], groups);
}

function sumOf(examples: Observations["examples"]): number {
  return examples.reduce((sum, { weight }) => sum + weight, 0);
}

/** The weight of an example that was asked as it is; those that were made to learn from count less. */
const ASKED = 1;

function measure(task: Task, model: Model, { examples }: Observations): Figures {
  const score = createValueScorer(model);
  return task.measure(
    examples
      .filter(({ weight }) => weight === ASKED)
      .map(({ rows }) => ({ rows, scores: rows.map(({ values }) => score(values)) })),
  );
}
