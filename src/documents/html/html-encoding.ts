/** Browsers look for the declaration among these first bytes. */
const PRESCAN_BYTES = 1024;

/** The encoding that a page declares in its XML declaration or `meta` element, or undefined. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, PRESCAN_BYTES));
  const declaration =
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w:-]+)/u.exec(start) ??
    /<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w:-]+)/iu.exec(start);
  return declaration?.[1];
}
