import { damaged } from "./errors.js";

/**
 * A string as UTF-16LE bytes. Nothing of it is lost, not even NUL or a lone surrogate, which a SQLite text
 * column would lose, so offsets and quotes hold for whatever a loader extracted.
 */
export function encodeText(text: string): Uint8Array {
  return Buffer.from(text, "utf16le");
}

/** The string behind `encodeText`'s bytes. */
export function decodeText(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString("utf16le");
}

/**
 * A value that was stored as JSON.
 * @throws FootnoteError `index_damaged` if it isn't JSON
 */
export function decodeJson<T>(json: string): T {
  try {
    return JSON.parse(json) as T;
  } catch (cause) {
    throw damaged("The index's database is damaged.", cause);
  }
}
