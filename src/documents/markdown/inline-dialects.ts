import { CODE } from "../../text/template-tags.js";
import { latexText } from "./latex-text.js";

/** How a Markdown text is read besides CommonMark and GFM. */
interface Dialect {
  /** MDX: expressions in braces are program text. */
  readonly mdx: boolean;
}

/** A component of JSX with its attributes: its name has a capital, which no element of HTML has. */
const VALUE = String.raw`"[^"]{0,1000}"|'[^']{0,1000}'|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}`;
const COMPONENT = String.raw`<\/?[A-Z][\w.]{0,60}(?:\s{1,200}(?:[\w:-]{1,60}(?:=(?:${VALUE}))?|\{\.\.\.[\w.]{1,60}\})){0,50}\s{0,200}\/?>`;

/** Part of a page of JSX without a name. */
const FRAGMENT = "<\\/?>";

const EXPRESSION = String.raw`[ \t]?(?<!\\)\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}`;

/** A link to a page of the wiki, or an embedded file; a small word alone on its line is a table of TOML. */
const WIKI_LINK = String.raw`(?!^\[\[[a-z][\w.-]*\]\]$)!?\[\[[^[\]\n]{1,300}\]\]`;

/** `{#id}`, `{.class}`, `{: .class}`: for the site's style sheet. */
const ATTRIBUTES = String.raw`[ \t]?\{(?::[ \t]?[^{}\n]{0,300}|[#.][\p{L}\w:-]{1,100}(?:[ \t]+[^{}\n]{0,300})?)\}`;

const EMOJI = String.raw`[ \t]?(?<![\w:]):[a-z][a-z0-9_+-]{1,40}:(?![\w:])`;

const COMMENT = String.raw`[ \t]?%%[^%]{0,5000}%%|[ \t]?\{#[^{}]{0,2000}#\}`;

const HIGHLIGHT = String.raw`==(?=\S)[^=\n]{1,500}(?<=\S)==`;

/** Stands for a star that marks no emphasis until Markdown is parsed; from Unicode's private use area. */
const STAR_IN_WORD = "\uE02A";

/** A text, after Markdown is parsed, with its stars. */
export function withStars(text: string): string {
  return text.replaceAll(STAR_IN_WORD, "*");
}

/** A star between letters stands for all genders (`Lehrer*innen`) and marks no emphasis. */
const STAR = String.raw`(?<=\p{L})\*(?=\p{L})`;

/** A formula: money has a space or a digit where a formula has none (Pandoc's rule). */
const FORMULA = String.raw`\$\$[^$]{1,5000}\$\$|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,500}(?<=[^\s\\$])\$(?![\w$])`;

const MARKUP = [FORMULA, COMMENT, WIKI_LINK, ATTRIBUTES, EMOJI, HIGHLIGHT, STAR, COMPONENT];

const PATTERNS = {
  markdown: pattern(MARKUP),
  mdx: pattern([...MARKUP, FRAGMENT, EXPRESSION]),
};

function pattern(parts: readonly string[]): RegExp {
  return new RegExp(`(?<code>${CODE})|${parts.join("|")}`, "gmu");
}

/**
 * A text without the marks that site generators and note programs add to Markdown, with what they say in words in their
 * place; code stays as it is.
 */
export function withoutInlineDialects(source: string, { mdx }: Dialect): string {
  return source.replace(mdx ? PATTERNS.mdx : PATTERNS.markdown, (match, ...rest) => {
    const { code } = rest.at(-1) as { readonly code?: string };
    if (code !== undefined) {
      return code;
    }
    const text = said(match);
    return /^[ \t]/u.test(match) && text !== "" ? ` ${text}` : text;
  });
}

function said(match: string): string {
  switch (match.trimStart().charAt(0)) {
    case "$":
      return latexText(match.replaceAll("$", "")).replace(/[*_<[\]`|]/gu, String.raw`\$&`);
    case "<":
      return componentText(match);
    case "!":
    case "[":
      return wikiText(match);
    case ":":
      return EMOJI_WITH_MEANING.get(match.trim()) ?? "";
    case "=":
      return match.slice(2, -2);
    case "*":
      return STAR_IN_WORD;
    case "{":
      return literal(match);
    default:
      return "";
  }
}

/** What a component shows of its attributes, on a line of its own. */
function componentText(tag: string): string {
  const [, double, single] =
    /\s(?:title|label|summary|caption|heading)=(?:"([^"]*)"|'([^']*)')/u.exec(tag) ?? [];
  const text = (double ?? single ?? "").trim();
  return text === "" ? "\n" : `\n\n**${text}**\n\n`;
}

/** `[[Page|text]]` says its text, `[[Page#Part]]` both, and a picture nothing. */
function wikiText(link: string): string {
  const inner = link.replace(/^!?\[\[|\]\]$/gu, "");
  const [page = "", text] = inner.split("|");
  if (link.startsWith("!") && /\.(?:png|jpe?g|gif|svg|webp|pdf|mp4|mp3)$/iu.test(page)) {
    return "";
  }
  return text ?? page.replace("#", " ").trim();
}

/** Emoji that answer a question, mostly in tables. */
const EMOJI_WITH_MEANING = new Map([
  [":white_check_mark:", "✅"],
  [":heavy_check_mark:", "✔"],
  [":ballot_box_with_check:", "☑"],
  [":x:", "❌"],
  [":negative_squared_cross_mark:", "❎"],
  [":no_entry:", "⛔"],
  [":warning:", "⚠"],
]);

/** The text of an expression that is a string; attributes, comments and other expressions say nothing. */
function literal(expression: string): string {
  return (
    /^\s?\{\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*\}$/u
      .exec(expression)
      ?.slice(1)
      .find((text) => text !== undefined) ?? ""
  );
}
