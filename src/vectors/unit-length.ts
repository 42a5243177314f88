/**
 * The vector scaled to length 1.
 * @param whole its length, where that is known
 * @returns null if the vector has no direction: it is zero, or a component isn't finite
 */
export function unitLength(vector: Float32Array, whole = length(vector)): Float32Array | null {
  if (whole === 0 || !Number.isFinite(whole)) {
    return null;
  }
  const scaled = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) {
    scaled[i] = (vector[i] ?? 0) / whole;
  }
  return scaled;
}

/** The Euclidean length of a vector. */
export function length(vector: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) {
    squares += (vector[i] ?? 0) ** 2;
  }
  return Math.sqrt(squares);
}
