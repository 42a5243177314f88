import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ByteVector } from "../../core/byte-vector.js";

/** How many components are worked on at a time; rows are filled up to a multiple of it. */
const LANES = 16;

const PAGE_BYTES = 65_536;
const MAX_INT16 = 0x7fff;
const MAX_INT32 = 0x7fffffff;
const MAX_BYTE = 0x7f;

interface Exports {
  /** See dot-products.wat. */
  readonly dotProducts: (
    query: number,
    stride: number,
    count: number,
    vectors: number,
    products: number,
  ) => void;
}

const compiled = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("#dot-products"))));

/**
 * Byte vectors side by side in WebAssembly's memory, where the dot products of a vector with all of them take some
 * 50 ns each. Its layout: the vector that is asked for as int16, the products as int32, and the vectors.
 */
export class ByteMatrix {
  readonly dimension: number;
  /** How many vectors there is room for. */
  readonly size: number;
  readonly #stride: number;
  readonly #productsAt: number;
  readonly #vectorsAt: number;
  readonly #query: Int16Array;
  readonly #products: Int32Array;
  readonly #vectors: Int8Array;
  readonly #scales: Float32Array;
  readonly #exports: Exports;

  /** All of them zeros at first. @throws RangeError if there isn't so much memory */
  constructor(size: number, dimension: number) {
    this.size = size;
    this.dimension = dimension;
    this.#stride = filled(dimension);
    this.#productsAt = this.#stride * Int16Array.BYTES_PER_ELEMENT;
    this.#vectorsAt = filled(this.#productsAt + size * Int32Array.BYTES_PER_ELEMENT);
    const bytes = this.#vectorsAt + size * this.#stride;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    this.#query = new Int16Array(memory.buffer, 0, dimension);
    this.#products = new Int32Array(memory.buffer, this.#productsAt, size);
    this.#vectors = new Int8Array(memory.buffer, this.#vectorsAt);
    this.#scales = new Float32Array(size);
    const instance = new WebAssembly.Instance(compiled, { dense: { memory } });
    this.#exports = instance.exports as unknown as Exports;
  }

  set(row: number, { components, scale }: ByteVector): void {
    this.#scales[row] = scale;
    this.#vectors.set(components, row * this.#stride);
  }

  /** The vector of a row; it shares the memory. */
  at(row: number): ByteVector {
    const start = row * this.#stride;
    return {
      components: this.#vectors.subarray(start, start + this.dimension),
      scale: this.#scales[row] ?? 0,
    };
  }

  /**
   * Multiplies a vector with the rows from one on.
   * @param query finite
   * @returns the dot product with one of these rows, which is right until the next call
   */
  multiply(query: Float32Array, first = 0): (row: number) => number {
    let largest = 0;
    for (const component of query) largest = Math.max(largest, Math.abs(component));
    if (largest === 0) return () => 0;
    // As fine as it can be without a sum that int32 doesn't hold.
    const finest = Math.min(MAX_INT16, Math.floor(MAX_INT32 / (MAX_BYTE * this.dimension)));
    const factor = finest / largest;
    for (let i = 0; i < this.dimension; i++) this.#query[i] = Math.round((query[i] as number) * factor);
    this.#exports.dotProducts(
      0,
      this.#stride,
      this.size - first,
      this.#vectorsAt + first * this.#stride,
      this.#productsAt + first * Int32Array.BYTES_PER_ELEMENT,
    );
    const [products, scales] = [this.#products, this.#scales];
    return (row) => ((products[row] as number) * (scales[row] as number)) / factor;
  }
}

function filled(components: number): number {
  return LANES * Math.ceil(components / LANES);
}
