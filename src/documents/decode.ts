import { FootnoteError } from "../core/errors.js";

/**
 * Decodes a text file. UTF-8 and, with a byte order mark, UTF-16; the mark is not part of the text.
 *
 * @throws FootnoteError `unreadable_document` if the bytes are binary or in another encoding
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  const encoding = byteOrderMark(bytes) ?? "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FootnoteError("unreadable_document", `${path} isn't ${encoding} text; save it as UTF-8`, {
      cause,
    });
  }
  if (text.includes("\0")) {
    throw new FootnoteError("unreadable_document", `${path} holds binary data, not text`);
  }
  return text;
}

function byteOrderMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}
