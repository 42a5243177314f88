import { FootnoteError } from "../../core/errors.js";
import { unitLength } from "../../vectors/unit-length.js";
import type { StaticModel } from "./static-model.js";

/**
 * The normalised sum of a text's token vectors.
 * @throws FootnoteError `embedding_failed` if the sum is zero
 */
export function embedText(model: StaticModel, text: string): Float32Array {
  const vector = unitLength(model.sum(text));
  if (vector === null) {
    throw new FootnoteError("embedding_failed", "The text's vector is zero.");
  }
  return vector;
}
