import { Parser } from "htmlparser2";

/** An element that HTML in a value has: one that is closed, or a line break. */
const MARKUP =
  /<(?:br\s*\/?|\/(?:a|b|blockquote|div|em|h[1-6]|i|li|ol|p|pre|section|span|strong|sub|sup|table|td|u|ul))>/iu;

/** Elements that stand on lines of their own, and those whose content isn't shown. */
const BLOCKS = /^(?:blockquote|div|h[1-6]|ol|p|pre|section|table|ul)$/u;
const LINES = /^(?:br|li|tr)$/u;
const HIDDEN = /^(?:script|style|template)$/u;

/** What is nested deeper is no page. */
const MAX_DEPTH = 500;

/** A text without its markup, if it is HTML as content systems keep it; any other text as it is. */
export function withoutMarkup(text: string): string {
  if (!MARKUP.test(text)) {
    return text;
  }
  const parts: string[] = [];
  let hidden = 0;
  let depth = 0;
  const gap = (name: string) => {
    if (BLOCKS.test(name)) {
      parts.push("\n\n");
    } else if (LINES.test(name)) {
      parts.push("\n");
    } else if (name === "td" || name === "th") {
      parts.push(" ");
    }
  };
  const parser = new Parser({
    onopentag(name) {
      depth += 1;
      if (depth > MAX_DEPTH) {
        parser.pause();
      }
      hidden += Number(HIDDEN.test(name));
      gap(name);
    },
    ontext(data) {
      parts.push(hidden > 0 ? "" : data.replace(/\s+/gu, " "));
    },
    onclosetag(name) {
      depth -= 1;
      hidden -= Number(HIDDEN.test(name));
      gap(name);
    },
  });
  parser.end(text);
  if (depth > MAX_DEPTH) {
    return text;
  }
  return parts
    .join("")
    .replace(/ +/gu, " ")
    .replace(/ ?\n ?/gu, "\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
