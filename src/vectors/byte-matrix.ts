import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ByteVector } from "./vector.js";

/** How many components are worked on at a time; rows are filled up to a multiple of it. */
const LANES = 16;

/** How many rows are worked on at a time. */
const STREAMS = 4;

const PAGE_BYTES = 65_536;
const MAX_INT16 = 0x7fff;
const MAX_INT32 = 0x7fffffff;
const MAX_BYTE = 0x7f;

/** See multiply.wat. */
type Multiply = (
  query: number,
  unit: number,
  stride: number,
  quarter: number,
  rows: number,
  scales: number,
  products: number,
) => void;

const COMPILED = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve("#multiply"))));

/**
 * Byte vectors side by side in WebAssembly's memory, where the dot products of a vector with all of them take some
 * 50 ns each at 512 dimensions. Memory holds the vector that is asked for as int16, the products, the scales and
 * the rows.
 */
export class ByteMatrix {
  readonly dimension: number;
  /** How many vectors there is room for. */
  readonly size: number;
  readonly #stride: number;
  readonly #query: Int16Array;
  readonly #products: Float32Array;
  readonly #scales: Float32Array;
  readonly #rows: Int8Array;
  readonly #multiply: Multiply;

  /** All of them zeros at first. @throws RangeError beyond 4 GB, or if there isn't so much memory */
  constructor(size: number, dimension: number) {
    this.size = size;
    this.dimension = dimension;
    this.#stride = filled(dimension, LANES);
    // The last rows are multiplied together with some beyond them.
    const room = size + STREAMS - 1;
    const products = this.#stride * Int16Array.BYTES_PER_ELEMENT;
    const scales = products + room * Float32Array.BYTES_PER_ELEMENT;
    const rows = filled(scales + room * Float32Array.BYTES_PER_ELEMENT, LANES);
    const pages = Math.ceil((rows + room * this.#stride) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial: pages });
    this.#query = new Int16Array(memory.buffer, 0, dimension);
    this.#products = new Float32Array(memory.buffer, products, size);
    this.#scales = new Float32Array(memory.buffer, scales, size);
    this.#rows = new Int8Array(memory.buffer, rows);
    const { exports } = new WebAssembly.Instance(COMPILED, { vectors: { memory } });
    this.#multiply = exports["multiply"] as Multiply;
  }

  set(row: number, { components, scale }: ByteVector): void {
    this.#scales[row] = scale;
    this.#rows.set(components, row * this.#stride);
  }

  /** The vector of a row; it shares the memory. */
  at(row: number): ByteVector {
    const start = row * this.#stride;
    return {
      components: this.#rows.subarray(start, start + this.dimension),
      scale: this.#scales[row] ?? 0,
    };
  }

  /**
   * Multiplies a vector with the rows from one on.
   * @param query finite
   * @returns by row, its dot product with the vector; right until the next call, and only for these rows
   */
  multiply(query: Float32Array, first = 0): Float32Array {
    const skipped = first * Float32Array.BYTES_PER_ELEMENT;
    this.#multiply(
      0,
      this.#take(query),
      this.#stride,
      Math.ceil((this.size - first) / STREAMS),
      this.#rows.byteOffset + first * this.#stride,
      this.#scales.byteOffset + skipped,
      this.#products.byteOffset + skipped,
    );
    return this.#products;
  }

  /** Writes the vector that is asked for into memory. @returns what its components are multiplied by */
  #take(query: Float32Array): number {
    let largest = 0;
    for (const component of query) {
      largest = Math.max(largest, Math.abs(component));
    }
    // As fine as it can be without a sum that int32 doesn't hold.
    const finest = Math.min(MAX_INT16, Math.floor(MAX_INT32 / (MAX_BYTE * this.dimension)));
    const factor = largest === 0 ? 0 : finest / largest;
    for (let i = 0; i < query.length; i++) {
      this.#query[i] = Math.round((query[i] as number) * factor);
    }
    return factor === 0 ? 0 : 1 / factor;
  }
}

function filled(count: number, multiple: number): number {
  return multiple * Math.ceil(count / multiple);
}
