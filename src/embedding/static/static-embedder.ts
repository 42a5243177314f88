import { throwIfAborted, untilAborted } from "../../core/abort.js";
import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
import { embedderClosed } from "../closed.js";
import { assertNotBlank, embedInOrder } from "../embed-in-order.js";
import { embedText } from "./embed-text.js";
import { EmbeddingThread } from "./embedding-thread.js";
import type { StaticModel } from "./static-model.js";

/** Starting a thread takes longer than embedding so many texts. */
const TEXTS_WITHOUT_THREAD = 500;

/**
 * An embedder over a static model: the normalised sum of a text's token vectors. Questions and passages use
 * the same vectors. Questions and the first passages are embedded where they are asked for, many passages in a
 * thread.
 *
 * @param dir the model's folder, from which a thread loads it
 */
export function createStaticEmbedder(model: StaticModel, dir: string): Embedder {
  let closed = false;
  let passages = 0;
  let thread: EmbeddingThread | undefined;
  const fingerprint: Fingerprint = {
    model: model.name,
    revision: model.revision,
    dimension: model.dimension,
    pooling: "mean",
    prefix: { query: "", passage: "" },
    quantisation: "int4",
  };
  return {
    fingerprint,
    languages: model.languages,
    async embed(texts, role, signal) {
      throwIfAborted(signal);
      if (closed) {
        throw embedderClosed();
      }
      if (role === "passage") {
        passages += texts.length;
      }
      if (role === "query" || passages <= TEXTS_WITHOUT_THREAD) {
        return embedInOrder(texts, (text) => embedText(model, text), signal);
      }
      assertNotBlank(texts);
      thread ??= new EmbeddingThread(dir, model.dimension);
      return untilAborted(thread.embed(texts), signal);
    },
    async close() {
      closed = true;
      await thread?.close();
    },
  };
}
