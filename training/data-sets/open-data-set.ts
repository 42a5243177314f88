import path from "node:path";
import { type AnsweringModels, createAnsweringModels } from "../../src/answering/answering-models.js";
import { withTemporaryWorkspace, withWritableWorkspace } from "../../src/app/use-workspace.js";
import { openAnswering, type WritableWorkspace } from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import type { Store } from "../../src/core/ports/store.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { type LocatedQuestion, locateGold } from "../../src/evaluation/gold.js";
import { Texts } from "../../src/evaluation/texts.js";
import { readOnce } from "../../src/answering/read-once.js";
import type { Weights } from "../../src/learned/weights-file.js";
import type { Retrieval, Retriever } from "../../src/retrieval/retriever.js";
import type { TrainingDataSet } from "./find-data-sets.js";

/** A data set with the product opened on it as `eval` does. */
export interface OpenDataSet {
  /** Those whose gold the documents hold; questions within a conversation are left out. */
  readonly questions: readonly LocatedQuestion[];
  readonly store: Pick<Store, "document">;
  readonly retriever: Retriever;
  readonly models: AnsweringModels;
}

/**
 * Runs work on a data set.
 * @param indexes keeps its index for the next time; without, it is built anew and removed
 * @param weights what retrieval and answering go by
 */
export async function withDataSet<T>(
  dataSet: TrainingDataSet,
  { indexes, weights }: { readonly indexes: string | undefined; readonly weights: Weights },
  work: (open: OpenDataSet) => Promise<T>,
): Promise<T> {
  const indexDir = indexes === undefined ? {} : { INDEX_DIR: path.join(indexes, dataSet.name) };
  const environment = { DOCUMENTS_DIR: path.join(dataSet.folder, "documents"), ...indexDir };
  const config = loadConfig(environment, process.cwd());
  const use = indexes === undefined ? withTemporaryWorkspace : withWritableWorkspace;
  return use(config, console.error, (workspace) => answerOn(workspace, dataSet, weights, work));
}

async function answerOn<T>(
  workspace: WritableWorkspace,
  dataSet: TrainingDataSet,
  weights: Weights,
  work: (open: OpenDataSet) => Promise<T>,
): Promise<T> {
  const { scheduler, store } = workspace;
  await scheduler.ingest({});
  await store.settle();
  const { retriever, close } = await openAnswering(workspace, console.error, { learned: weights });
  try {
    const located = await locateGold(await readQuestions(dataSet.questions), await Texts.open(store));
    const questions = located.filter(
      ({ answerable, gold, earlier }) => answerable === gold.length > 0 && earlier === undefined,
    );
    return await work({
      questions: sample(questions, dataSet.most),
      store: { ...readOnce(store) },
      retriever: retrieveOnce(retriever),
      models: createAnsweringModels(weights),
    });
  } finally {
    await close();
  }
}

/** Several tasks ask the same: each question is retrieved for once, as long as it is the last that was asked. */
function retrieveOnce(retriever: Retriever): Retriever {
  let last: { readonly key: string; readonly found: Promise<Retrieval> } | undefined;
  return {
    retrieve(request) {
      const key = JSON.stringify([request.question, request.limit]);
      if (last?.key !== key) {
        last = { key, found: retriever.retrieve(request) };
      }
      return last.found;
    },
  };
}

/** At most so many questions, evenly over all. */
function sample<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, index) => index % step === 0);
}
