import { FootnoteError } from "../../core/errors.js";
import { decodeWindows1252, guessLegacyEncoding } from "./legacy-encodings.js";

/** More control characters than this share of a text are a sign of binary data. */
const MAX_CONTROL_SHARE = 0.02;

/** The share of two-byte units with an empty upper byte that tells UTF-16 without a byte order mark. */
const UTF16_SHARE = 0.7;

/** How many bytes from the start are examined to guess an encoding. */
const SAMPLE_BYTES = 65_536;

/**
 * Decodes a text file: by its byte order mark, which is not part of the text; as UTF-16 without a mark, if it
 * is mostly Latin letters; as UTF-8; as the encoding it declares; as another old encoding that is recognised
 * for certain; else as Windows-1252, which holds ISO-8859-1. A few broken characters don't make UTF-8 another
 * encoding; they become U+FFFD.
 *
 * @param declared the encoding that the content itself states, if any
 * @throws FootnoteError `unreadable_document` if the bytes aren't text
 */
export function decodeText(bytes: Uint8Array, path: string, declared?: string): string {
  const utf16 = utf16Encoding(bytes);
  const text = utf16 === undefined ? decodeBytes(bytes, declared) : decodeUtf16(bytes, utf16, path);
  if (isBinary(text)) {
    throw new FootnoteError(
      "unreadable_document",
      `${path} holds binary data, not text; if it is text in a rare encoding, save it as UTF-8`,
    );
  }
  return text;
}

/** Whether a text in UTF-8 or UTF-16 starts with the mark that `decodeText` leaves out. */
export function hasByteOrderMark([first, second, third]: Uint8Array): boolean {
  const isUtf8 = first === 0xef && second === 0xbb && third === 0xbf;
  return isUtf8 || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The kind of UTF-16 by the byte order mark or by the empty bytes of Latin letters, or undefined. */
function utf16Encoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return "utf-16le";
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return "utf-16be";
  }
  const units = Math.min(bytes.length, SAMPLE_BYTES) >>> 1;
  if (units === 0 || bytes.length % 2 === 1) {
    return undefined;
  }
  let [even, odd] = [0, 0];
  for (let i = 0; i < units; i++) {
    if (bytes[2 * i] === 0) {
      even++;
    }
    if (bytes[2 * i + 1] === 0) {
      odd++;
    }
  }
  if (even === 0 && odd >= units * UTF16_SHARE) {
    return "utf-16le";
  }
  if (odd === 0 && even >= units * UTF16_SHARE) {
    return "utf-16be";
  }
  return undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: string, path: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FootnoteError("unreadable_document", `${path} isn't ${encoding} text; save it as UTF-8`, {
      cause,
    });
  }
}

function decodeBytes(bytes: Uint8Array, declared: string | undefined): string {
  const utf8 = decodeStrictly(bytes, "utf-8") ?? decodeDamagedUtf8(bytes);
  if (utf8 !== undefined) {
    return utf8;
  }
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  for (const encoding of [declared, guessLegacyEncoding(sample)]) {
    const text = encoding === undefined ? undefined : decodeStrictly(bytes, encoding);
    if (text !== undefined) {
      return text;
    }
  }
  return decodeWindows1252(bytes);
}

/** The text, or undefined if the bytes aren't of the encoding or there is no such encoding. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    return decoder.encoding === "windows-1252" ? decodeWindows1252(bytes) : decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 in which more characters beyond ASCII are whole than broken; no text in another encoding is like that. */
function decodeDamagedUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder("utf-8").decode(bytes);
  let [whole, broken] = [0, 0];
  for (const [run] of text.matchAll(/[\u0080-\uFFFF]/gu)) {
    if (run === "\uFFFD") {
      broken++;
    } else {
      whole++;
    }
  }
  return whole > broken ? text : undefined;
}

/** Whether text holds a NUL or many control characters besides white space, what terminals take, and DOS's end mark. */
function isBinary(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) {
      return true;
    }
    if (isControl(code)) {
      controls++;
    }
  }
  return controls > text.length * MAX_CONTROL_SHARE;
}

function isControl(code: number): boolean {
  if (code >= 0x7f && code < 0xa0) {
    return code !== 0x85;
  }
  return code < 0x20 && !(code >= 0x07 && code <= 0x0d) && code !== 0x1a && code !== 0x1b;
}
