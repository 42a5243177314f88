import { superscript } from "../text-builder.js";

/** What stands in front of emphasis and behind it (Org Syntax, section "Text Markup"). */
const BEFORE = "(?<=^|[\\s\\-(\\['\"{])";
const AFTER = "(?=$|[\\s\\-.,;:!?)\\]'\"}[\\\\])";

/** The longest emphasis, in characters; it bounds the search for its end. */
const EMPHASIS = `${BEFORE}(?<sign>[*/_+=~])(?<emphasised>\\S(?:.{0,500}?\\S)??)\\k<sign>${AFTER}`;

const TIME = "\\d{4}-\\d\\d-\\d\\d[^<>\\[\\]\\n]{0,60}";

/** All markup within a line (Org Syntax, section "Objects"). */
const MARKUP = new RegExp(
  [
    "\\[\\[(?<target>[^\\[\\]]{1,2000})\\](?:\\[(?<description>[^\\]]{1,2000})\\])?\\]",
    "\\[fn:[\\w-]{0,60}:(?<note>[^\\[\\]]{1,2000})\\]",
    "\\[fn:[\\w-]{1,60}\\]",
    `[<\\[](?<from>${TIME})[>\\]](?:--[<\\[](?<to>${TIME})[>\\]])?`,
    "<<<?(?<radio>[^<>\\n]{1,200})>>>?",
    "@@\\w{1,20}:.{0,2000}?@@",
    "\\{\\{\\{[^{}]{1,500}\\}\\}\\}",
    "(?<shift>[\\^_])\\{(?<shifted>[^{}]{0,200})\\}",
    EMPHASIS,
  ].join("|"),
  "gu",
);

const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|tiff?|webp)$/iu;

/** So deep is emphasis within emphasis looked for. */
const MAX_DEPTH = 4;

/** What a line shows, and how many pictures without a description it has. */
export interface InlineOrg {
  readonly text: string;
  readonly pictures: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** The text of a line without its markup. */
export function inlineOrg(source: string, depth = 0): InlineOrg {
  let pictures = 0;
  const text = source.replace(MARKUP, (...match) => {
    const groups: Groups = match.at(-1);
    pictures += groups["description"] === undefined && PICTURE.test(groups["target"] ?? "") ? 1 : 0;
    return objectText(match[0], groups) ?? emphasisText(groups, depth);
  });
  return { text: text.replace(/ +/gu, " ").trim(), pictures };
}

/** What a link, a note, a time or the like shows, or undefined for emphasis and what shows nothing. */
function objectText(whole: string, groups: Groups): string | undefined {
  const { target, description, note, from, to, radio, shift, shifted } = groups;
  if (target !== undefined) {
    return linkText(target, description);
  }
  if (note !== undefined) {
    return ` (${note.trim()})`;
  }
  if (from !== undefined) {
    return to === undefined ? from : `${from} – ${to}`;
  }
  if (shifted !== undefined) {
    return shift === "^" ? superscript(shifted) : shifted;
  }
  // Two brackets are an anchor, which isn't shown; three make links of a word, which is.
  return whole.startsWith("<<<") ? radio : undefined;
}

function emphasisText({ sign, emphasised }: Groups, depth: number): string {
  if (emphasised === undefined || sign === "=" || sign === "~" || depth >= MAX_DEPTH) {
    return emphasised ?? "";
  }
  return inlineOrg(emphasised, depth + 1).text;
}

function linkText(target: string, description: string | undefined): string {
  if (description !== undefined) {
    return PICTURE.test(description) ? "" : inlineOrg(description, MAX_DEPTH).text;
  }
  return PICTURE.test(target) ? "" : target.replace(/^(?:file|id|mailto):|^[*#]/u, "");
}
