import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { createRandom } from "../../bench/corpus/random.js";
import type { Models } from "../../src/learned/weights-file.js";
import type { TrainingDataSet } from "../data-sets/find-data-sets.js";
import { withDataSet } from "../data-sets/open-data-set.js";
import { sample } from "../random-choice.js";
import type { JudgedCandidate, ObservedExample, Task } from "./task.js";

/** What a data set teaches for a task. */
export interface Observations {
  readonly dataSet: TrainingDataSet;
  readonly features: readonly string[];
  readonly examples: readonly { readonly rows: readonly Row[]; readonly weight: number }[];
}

/** A candidate with the values of its features, in their order. */
interface Row extends JudgedCandidate {
  readonly values: readonly number[];
}

/** How a data set is observed. */
export interface ObserveOptions {
  /** Keeps observations and indexes for the next time. */
  readonly cache: string | undefined;
  /** What was learnt for the tasks before, without the data set. */
  readonly models: Models;
}

/** Data sets count alike, so that more questions of one would teach hardly more. */
const MOST_QUESTIONS = 50;

/** More than features mean; the files are a third as large. */
const DIGITS = 6;

/**
 * Asks a data set's questions, or reads what was observed the last time.
 * @throws Error if the features aren't those of one kind throughout
 */
export async function observe(
  task: Task,
  dataSet: TrainingDataSet,
  { cache, models }: ObserveOptions,
): Promise<Observations> {
  const file = cache && path.join(cache, task.name, `${dataSet.name}${suffixOf(models)}.json.gz`);
  const kept = file && (await readFile(file).catch(() => undefined));
  if (kept) {
    return { ...JSON.parse(gunzipSync(kept).toString("utf8")), dataSet };
  }
  const indexes = cache && path.join(cache, "indexes");
  const observed = await withDataSet(dataSet, { indexes, models }, async (open) => {
    const examples: ObservedExample[] = [];
    for (const question of sample(open.questions, MOST_QUESTIONS, createRandom(1))) {
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

/** Other models show other things. */
function suffixOf(models: Models): string {
  const content = JSON.stringify(models);
  return content === "{}" ? "" : `-${createHash("sha256").update(content).digest("hex").slice(0, 12)}`;
}

function toRows(observed: readonly ObservedExample[], where: string): Omit<Observations, "dataSet"> {
  const [first] = observed.flatMap(({ rows }) => rows);
  const features = Object.keys(first?.features ?? {});
  const examples = observed.map(({ rows, weight = 1 }) => ({
    weight,
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
