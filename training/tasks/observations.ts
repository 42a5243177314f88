import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { TrainingDataSet } from "../data-sets/find-data-sets.js";
import type { Weights } from "../../src/learned/weights-file.js";
import { withDataSet } from "../data-sets/open-data-set.js";
import type { JudgedCandidate, ObservedExample, Task } from "./task.js";

/** What a data set teaches for a task. */
export interface Observations {
  readonly dataSet: TrainingDataSet;
  readonly features: readonly string[];
  readonly examples: readonly { readonly rows: readonly Row[] }[];
}

/** A candidate with the values of its features, in their order. */
interface Row extends JudgedCandidate {
  readonly values: readonly number[];
}

/** Where observations and indexes are kept for the next time, if anywhere. */
export interface Cache {
  readonly folder: string | undefined;
}

/** More than features mean; the files are a third as large. */
const DIGITS = 6;

/**
 * Asks a data set's questions for several tasks, or reads what was observed the last time.
 * @param weights what retrieval and answering go by meanwhile
 * @returns what each task observed, in their order
 * @throws Error if the features of a task aren't those of one kind throughout
 */
export async function observe(
  tasks: readonly Task[],
  dataSet: TrainingDataSet,
  weights: Weights,
  { folder }: Cache,
): Promise<Observations[]> {
  const files = tasks.map((task) => folder && path.join(folder, task.name, `${dataSet.name}.json.gz`));
  const kept = await Promise.all(files.map((file) => file && readFile(file).catch(() => undefined)));
  if (kept.every((content) => content !== undefined && content !== "")) {
    return kept.map((content) => ({
      ...JSON.parse(gunzipSync(content as Buffer).toString("utf8")),
      dataSet,
    }));
  }
  const indexes = folder && path.join(folder, "indexes");
  const observed = await withDataSet(dataSet, { indexes, weights }, async (open) => {
    const examples = tasks.map((): ObservedExample[] => []);
    for (const question of open.questions) {
      for (const [i, task] of tasks.entries()) {
        examples[i]?.push(...(await task.observe(question, open)));
      }
    }
    return examples;
  });
  const found = tasks.map((task, i) => toRows(observed[i] ?? [], `${task.name} on ${dataSet.name}`));
  for (const [i, file] of files.entries()) {
    if (file) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, gzipSync(JSON.stringify(found[i])));
    }
  }
  return found.map((observations) => ({ ...observations, dataSet }));
}

function toRows(observed: readonly ObservedExample[], where: string): Omit<Observations, "dataSet"> {
  const [first] = observed.flatMap(({ rows }) => rows);
  const features = Object.keys(first?.features ?? {});
  const examples = observed.map(({ rows }) => ({
    rows: rows.map(({ features: of, label, characters }) => ({
      values: features.map((name) => finite(of[name], `${name}, ${where}`)),
      label,
      characters,
    })),
  }));
  return { features, examples };
}

function finite(value: number | undefined, what: string): number {
  if (value === undefined || !Number.isFinite(value)) {
    throw new Error(
      `The feature ${what}, is ${value}: every candidate has a finite number for every feature`,
    );
  }
  return Number(value.toPrecision(DIGITS));
}
