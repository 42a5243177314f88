/**
 * The vector scaled to length 1.
 * @returns null if the vector has no direction: it is zero, or a component isn't finite
 */
export function unitLength(vector: Float32Array): Float32Array | null {
  let squares = 0;
  for (const component of vector) squares += component * component;
  const length = Math.sqrt(squares);
  if (length === 0 || !Number.isFinite(length)) return null;
  return vector.map((component) => component / length);
}
