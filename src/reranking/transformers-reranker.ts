import { throwIfAborted, untilAborted } from "../core/abort.js";
import type { Reranker } from "../core/ports/reranker.js";
import type { Pair } from "../transformers/encoders.js";
import { type ModelOptions, type ModelTask, modelName, modelSettings } from "../transformers/model-source.js";
import { openModel } from "../transformers/open-model.js";

const TASK: ModelTask = {
  name: "reranking",
  worker: "#reranking-worker",
  variable: "RERANK_MODEL",
  choices:
    "Use the path of a folder with a cross-encoder, or a hub id such as Xenova/bge-reranker-base; empty is none.",
  offline: "leave RERANK_MODEL empty, or set it to the path of a folder that holds",
};

/**
 * A reranker that runs a cross-encoder in a worker thread, downloading it first where needed. The thread scores one
 * pair at a time. Calls run one after the other, since two at once would only delay each other; a call that is
 * aborted or fails lets the next one start at once.
 * @throws FootnoteError `invalid_configuration` for a value that names no model; `reranking_model_unavailable` if the
 * model can't be loaded
 */
export async function createTransformersReranker(options: ModelOptions): Promise<Reranker> {
  const settings = await modelSettings(TASK, options);
  const worker = await openModel<null, Pair, number>(TASK, settings);
  let previousTurn: Promise<unknown> = Promise.resolve();

  async function scoreInOrder(question: string, texts: readonly string[], signal?: AbortSignal) {
    const scores: number[] = [];
    for (const text of texts) {
      throwIfAborted(signal);
      scores.push(await worker.run({ question, text }, signal));
    }
    return scores;
  }

  return {
    model: modelName(settings.source),
    async score(question, texts, signal) {
      if ([question, ...texts].some(isBlank)) {
        throw new RangeError("A blank text has no relevance.");
      }
      const turn = previousTurn.then(() => scoreInOrder(question, texts, signal));
      previousTurn = turn.catch(() => undefined);
      return untilAborted(turn, signal);
    },
    close: () => worker.close(),
  };
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
