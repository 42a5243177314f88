import { oneLine } from "../cell-text.js";
import { superscript } from "../text-builder.js";

/** The longest inline markup, in characters; it bounds the search for its end. */
const MAX = "{0,1000}?";

/** What stands in front of inline markup: neither a letter nor the same sign. */
const START = "(?<![\\p{L}\\p{N}*`:])";

/** A part of a name; two parts have a single sign between them. */
const WORD = "[\\p{L}\\p{N}]{1,100}";

/** All inline markup (docutils, "reStructuredText Markup Specification", section "Inline Markup"). */
const MARKUP = new RegExp(
  [
    "\\\\(?<escaped>[^])",
    `\`\`(?<literal>[^]${MAX}[^\\s])\`\`(?!\`)`,
    `:(?<role>[\\w:+.-]{1,60}):\`(?<roled>[^\`]{1,1000})\``,
    `${START}_?\`(?<interpreted>[^\`]{1,1000})\`(?::(?<suffix>[\\w:-]{1,60}):|__?)?`,
    "\\[(?<note>\\d{1,4}|[#*][\\w.-]{0,60}|[\\p{L}][\\w.-]{0,60})\\]_(?![\\w])",
    `${START}\\|(?<substitution>[^|\\s](?:[^|\\n]{0,200}[^|\\s])?)\\|(?:__?(?!\\w))?`,
    `${START}\\*\\*(?<strong>[^\\s](?:[^]${MAX}[^\\s])?)\\*\\*(?![*\\p{L}\\p{N}])`,
    `${START}\\*(?<emphasis>[^\\s*](?:[^*]${MAX}[^\\s*])?)\\*(?![*\\p{L}\\p{N}])`,
    `(?<![\\w\\\\])(?<reference>${WORD}(?:[-._+:]${WORD}){0,20})__?(?=$|[\\s'")\\]}>\\-/\\\\:.,;!?])`,
  ].join("|"),
  "gu",
);

/** A text with its target: `the guide <guide.html>`. */
const WITH_TARGET = /^([\s\S]*?\S)\s*<[^<>]*>$/u;

/** What names in the document stand for. */
export interface RstNames {
  /** Of those between bars. */
  readonly substitutions: ReadonlyMap<string, string>;
  /** The titles of sections by the labels above them, which Sphinx shows for references to those. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A label as references find it: in any case, with any white space. */
export function normalLabel(label: string): string {
  return oneLine(label.replace(/`/gu, "")).toLowerCase();
}

/** The text of a paragraph or title without its markup, on one line. */
export function inlineText(source: string, names: RstNames): string {
  return oneLine(withoutMarkup(source, names));
}

/** The same with the lines of the source. */
export function withoutMarkup(source: string, names: RstNames): string {
  return source.replace(MARKUP, (...match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.at(-1);
    return shown(groups, names);
  });
}

function shown(groups: Readonly<Record<string, string | undefined>>, names: RstNames): string {
  const { escaped, literal, role, roled, interpreted, suffix, note, substitution } = groups;
  if (escaped !== undefined) {
    return /\s/u.test(escaped) ? "" : escaped;
  }
  if (literal !== undefined) {
    return literal;
  }
  if (roled !== undefined) {
    return roleText(role ?? "", roled, names);
  }
  if (interpreted !== undefined) {
    return suffix === undefined
      ? unescaped(withoutTarget(interpreted))
      : roleText(suffix, interpreted, names);
  }
  if (note !== undefined) {
    // Numbers lead to footnotes, names to a list of literature.
    return /^\p{L}/u.test(note) ? `[${note}]` : "";
  }
  if (substitution !== undefined) {
    return names.substitutions.get(substitution) ?? substitution;
  }
  return unescaped(groups["strong"] ?? groups["emphasis"] ?? groups["reference"] ?? "");
}

function roleText(role: string, source: string, { titles }: RstNames): string {
  const text = unescaped(withoutTarget(source));
  if (role === "ref" || role === "std:ref") {
    return titles.get(normalLabel(text)) ?? text;
  }
  if (role === "sup" || role === "superscript") {
    return superscript(text);
  }
  // Sphinx: `!` makes no link, and of `~package.module.Name` only the last part is shown.
  const plain = text.replace(/^!/u, "");
  return plain.startsWith("~") ? plain.slice(plain.lastIndexOf(".") + 1).replace(/^~/u, "") : plain;
}

function withoutTarget(text: string): string {
  return WITH_TARGET.exec(text)?.[1] ?? text;
}

function unescaped(text: string): string {
  return text.replace(/\\(\s|\S)/gu, (_, escaped: string) => (/\s/u.test(escaped) ? "" : escaped));
}
