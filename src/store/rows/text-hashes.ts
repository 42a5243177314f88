const HASH_BYTES = 16;

/** The hashes of what was embedded, one after the other. */
export function encodeHashes(spans: readonly { readonly textHash: string }[]): Uint8Array {
  const bytes = new Uint8Array(HASH_BYTES * spans.length);
  for (const [i, { textHash }] of spans.entries()) {
    bytes.set(Buffer.from(textHash, "hex").subarray(0, HASH_BYTES), HASH_BYTES * i);
  }
  return bytes;
}

/** The hashes behind `encodeHashes`'s bytes, hexadecimal. @param bytes none in a row that an older Footnote wrote */
export function decodeHashes(bytes: Uint8Array | undefined): string[] {
  const { length = 0 } = bytes ?? {};
  return Array.from({ length: length / HASH_BYTES }, (_, i) =>
    Buffer.from(bytes?.subarray(HASH_BYTES * i, HASH_BYTES * (i + 1)) ?? []).toString("hex"),
  );
}
