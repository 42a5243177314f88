import { RequestFailure } from "../../providers/request-failure.js";
import { unitLength } from "../../vectors/vector.js";

/** What was expected of an answer. */
export interface Expected {
  readonly count: number;
  /** Undefined as long as it isn't known. */
  readonly dimension: number | undefined;
}

/**
 * The vectors of an answer, scaled to length 1.
 * @param answer an array of number arrays, or of little-endian 32-bit floats in base64
 * @throws RequestFailure if a vector is missing, too many, of another dimension, zero or not finite
 */
export function readVectors(answer: unknown, { count, dimension }: Expected): Float32Array[] {
  if (!Array.isArray(answer)) {
    throw malformed("holds no embeddings");
  }
  if (answer.length !== count) {
    throw malformed(`holds ${answer.length} embeddings in place of ${count}`);
  }
  return answer.map((item: unknown) => {
    const vector = unitLength(decode(item));
    if (vector === null) {
      throw malformed("holds an embedding that is zero or not finite");
    }
    if (vector.length === (dimension ?? vector.length)) {
      return vector;
    }
    throw malformed(`holds an embedding of ${vector.length} dimensions in place of ${dimension}`);
  });
}

function decode(item: unknown): Float32Array {
  if (typeof item === "string") {
    return decodeBase64(item);
  }
  if (!Array.isArray(item)) {
    throw malformed("holds no embeddings");
  }
  // What isn't a number becomes NaN, also null, which `Number` would take for 0.
  return Float32Array.from(item, (component: unknown) =>
    typeof component === "number" ? component : Number.NaN,
  );
}

function decodeBase64(item: string): Float32Array {
  const bytes = Buffer.from(item, "base64");
  const { BYTES_PER_ELEMENT } = Float32Array;
  if (bytes.length % BYTES_PER_ELEMENT !== 0) {
    throw malformed("holds a broken embedding");
  }
  return Float32Array.from({ length: bytes.length / BYTES_PER_ELEMENT }, (_, i) =>
    bytes.readFloatLE(i * BYTES_PER_ELEMENT),
  );
}

function malformed(what: string): RequestFailure {
  return new RequestFailure({ kind: "malformed", what });
}
