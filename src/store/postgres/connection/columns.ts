import type { CustomTypesConfig } from "pg";

/** Object ids of PostgreSQL's own types, which never change (src/include/catalog/pg_type.dat). */
const BOOL = 16;
const BYTEA = 17;
const INT8 = 20;
const INT2 = 21;
const INT4 = 23;

/** What a value of a row is. */
export type Column = ArrayBuffer | boolean | number | string | null;

const PARSERS: ReadonlyMap<number, (text: string) => Column> = new Map<number, (text: string) => Column>([
  [BOOL, (text) => text === "t"],
  [BYTEA, fromHex],
  [INT8, Number],
  [INT2, Number],
  [INT4, Number],
]);

/**
 * How values come from the server: `bytea` as an ArrayBuffer of its own, whole numbers up to 2⁵³ as numbers, everything
 * else as text. `pg` takes all of them as text, also where it was told to ask for bytes.
 */
export const COLUMN_TYPES: CustomTypesConfig = {
  getTypeParser: ((type: number) =>
    PARSERS.get(type) ?? ((text: string) => text)) as CustomTypesConfig["getTypeParser"],
};

/** A `bytea`, which the server writes as `\\x` and hexadecimal digits (bytea_output = hex). */
function fromHex(text: string): ArrayBuffer {
  // A buffer of its own, so that vectors can be used where they lie.
  const bytes = new ArrayBuffer((text.length - 2) / 2);
  Buffer.from(bytes).write(text.slice(2), "hex");
  return bytes;
}

/**
 * An array of `bytea` in the server's binary format (array_recv in src/backend/utils/adt/arrayfuncs.c): as text it would
 * take twice the bytes and the time to write them as hexadecimal digits.
 */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  return binaryArray(BYTEA, values);
}

/** @param type the object id of the elements' type */
export function binaryArray(type: number, values: readonly Uint8Array[]): Buffer {
  const head = 20;
  const array = Buffer.allocUnsafe(values.reduce((sum, { length }) => sum + 4 + length, head));
  array.writeInt32BE(values.length === 0 ? 0 : 1, 0); // dimensions
  array.writeInt32BE(0, 4); // no nulls
  array.writeInt32BE(type, 8);
  if (values.length === 0) {
    return array.subarray(0, 12);
  }
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16); // the first index
  let position = head;
  for (const value of values) {
    array.writeInt32BE(value.length, position);
    array.set(value, position + 4);
    position += 4 + value.length;
  }
  return array;
}

/** A vector in pgvector's binary format: its dimension, two bytes of nothing, and each component as float4. */
export function binaryVector(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(4 + 4 * vector.length);
  bytes.writeInt16BE(vector.length, 0);
  bytes.writeInt16BE(0, 2);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), 4);
  bytes.subarray(4).swap32();
  return bytes;
}
