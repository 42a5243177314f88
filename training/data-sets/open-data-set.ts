import path from "node:path";
import type { Answerer } from "../../src/answering/answerer.js";
import { withTemporaryWorkspace, withWritableWorkspace } from "../../src/app/use-workspace.js";
import { openAnswering, type WritableWorkspace } from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import type { Store } from "../../src/core/ports/store.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { type LocatedQuestion, locateGold } from "../../src/evaluation/gold.js";
import { Texts } from "../../src/evaluation/texts.js";
import type { Retriever } from "../../src/retrieval/retriever.js";
import type { TrainingDataSet } from "./find-data-sets.js";

/** A data set with the product opened on it as `eval` does. */
export interface OpenDataSet {
  /** Those whose gold the documents hold; questions within a conversation are left out. */
  readonly questions: readonly LocatedQuestion[];
  readonly store: Store;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
}

/**
 * Runs work on a data set.
 * @param indexes keeps its index for the next time; without, it is built anew and removed
 */
export async function withDataSet<T>(
  dataSet: TrainingDataSet,
  indexes: string | undefined,
  work: (open: OpenDataSet) => Promise<T>,
): Promise<T> {
  const indexDir = indexes === undefined ? {} : { INDEX_DIR: path.join(indexes, dataSet.name) };
  const environment = { DOCUMENTS_DIR: path.join(dataSet.folder, "documents"), ...indexDir };
  const config = loadConfig(environment, process.cwd());
  const use = indexes === undefined ? withTemporaryWorkspace : withWritableWorkspace;
  return use(config, console.error, (workspace) => answerOn(workspace, dataSet, work));
}

async function answerOn<T>(
  workspace: WritableWorkspace,
  dataSet: TrainingDataSet,
  work: (open: OpenDataSet) => Promise<T>,
): Promise<T> {
  const { scheduler, store } = workspace;
  await scheduler.ingest({});
  await store.settle();
  const { retriever, answerer, close } = await openAnswering(workspace, console.error);
  try {
    const located = await locateGold(await readQuestions(dataSet.questions), await Texts.open(store));
    const questions = located.filter(
      ({ answerable, gold, earlier }) => answerable === gold.length > 0 && earlier === undefined,
    );
    return await work({ questions, store, retriever, answerer });
  } finally {
    await close();
  }
}
