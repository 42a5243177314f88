import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { INSTALLATION } from "../src/config/installation.js";
import type { Model } from "../src/learned/model.js";
import { loadWeights, WEIGHTS, type Weights } from "../src/learned/weights-file.js";
import { findDataSets, groupDataSets, type TrainingDataSet } from "./data-sets/find-data-sets.js";
import { type CrossValidation, crossValidate, examplesOf } from "./fit/cross-validate.js";
import type { Figures } from "./fit/figures.js";
import { MODEL_KINDS } from "./fit/model-kinds.js";
import { ANSWERABILITY, CONFIDENCE } from "./tasks/evidence.js";
import { EXCERPT } from "./tasks/excerpt.js";
import { type Observations, observe } from "./tasks/observations.js";
import { RANKING } from "./tasks/ranking.js";
import type { Task } from "./tasks/task.js";

// Fits the weights that Footnote ranks and decides by, on data sets in the format of `eval`:
//   npm run train -- DIR … [--real DIR …] [--out models/weights.json]
// README.md beside this file says more.

/** What is learnt first is used where the next is observed. */
const STAGES: readonly (readonly Task[])[] = [[RANKING], [EXCERPT, ANSWERABILITY], [CONFIDENCE]];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Data sets that figures are made for, and that count more. */
    real: { type: "string", multiple: true, default: [] },
    "real-weight": { type: "string", default: "4" },
    out: { type: "string" },
    cache: { type: "string" },
    /** The most questions of a data set that isn't real. */
    most: { type: "string", default: "32" },
    kind: { type: "string", default: "" },
  },
});

const dataSets = await groupDataSets([
  ...(await findDataSets(values.real, {
    weight: Number(values["real-weight"]),
    most: Number.POSITIVE_INFINITY,
    isReal: true,
  })),
  ...(await findDataSets(positionals, { weight: 1, most: Number(values.most), isReal: false })),
]);
if (dataSets.length < 2) {
  console.error("Name at least two data sets: npm run train -- DIR … [--real DIR …] [--out FILE]");
  process.exit(2);
}

const figures: Record<string, Figures> = {};
const counts = new Map<string, number>();
let weights = await loadWeights(INSTALLATION.models);
for (const tasks of STAGES) {
  const observed = await observeAll(tasks, weights);
  for (const [i, task] of tasks.entries()) {
    const model = fit(
      task,
      observed.map((ofDataSet) => ofDataSet[i]).filter((of) => of !== undefined && of.examples.length > 0) as Observations[],
    );
    weights = { ...weights, [task.name]: model };
  }
}
weights = { ...weights, made: madeOf(dataSets) };

if (values.out !== undefined) {
  await writeFile(values.out, `${JSON.stringify(WEIGHTS.parse(weights))}\n`);
}

function fit(task: Task, observed: readonly Observations[]): Model {
  const kinds = MODEL_KINDS.filter(({ name }) => name.includes(values.kind));
  const validations = kinds.map((kind) => {
    const validation = crossValidate(task, kind, observed);
    console.error(`${task.name}: ${kind.name}: ${line(validation.mean)}`);
    return validation;
  });
  const best = bestOf(task, validations);
  console.log(table(task, best, observed));
  figures[task.name] = best.mean;
  return rounded(best.kind.fit(examplesOf(observed), task.objective));
}

/** What each task observed on each data set. */
async function observeAll(tasks: readonly Task[], learned: Weights): Promise<Observations[][]> {
  const observed: Observations[][] = [];
  const names = tasks.map(({ name }) => name).join(", ");
  for (const [index, dataSet] of dataSets.entries()) {
    console.error(`${names}: ${dataSet.name} (${index + 1} of ${dataSets.length})`);
    const observations = await observe(tasks, dataSet, learned, { folder: values.cache });
    const most = Math.max(...observations.map(({ examples }) => examples.length));
    counts.set(dataSet.name, Math.max(counts.get(dataSet.name) ?? 0, most));
    observed.push(observations);
  }
  return observed;
}

function bestOf(
  { decides: { figure, isBetterHigh } }: Task,
  [first, ...others]: CrossValidation[],
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

function table(
  task: Task,
  { kind, figures: by, mean, others }: CrossValidation,
  observed: readonly Observations[],
): string {
  const names = Object.keys(mean);
  const row = (name: string, of: Figures | undefined) =>
    `| ${name} | ${names.map((figure) => of?.[figure]?.toFixed(3) ?? "").join(" | ")} |`;
  const real = observed.filter(({ dataSet }) => dataSet.isReal).map(({ dataSet }) => dataSet.name);
  return [
    `\n## ${task.name}: ${kind.name}\n`,
    `| fitted without | ${names.join(" | ")} |`,
    `|---|${names.map(() => "---|").join("")}`,
    ...real.map((name) => row(name, by.get(name))),
    row("mean", mean),
    row("mean of the others", others),
  ].join("\n");
}

function line(of: Figures): string {
  return Object.entries(of)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
    .join(", ");
}
