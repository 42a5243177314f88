import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type DataSetSource, readSource } from "./source.js";

/** A data set on disk. */
export interface TrainingDataSet {
  readonly name: string;
  readonly folder: string;
  /** The file of questions. */
  readonly questions: string;
  readonly source: DataSetSource | undefined;
  /** How much it counts; its questions share that. */
  readonly weight: number;
  /** Whether it is one of those that figures are made for. */
  readonly isReal: boolean;
  /** Data sets of one group have documents in common, or are of one repository. */
  readonly group: string;
}

const QUESTIONS = "questions.jsonl";

/** A repository's translation into another language is called after it: `manual.de-DE` and `manual.en`. */
const LANGUAGE = /[.-](?:de-de|de|en)$/u;

/**
 * Finds data sets: a folder with `questions.jsonl`, every folder below a folder that has such, or a file of questions
 * beside the documents that they are about.
 */
export async function findDataSets(
  paths: readonly string[],
  { weight, isReal }: Pick<TrainingDataSet, "weight" | "isReal">,
): Promise<Omit<TrainingDataSet, "group">[]> {
  const files = (await Promise.all(paths.map(questionFiles))).flat();
  return Promise.all(
    files.map(async (questions) => {
      const folder = path.dirname(questions);
      const file = path.basename(questions, ".jsonl");
      const name = path.basename(folder) + (path.basename(questions) === QUESTIONS ? "" : ` (${file})`);
      return { name, folder, questions, source: await readSource(folder), weight, isReal };
    }),
  );
}

async function questionFiles(given: string): Promise<string[]> {
  if (given.endsWith(".jsonl")) {
    return [path.resolve(given)];
  }
  const own = path.resolve(given, QUESTIONS);
  if (await exists(own)) {
    return [own];
  }
  const below = (await readdir(given)).sort().map((name) => path.resolve(given, name, QUESTIONS));
  const there = await Promise.all(below.map(exists));
  const found = below.filter((_, index) => there[index]);
  if (found.length === 0) {
    throw new Error(`${given} holds no ${QUESTIONS}, and no folder in it does`);
  }
  return found;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Gives data sets with a document or a repository in common the same group: what was fitted on one of them knows too
 * much of the others to be measured on them.
 */
export async function groupDataSets(
  dataSets: readonly Omit<TrainingDataSet, "group">[],
): Promise<TrainingDataSet[]> {
  const groupOf = new Map<string, string>();
  const groups = new Map<string, string>();
  const find = (name: string): string => {
    const parent = groups.get(name) ?? name;
    return parent === name ? name : find(parent);
  };
  for (const dataSet of dataSets) {
    const own = dataSet.questions;
    for (const trait of await traitsOf(dataSet)) {
      const other = groupOf.get(trait);
      if (other === undefined) {
        groupOf.set(trait, own);
      } else {
        groups.set(find(own), find(other));
      }
    }
  }
  const names = new Map(dataSets.map(({ questions, name }) => [questions, name]));
  return dataSets.map((dataSet) => ({ ...dataSet, group: names.get(find(dataSet.questions)) ?? "" }));
}

/** What only data sets of one group have in common. */
async function traitsOf({ folder, source }: Omit<TrainingDataSet, "group">): Promise<string[]> {
  if (source !== undefined) {
    return [`repository ${source.repo.toLowerCase().replace(LANGUAGE, "")}`];
  }
  const documents = path.join(folder, "documents");
  const entries = await readdir(documents, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const content = await readFile(path.join(parentPath, name));
      return createHash("sha256").update(content).digest("hex");
    }),
  );
}
