/**
 * A lower bound of the bytes of a token: tokenizers differ, but a token is some four bytes of English, three of
 * German or Chinese.
 */
const BYTES_PER_TOKEN = 3;

/** An upper estimate of a text's tokens. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
