/** A kind of leftover of markup in a document's text, and what a reader sees in its place. */
export interface MarkupRule {
  /** Global. */
  readonly pattern: RegExp;
  readonly shows: (match: RegExpMatchArray) => string;
}

const NOTHING = () => "";
const FIRST_GROUP = ([, text = ""]: RegExpMatchArray) => text;

/** The value of such an attribute is what a shortcode or a tag shows. */
const SHOWN_ATTRIBUTE = /\b(?:text|title|label|caption|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')/u;

/** One quoted argument that is no path, as in `{% channel "people" %}`. */
const NAMED = /^\s*-?\s*[\w-]+\s+["']([^"'/.]+)["']\s*-?\s*$/u;

function shownByTag([, content = ""]: RegExpMatchArray): string {
  const attribute = SHOWN_ATTRIBUTE.exec(content);
  return attribute?.[1] ?? attribute?.[2] ?? NAMED.exec(content)?.[1] ?? "";
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

// Hugo's shortcodes, which it reads in code as well. One with its content between /* and */ is shown to the reader.
const SHORTCODES: readonly MarkupRule[] = [
  { pattern: /\{\{<(?!\/\*)([^{}]*)>\}\}/gu, shows: shownByTag },
  { pattern: /\{\{%(?!\/\*)([^{}]*)%\}\}/gu, shows: shownByTag },
  {
    pattern: /\{\{([<%])\/\*([^{}]*)\*\/([>%])\}\}/gu,
    shows: ([, open = "", content = "", close = ""]) => `{{${open}${content}${close}}}`,
  },
];

/** Characters that take no room. */
const INVISIBLE: MarkupRule = { pattern: /[\u00AD\u200B\u2060\uFEFF\u{F8FF}]/gu, shows: NOTHING };

/**
 * Leftovers of markup in text that isn't code, in the order in which they are taken away. Loaders read Markdown and
 * HTML; what they leave is what site generators (Hugo, Jekyll, Eleventy, Docusaurus) put into Markdown. A tag in angle
 * brackets that a loader left was quoted by the author and stays, unless it is JSX or encloses text.
 */
export const MARKUP: readonly MarkupRule[] = [
  INVISIBLE,
  ...SHORTCODES,
  // [text](target "title") and ![alt](target), whose target may be a tag that holds spaces
  {
    pattern: /!?\[([^[\]\n]*)\]\((?:\{[{%][^{}\n]*[}%]\}|\([^()\s]*\)|[^()\s{}])*(?:\s+"[^"\n]*")?\s*\)/gu,
    shows: FIRST_GROUP,
  },
  { pattern: /(?<=^|\s)\[([^[\]\n]+)\]\[[^[\]\n]*\]/gmu, shows: FIRST_GROUP },
  { pattern: /\]\(\s*\)/gu, shows: NOTHING },
  // Liquid, Nunjucks, Jinja, Twig: tags, comments, and values of the site
  { pattern: /\{%([^{}]*)%\}/gu, shows: shownByTag },
  { pattern: /\{#(?=\s)[^{}]*#\}/gu, shows: NOTHING },
  {
    pattern: /\{\{-?\s*(?:(?:site|page|config|include|book|layout)\.[^{}]*|[^{}$]*\|[^{}]*)\}\}/gu,
    shows: NOTHING,
  },
  // Attributes of headings and links: {#id}, {: .class}
  { pattern: /[^\S\n]*\{(?:#[\w:.-]+|:[^{}\n]*)\}/gu, shows: NOTHING },
  // MDX
  { pattern: /\{\/\*[^{}]*\*\/\}/gu, shows: NOTHING },
  { pattern: /\{\s*(?:" *"|' *'|` *`)\s*\}/gu, shows: () => " " },
  { pattern: /^import\s[^\n]{1,200}\sfrom\s+["'][^"'\n]+["'];?[^\S\n]*$/gmu, shows: NOTHING },
  { pattern: /<[A-Z][\w.]*\s[^<>]*=\{[^<>]*\/?>|<\/[A-Z][\w.]*>/gu, shows: NOTHING },
  // HTML
  { pattern: /<!--[^>]*-->/gu, shows: NOTHING },
  { pattern: /<([a-z][a-z0-9]*)(?:\s[^<>]*)?>([^<>]*)<\/\1>/gu, shows: ([, , text = ""]) => text },
  { pattern: /<br\s*\/?>/gu, shows: () => " " },
  {
    pattern: /&(amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip);/gu,
    shows: ([, name = ""]) => ENTITIES[name] ?? "",
  },
  // Admonitions: [!NOTE] of GitHub, :::tip of Docusaurus
  { pattern: /\[!\w+\][+-]?[^\S\n]*/gu, shows: NOTHING },
  { pattern: /^:{3,}[^\S\n]*\w*[^\S\n]*/gmu, shows: NOTHING },
  // References to footnotes; in an answer, [12] would look like one of its own
  { pattern: /[^\S\n]*\[\^[\w-]+\]:?/gu, shows: NOTHING },
  { pattern: /\s*\[\d{1,4}\]/gu, shows: NOTHING },
  { pattern: /\*\*(?=\S)([^*\n]+)(?<=\S)\*\*/gu, shows: FIRST_GROUP },
];

/** What is no part of code either. */
export const MARKUP_IN_CODE: readonly MarkupRule[] = [
  INVISIBLE,
  ...SHORTCODES,
  { pattern: /(?<=^|\s)\[\d{1,4}\]/gu, shows: NOTHING },
];
