/**
 * Byte-level tokenizers never make more tokens of a text than it has bytes in UTF-8, so that no text is too long
 * for a model of 8,191 tokens, which is what OpenAI's take. It is some 1,300 words.
 */
export const MAX_TEXT_BYTES = 8_000;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The text as providers take it: well-formed, without white space around it, and cut to a length between two
 * characters. A text that isn't blank doesn't get blank.
 */
export function prepareText(text: string): string {
  const bytes = new Uint8Array(MAX_TEXT_BYTES);
  // Puts U+FFFD in place of lone surrogates, and never cuts within a character.
  const { written } = ENCODER.encodeInto(text.trim(), bytes);
  return DECODER.decode(bytes.subarray(0, written));
}
