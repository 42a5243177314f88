import path from "node:path";
import { withTemporaryWorkspace, withWritableWorkspace } from "../../src/app/use-workspace.js";
import { openAnswering, type WritableWorkspace } from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import type { Store } from "../../src/core/ports/store.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { type LocatedQuestion, locateGold } from "../../src/evaluation/gold.js";
import { Texts } from "../../src/evaluation/texts.js";
import type { Models } from "../../src/learned/weights-file.js";
import type { Retriever } from "../../src/retrieval/retriever.js";
import type { TrainingDataSet } from "./find-data-sets.js";

/** A data set with the product opened on it as `eval` does. */
export interface OpenDataSet {
  /** Those whose gold the documents hold; questions within a conversation are left out. */
  readonly questions: readonly LocatedQuestion[];
  readonly store: Store;
  readonly retriever: Retriever;
  readonly models: Models;
}

/** How a data set is opened. */
export interface OpenOptions {
  /** Keeps its index for the next time; without, it is built anew and removed. */
  readonly indexes: string | undefined;
  /** What the product goes by. */
  readonly models: Models;
}

/** Runs work on a data set. */
export async function withDataSet<T>(
  dataSet: TrainingDataSet,
  { indexes, models }: OpenOptions,
  work: (open: OpenDataSet) => Promise<T>,
): Promise<T> {
  const indexDir = indexes === undefined ? {} : { INDEX_DIR: path.join(indexes, dataSet.name) };
  const environment = { DOCUMENTS_DIR: path.join(dataSet.folder, "documents"), ...indexDir };
  const config = loadConfig(environment, process.cwd());
  const use = indexes === undefined ? withTemporaryWorkspace : withWritableWorkspace;
  return use(config, console.error, (workspace) => answerOn(workspace, { dataSet, models }, work));
}

async function answerOn<T>(
  workspace: WritableWorkspace,
  { dataSet, models }: { readonly dataSet: TrainingDataSet; readonly models: Models },
  work: (open: OpenDataSet) => Promise<T>,
): Promise<T> {
  const { scheduler, store } = workspace;
  await scheduler.ingest({});
  await store.settle();
  const { retriever, close } = await openAnswering(workspace, console.error, { weights: models });
  try {
    const located = await locateGold(await readQuestions(dataSet.questions), await Texts.open(store));
    const questions = located.filter(
      ({ answerable, gold, earlier }) => answerable === gold.length > 0 && earlier === undefined,
    );
    return await work({ questions, store, retriever, models });
  } finally {
    await close();
  }
}
