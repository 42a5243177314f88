/** A function of many variables: writes its gradient into `gradient` and returns its value. */
export type Differentiable = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  readonly iterations: number;
  /** Ends when no component of the gradient is larger. */
  readonly tolerance: number;
}

/** A step and the change of the gradient along it. */
interface Correction {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/** How many corrections are remembered. */
const MEMORY = 10;

/** Sufficient decrease (Armijo), and the most halvings of a step. */
const DECREASE = 1e-4;
const HALVINGS = 40;

/**
 * Minimises by L-BFGS (Nocedal 1980) with backtracking.
 * @param start isn't changed
 */
export function minimise(
  differentiable: Differentiable,
  start: Float64Array,
  { iterations, tolerance }: MinimiseOptions,
): Float64Array {
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(point.length);
  let value = differentiable(point, gradient);
  const corrections: Correction[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (gradient.every((component) => Math.abs(component) <= tolerance)) {
      break;
    }
    const direction = descent(gradient, corrections);
    const slope = dot(direction, gradient);
    const nextGradient = new Float64Array(point.length);
    let length = corrections.length === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let next = along(point, direction, length);
    let nextValue = differentiable(next, nextGradient);
    for (let halving = 0; !(nextValue <= value + DECREASE * length * slope); halving++) {
      if (halving === HALVINGS) {
        return point;
      }
      length /= 2;
      next = along(point, direction, length);
      nextValue = differentiable(next, nextGradient);
    }
    remember(corrections, minus(next, point), minus(nextGradient, gradient));
    point = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return point;
}

/** The two-loop recursion: minus the inverse Hessian, as far as it is known, times the gradient. */
function descent(gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const direction = gradient.map((component) => -component);
  const factors: number[] = [];
  for (const { step, change, curvature } of corrections.toReversed()) {
    const factor = dot(step, direction) / curvature;
    factors.unshift(factor);
    add(direction, change, -factor);
  }
  const last = corrections.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.change, last.change);
    for (const [index, component] of direction.entries()) {
      direction[index] = component * scale;
    }
  }
  for (const [index, { step, change, curvature }] of corrections.entries()) {
    add(direction, step, (factors[index] ?? 0) - dot(change, direction) / curvature);
  }
  return direction;
}

function remember(corrections: Correction[], step: Float64Array, change: Float64Array): void {
  const curvature = dot(step, change);
  // Without a curvature above 0 the estimate would stop being one of a minimum.
  if (curvature > 1e-12) {
    corrections.push({ step, change, curvature });
    if (corrections.length > MEMORY) {
      corrections.shift();
    }
  }
}

function along(point: Float64Array, direction: Float64Array, length: number): Float64Array {
  return point.map((component, index) => component + length * (direction[index] ?? 0));
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((component, index) => component - (b[index] ?? 0));
}

function add(to: Float64Array, what: Float64Array, factor: number): void {
  for (const [index, component] of what.entries()) {
    to[index] = (to[index] ?? 0) + factor * component;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, component, index) => sum + component * (b[index] ?? 0), 0);
}
