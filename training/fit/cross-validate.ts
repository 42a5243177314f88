import type { Model } from "../../src/learned/model.js";
import { createValueScorer } from "../../src/learned/scorer.js";
import type { TrainingDataSet } from "../data-sets/find-data-sets.js";
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
  /** Over the real data sets, each counting alike; over all where none is. */
  readonly mean: Figures;
  /** Over the others. */
  readonly others: Figures;
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

/** Fits a model a fold on all other folds, and measures it on the fold. */
export function crossValidate(
  task: Task,
  kind: ModelKind,
  observed: readonly Observations[],
): CrossValidation {
  const folds = foldsOf(observed.map(({ dataSet }) => dataSet));
  const figures = new Map<string, Figures>();
  for (const fold of new Set(folds.values())) {
    const isOfFold = ({ dataSet }: Observations) => folds.get(dataSet.group) === fold;
    const others = observed.filter((observations) => !isOfFold(observations));
    const model = kind.fit(examplesOf(others), task.objective);
    for (const observations of observed.filter(isOfFold)) {
      figures.set(observations.dataSet.name, measure(task, model, observations));
    }
  }
  const meanOf = (isReal: boolean) =>
    meanFigures(
      observed.flatMap(({ dataSet }) => {
        const own = figures.get(dataSet.name);
        return dataSet.isReal === isReal && own !== undefined ? [own] : [];
      }),
    );
  const hasReal = observed.some(({ dataSet }) => dataSet.isReal);
  return { kind, figures, mean: meanOf(hasReal), others: meanOf(false) };
}

/** All examples of data sets; those of one share its weight. */
export function examplesOf(observed: readonly Observations[]): Examples {
  const [first] = observed;
  const groups = observed.flatMap(({ dataSet, examples }) =>
    examples.map(({ rows }) => ({ rows, weight: dataSet.weight / examples.length })),
  );
  return toExamples(first?.features ?? [], groups);
}

function measure(task: Task, model: Model, { examples }: Observations): Figures {
  const score = createValueScorer(model);
  return task.measure(
    examples.map(({ rows }) => ({ rows, scores: rows.map(({ values }) => score(values)) })),
  );
}
