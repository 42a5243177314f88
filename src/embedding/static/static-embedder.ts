import { FootnoteError } from "../../core/errors.js";
import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
import { embedInOrder } from "../embed-in-order.js";
import { unitLength } from "../unit-length.js";
import type { StaticModel } from "./static-model.js";

/**
 * An embedder over a static model: the normalised sum of a text's token vectors. Questions and passages use
 * the same vectors.
 */
export function createStaticEmbedder(model: StaticModel): Embedder {
  let closed = false;
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
    async embed(texts, _role, signal) {
      return embedInOrder(
        texts,
        (text) => {
          if (closed) throw new FootnoteError("embedding_failed", "The embedder is closed.");
          const vector = unitLength(model.sum(text));
          if (vector === null) throw new FootnoteError("embedding_failed", "The text's vector is zero.");
          return vector;
        },
        signal,
      );
    },
    async close() {
      closed = true;
    },
  };
}
