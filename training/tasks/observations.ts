import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { TrainingDataSet } from "../data-sets/find-data-sets.js";
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
 * Asks a data set's questions, or reads what was observed the last time.
 * @throws Error if the features aren't those of one kind throughout
 */
export async function observe(
  task: Task,
  dataSet: TrainingDataSet,
  { folder }: Cache,
): Promise<Observations> {
  const file = folder && path.join(folder, task.name, `${dataSet.name}.json.gz`);
  const kept = file && (await readFile(file).catch(() => undefined));
  if (kept) {
    return { ...JSON.parse(gunzipSync(kept).toString("utf8")), dataSet };
  }
  const indexes = folder && path.join(folder, "indexes");
  const observed = await withDataSet(dataSet, indexes, async (open) => {
    const examples: ObservedExample[] = [];
    for (const question of open.questions) {
      examples.push(...(await task.observe(question, open)));
    }
    return examples;
  });
  const observations = toRows(observed, `${task.name} on ${dataSet.name}`);
  if (file) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, gzipSync(JSON.stringify(observations)));
  }
  return { ...observations, dataSet };
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
