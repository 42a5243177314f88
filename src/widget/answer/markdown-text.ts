import type { Span } from "../../core/document.js";

/** The names that models use; there are 2,231, and the others stand as they are written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u{A0}",
};

/** Where a span of a text has references such as `&amp;` or `&#8211;`. */
export function findCharacterReferences(text: string, { start, end }: Span): readonly Span[] {
  const matches = text.slice(start, end).matchAll(/&(?:\w{2,10}|#\d{1,7}|#x[\da-f]{1,6});/gi);
  return Array.from(matches, ({ index, 0: match }) => ({
    start: start + index,
    end: start + index + match.length,
  }));
}

/** The character that a reference stands for; the reference itself if its name isn't known. */
export function decodeCharacter(reference: string): string {
  const body = reference.slice(1, -1);
  if (!body.startsWith("#")) {
    return NAMED[body] ?? reference;
  }
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\u{FFFD}";
}

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
