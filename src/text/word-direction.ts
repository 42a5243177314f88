/** Which way a word's meaning points, at a byte a component: many words are remembered. */
export interface WordDirection {
  readonly components: Int8Array;
  /** What the components are multiplied by. */
  readonly scale: number;
}

const LARGEST = 127;

/** @param direction of unit length, with a multiple of four components */
export function toWordDirection(direction: Float32Array): WordDirection {
  let largest = 0;
  for (const component of direction) largest = Math.max(largest, Math.abs(component));
  const scale = largest / LARGEST;
  const components = new Int8Array(direction.length);
  for (let i = 0; i < components.length; i++) components[i] = Math.round((direction[i] ?? 0) / scale);
  return { components, scale };
}

/**
 * The cosine of two directions, or what the first components give to it.
 * @param count of components, a multiple of four
 */
export function cosineOf(a: WordDirection, b: WordDirection, count = a.components.length): number {
  const [left, right] = [a.components, b.components];
  // Four sums, which a processor can work on side by side, and casts where a default would cost as much as the
  // arithmetic: this is where matching spends its time.
  let w = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  for (let i = 0; i < count; i += 4) {
    w += (left[i] as number) * (right[i] as number);
    x += (left[i + 1] as number) * (right[i + 1] as number);
    y += (left[i + 2] as number) * (right[i + 2] as number);
    z += (left[i + 3] as number) * (right[i + 3] as number);
  }
  return (w + x + y + z) * a.scale * b.scale;
}
