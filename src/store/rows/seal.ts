import { crc32 } from "node:zlib";
import { damaged } from "../errors.js";

/** Room for the numbers of a row, by how many there are. */
const NUMBERS = [0, 1, 2, 3].map((length) => new Float64Array(length));

const WORD = Uint32Array.BYTES_PER_ELEMENT;

/**
 * Puts parts into one blob that shows when it was changed. Its layout: the number of parts, the length of each,
 * the parts, and a CRC-32 of it all, in uint32; every part starts at a multiple of four bytes, so that vectors
 * can be used where they lie.
 * @param row the numbers that the blob stands beside, such as its row's key: it is valid only there
 */
export function seal(row: readonly number[], parts: readonly ArrayBufferView[]): Uint8Array {
  const head = WORD * (1 + parts.length);
  const size = parts.reduce((sum, { byteLength }) => sum + padded(byteLength), head + WORD);
  const words = new Uint32Array(size / WORD);
  const bytes = new Uint8Array(words.buffer);
  words[0] = parts.length;
  let position = head;
  for (const [i, part] of parts.entries()) {
    words[i + 1] = part.byteLength;
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), position);
    position += padded(part.byteLength);
  }
  words[words.length - 1] = checksum(bytes.subarray(0, -WORD), row);
  return bytes;
}

/**
 * The parts behind `seal`'s blob; they share its memory.
 * @throws FootnoteError `index_damaged` if it isn't the blob that was sealed for this row
 */
export function unseal(blob: ArrayBuffer, row: readonly number[]): Uint8Array[] {
  const isWhole = blob.byteLength >= 2 * WORD && blob.byteLength % WORD === 0;
  const words = new Uint32Array(blob, 0, isWhole ? blob.byteLength / WORD : 0);
  if (
    !isWhole ||
    words[words.length - 1] !== checksum(new Uint8Array(blob, 0, blob.byteLength - WORD), row)
  ) {
    throw damaged("A part of the index's database was changed or is missing.");
  }
  const count = words[0] ?? 0;
  const parts: Uint8Array[] = [];
  let position = WORD * (1 + count);
  for (let i = 1; i <= count; i++) {
    const length = words[i] ?? 0;
    parts.push(new Uint8Array(blob, position, length));
    position += padded(length);
  }
  return parts;
}

/** A value as JSON, sealed. */
export function sealJson(row: readonly number[], value: unknown): Uint8Array {
  return seal(row, [Buffer.from(JSON.stringify(value))]);
}

/** The value behind `sealJson`'s blob; see `unseal`. */
export function unsealJson<T>(blob: ArrayBuffer, row: readonly number[]): T {
  const [json = new Uint8Array()] = unseal(blob, row);
  return JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString()) as T;
}

function checksum(bytes: Uint8Array, row: readonly number[]): number {
  // Hundreds of blobs are read for one question, and most rows have one number or two.
  const numbers = NUMBERS[row.length] ?? new Float64Array(row.length);
  for (let i = 0; i < row.length; i++) {
    numbers[i] = row[i] ?? 0;
  }
  return crc32(bytes, crc32(numbers));
}

function padded(length: number): number {
  return WORD * Math.ceil(length / WORD);
}

const UTF8 = 0;
const UTF16 = 1;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * A string as bytes: one that says how, then UTF-8, or UTF-16LE for a string that isn't well-formed Unicode.
 * Nothing of it is lost, not even NUL or a lone surrogate, which a SQLite text column would lose, so offsets
 * and quotes hold for whatever a loader extracted.
 */
export function encodeText(text: string): Uint8Array {
  return LONE_SURROGATE.test(text)
    ? Buffer.concat([Uint8Array.of(UTF16), Buffer.from(text, "utf16le")])
    : Buffer.concat([Uint8Array.of(UTF8), Buffer.from(text)]);
}

/** The string behind `encodeText`'s bytes. */
export function decodeText(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes.subarray(1);
  return Buffer.from(buffer, byteOffset, byteLength).toString(bytes[0] === UTF16 ? "utf16le" : "utf8");
}
