import { createHash } from "node:crypto";

/** Hexadecimal digits that are kept: 64 bits tell the models of one installation apart. */
const DIGITS = 16;

/**
 * A short SHA-256 over the content of files, in the order given: what a fingerprint has for a revision.
 * @param files each file as its bytes, in one piece or many
 */
export async function contentHash(
  files: Iterable<Iterable<Uint8Array> | AsyncIterable<Uint8Array>>,
): Promise<string> {
  const whole = createHash("sha256");
  for (const file of files) {
    const part = createHash("sha256");
    for await (const bytes of file) {
      part.update(bytes);
    }
    whole.update(part.digest());
  }
  return whole.digest("hex").slice(0, DIGITS);
}
