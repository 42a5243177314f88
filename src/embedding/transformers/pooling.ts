import type { Pooling } from "./model-families.js";

/**
 * One vector from the vectors of a text's tokens.
 * @param tokens row-major, `tokens.length / dimension` rows, none of them padding, at least one
 */
export function pool(tokens: Float32Array, dimension: number, pooling: Pooling): Float32Array {
  switch (pooling) {
    case "cls":
      return tokens.slice(0, dimension);
    case "last_token":
      return tokens.slice(-dimension);
    case "mean":
      return mean(tokens, dimension);
  }
}

function mean(tokens: Float32Array, dimension: number): Float32Array {
  const sums = new Float64Array(dimension);
  for (let row = 0; row < tokens.length; row += dimension) {
    for (let i = 0; i < dimension; i++) {
      sums[i] = (sums[i] ?? 0) + (tokens[row + i] ?? 0);
    }
  }
  const rows = tokens.length / dimension;
  return new Float32Array(sums.map((sum) => sum / rows));
}
