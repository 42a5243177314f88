import { modelFileError } from "./model-file-error.js";

/** The element types that are read, with their size in bytes. */
const ELEMENT_BYTES = { U8: 1, F16: 2 } as const;

/** One tensor of a safetensors file. */
export interface Tensor {
  readonly dtype: keyof typeof ELEMENT_BYTES;
  readonly shape: readonly number[];
  /** Row-major, little-endian; a view of the file's bytes. */
  readonly data: Uint8Array;
}

/** The header's length stands before it as a 64-bit number. */
const LENGTH_BYTES = 8;

/**
 * The tensors of a safetensors file by name: a header of JSON with element type, shape and place of each
 * tensor, then the data. Format: https://github.com/huggingface/safetensors#format
 * @param file the file's name, for error messages
 * @throws FootnoteError `embedding_model_unavailable` if the bytes don't hold what the header promises
 */
export function readSafetensors(bytes: Uint8Array, file: string): ReadonlyMap<string, Tensor> {
  if (bytes.byteLength < LENGTH_BYTES) {
    throw modelFileError(file, "it is too short to be a safetensors file");
  }
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (headerBytes > BigInt(bytes.byteLength - LENGTH_BYTES)) {
    throw modelFileError(file, "its header is cut off");
  }
  const dataStart = LENGTH_BYTES + Number(headerBytes);
  const data = bytes.subarray(dataStart);
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(parseHeader(bytes.subarray(LENGTH_BYTES, dataStart), file))) {
    if (name === "__metadata__") {
      continue;
    }
    const tensor = readTensor(entry, data);
    if (typeof tensor === "string") {
      throw modelFileError(file, `tensor ${name}: ${tensor}`);
    }
    tensors.set(name, tensor);
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array, file: string): object {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof header === "object" && header !== null && !Array.isArray(header)) {
      return header;
    }
  } catch (cause) {
    throw modelFileError(file, "its header isn't JSON", cause);
  }
  throw modelFileError(file, "its header isn't an object");
}

/** The tensor, or what is wrong with its entry. */
function readTensor(entry: unknown, data: Uint8Array): Tensor | string {
  if (typeof entry !== "object" || entry === null) {
    return "its entry isn't an object";
  }
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (dtype !== "U8" && dtype !== "F16") {
    return `element type ${String(dtype)} isn't supported`;
  }
  if (!isSizes(shape)) {
    return "its shape isn't a list of sizes";
  }
  if (!isSizes(offsets)) {
    return "its offsets aren't a list of positions";
  }
  const [begin, end] = offsets;
  if (offsets.length !== 2 || begin === undefined || end === undefined) {
    return "it needs two offsets";
  }
  if (begin > end || end > data.byteLength) {
    return "its data lies outside the file";
  }
  const expected = shape.reduce((product, size) => product * size, ELEMENT_BYTES[dtype]);
  if (end - begin !== expected) {
    return `it has ${end - begin} bytes where its shape needs ${expected}`;
  }
  return { dtype, shape, data: data.subarray(begin, end) };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

/**
 * Numbers of IEEE 754 binary16, little-endian, as safetensors stores them.
 * @param bytes two per number
 */
export function decodeFloat16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 2 }, (_, i) => toNumber(view.getUint16(2 * i, true)));
}

/** One sign bit, five bits of exponent with bias 15, ten bits of fraction. */
function toNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) {
    return sign * fraction * 2 ** -24;
  }
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
