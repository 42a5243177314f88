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
