const PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * The address of a link in a model's text, if it is one that may be followed: absolute, and http, https or mailto.
 * @param written as Markdown has it, perhaps in angle brackets and with escapes
 */
export function allowedUrl(written: string): string | null {
  const address = written.replace(/^<(.*)>$/s, "$1").replace(/\\([!-/:-@[-`{-~])/g, "$1");
  if (!URL.canParse(address)) {
    return null;
  }
  const url = new URL(address);
  return PROTOCOLS.has(url.protocol) ? url.href : null;
}
