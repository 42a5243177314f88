/**
 * What isn't read: HTML and images, which could load or run something; definitions of links, which would swallow a
 * line; code by indentation and headings by underlining alone, which a model doesn't mean; and character references,
 * which micromark decodes with `innerHTML`, which pages with Trusted Types forbid.
 */
export const DISABLED_CONSTRUCTS: string[] = [
  "characterReference",
  "codeIndented",
  "definition",
  "htmlFlow",
  "htmlText",
  "labelStartImage",
  "setextUnderline",
];
