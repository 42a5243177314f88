import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { evaluateDataSet } from "../src/cli/evaluate-data-set.js";
import { loadConfig } from "../src/config/config.js";
import { figuresOfSets } from "../src/evaluation/mean-figures.js";
import type { Model } from "../src/learned/model.js";
import { type Models, WEIGHTS, type Weights } from "../src/learned/weights-file.js";
import { findDataSets, groupDataSets, type TrainingDataSet } from "./data-sets/find-data-sets.js";
import { type CrossValidation, crossValidate, examplesOf, fitFolds, foldsOf } from "./fit/cross-validate.js";
import type { Figures } from "./fit/figures.js";
import { MODEL_KINDS } from "./fit/model-kinds.js";
import { CONFIDENCE } from "./tasks/confidence.js";
import { EXCERPT } from "./tasks/excerpt.js";
import { type Observations, observe } from "./tasks/observations.js";
import { RANKING } from "./tasks/ranking.js";
import type { Task } from "./tasks/task.js";

// Fits the weights that Footnote ranks and decides by, on data sets in the format of `eval`:
//   npm run train -- DIR … [--real DIR …] [--out models/weights.json]
// README.md beside this file says more.

/** Each is learnt with what was learnt before it. */
const TASKS: readonly Task[] = [RANKING, EXCERPT, CONFIDENCE];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Data sets that figures are made for, and that count more. */
    real: { type: "string", multiple: true, default: [] },
    "real-weight": { type: "string", default: "4" },
    out: { type: "string" },
    cache: { type: "string" },
    task: { type: "string", multiple: true, default: TASKS.map(({ name }) => name) },
    kind: { type: "string", default: "" },
    evaluate: { type: "boolean", default: false },
  },
});

const dataSets = await groupDataSets([
  ...(await findDataSets(values.real, { weight: Number(values["real-weight"]), isReal: true })),
  ...(await findDataSets(positionals, { weight: 1, isReal: false })),
]);
if (dataSets.length < 2) {
  console.error("Name at least two data sets: npm run train -- DIR … [--real DIR …] [--out FILE]");
  process.exit(2);
}

/** What was learnt so far: from all data sets, and, by fold, without it. */
const folds = foldsOf(dataSets);
const models: Models = {};
const modelsWithout = new Map<string, Models>(Array.from(new Set(folds.values()), (fold) => [fold, {}]));
const figures: Record<string, Figures> = {};
const counts = new Map<string, number>();

for (const task of TASKS.filter(({ name }) => values.task.includes(name))) {
  const observed = await observeAll(task);
  const validations = MODEL_KINDS.filter(({ name }) => name.includes(values.kind)).map((kind) => {
    const validation = crossValidate(task, kind, observed);
    console.error(`${task.name}: ${kind.name}: ${line(validation.mean)}`);
    return validation;
  });
  const best = bestOf(task, validations);
  console.log(table(task, best));
  figures[task.name] = best.mean;
  models[task.name] = rounded(best.kind.fit(examplesOf(observed), task.objective));
  for (const [fold, model] of fitFolds(task, best.kind, observed)) {
    modelsWithout.set(fold, { ...modelsWithout.get(fold), [task.name]: rounded(model) });
  }
}
if (values.evaluate) {
  await evaluateAll();
}
if (values.out !== undefined) {
  const weights: Weights = { format: 1, made: madeOf(dataSets), ...models };
  await writeFile(values.out, `${JSON.stringify(WEIGHTS.parse(weights))}\n`);
}

async function observeAll(task: Task): Promise<Observations[]> {
  const observed: Observations[] = [];
  for (const [index, dataSet] of dataSets.entries()) {
    console.error(`${task.name}: ${dataSet.name} (${index + 1} of ${dataSets.length})`);
    const observations = await observe(task, dataSet, { cache: values.cache, models: without(dataSet) });
    counts.set(dataSet.name, Math.max(counts.get(dataSet.name) ?? 0, observations.examples.length));
    observed.push(observations);
  }
  return observed;
}

/** What was learnt without a data set and its group. */
function without({ group }: TrainingDataSet): Models {
  return modelsWithout.get(folds.get(group) ?? "") ?? {};
}

/** Runs `eval` on each real data set, with what was learnt without it. */
async function evaluateAll(): Promise<void> {
  const config = loadConfig({}, process.cwd());
  const signal = new AbortController().signal;
  const evaluations = [];
  for (const dataSet of dataSets.filter(({ isReal }) => isReal)) {
    evaluations.push(await evaluateDataSet(dataSet, config, signal, without(dataSet)));
  }
  console.log(JSON.stringify(figuresOfSets(evaluations), null, 2));
}

function bestOf(
  { decides: { figure, isBetterHigh } }: Task,
  [first, ...others]: readonly CrossValidation[],
): CrossValidation {
  if (first === undefined) {
    throw new Error(`No kind of model is called ${JSON.stringify(values.kind)}`);
  }
  const worth = ({ mean }: CrossValidation) => (isBetterHigh ? 1 : -1) * (mean[figure] ?? 0);
  return others.reduce((best, other) => (worth(other) > worth(best) ? other : best), first);
}

/** Seven digits: what models say stays the same, and the file is half as large. */
function rounded(model: Model): Model {
  return JSON.parse(
    JSON.stringify(model, (_, value) => (typeof value === "number" ? Number(value.toPrecision(7)) : value)),
  );
}

function madeOf(used: readonly TrainingDataSet[]): Weights["made"] {
  return {
    date: new Date().toISOString(),
    commit: execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim(),
    command: `npm run train -- ${process.argv.slice(2).join(" ")}`,
    dataSets: used.map(({ name, weight, source }) => ({
      name,
      questions: counts.get(name) ?? 0,
      weight,
      ...source,
    })),
    figures,
  };
}

function table(task: Task, { kind, figures: by, mean }: CrossValidation): string {
  const names = Object.keys(mean);
  const row = (name: string, of: Figures) =>
    `| ${name} | ${names.map((figure) => of[figure]?.toFixed(3) ?? "").join(" | ")} |`;
  return [
    `\n## ${task.name}: ${kind.name}\n`,
    `| fitted without | ${names.join(" | ")} |`,
    `|---|${names.map(() => "---|").join("")}`,
    ...Array.from(by, ([name, of]) => row(name, of)),
    row("mean", mean),
  ].join("\n");
}

function line(of: Figures): string {
  return Object.entries(of)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
    .join(", ");
}
