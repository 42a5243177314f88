import type { Span } from "../core/document.js";
import { MappedText } from "../text/mapped-text.js";
import { TextMemory } from "../text/text-memory.js";
import { MARKUP, MARKUP_IN_CODE, type MarkupRule } from "./markup.js";
import { blocksIn, type SectionBlock } from "./section-blocks.js";

/** A quote as a reader sees it, and where the places of the quote are in it. */
export type DisplayText = Pick<MappedText, "text" | "locate">;

/** Between two parts of a quote that are shown. */
const ELLIPSIS = " … ";

/**
 * A quote of a document as a reader sees it: leftovers of markup are hidden, bullets look alike, the number of a list
 * that stands alone doesn't show. Lines stay lines.
 *
 * @param shown the parts of the quote that are shown, in order, with an ellipsis between two; all by default
 */
export function displayText(quote: string, shown?: readonly Span[]): DisplayText {
  return shown === undefined ? WHOLE.of(quote, displayWhole) : displayParts(quote, shown);
}

/** Quotes that are shown whole. With what is shown, quotes of so many UTF-16 code units take about 1 MB. */
const WHOLE = new TextMemory<DisplayText>(300_000);

function displayWhole(quote: string): DisplayText {
  return displayParts(quote, [{ start: 0, end: quote.length }]);
}

function displayParts(quote: string, parts: readonly Span[]): DisplayText {
  const cleaned = parts.map((part) => clean(quote, part)).filter(({ text }) => text !== "");
  const joined = cleaned.flatMap((part, i) => {
    const start = parts[i]?.start ?? 0;
    return i === 0 ? [part] : [MappedText.inserted(ELLIPSIS, start), part];
  });
  return trimmed(withoutLoneNumber(trimmed(MappedText.join(joined))));
}

function trimmed(text: MappedText): MappedText {
  const start = text.text.length - text.text.trimStart().length;
  return text.slice(start, start + text.text.trim().length);
}

function clean(quote: string, part: Span): MappedText {
  const parts: MappedText[] = [];
  let from = part.start;
  for (const block of blocksIn(quote, part)) {
    const shown = cleanBlock(quote, block);
    if (shown.text.trim() !== "") {
      parts.push(
        parts.length === 0
          ? MappedText.inserted("", from)
          : MappedText.of(quote, { start: from, end: block.start }),
        shown,
      );
    }
    from = block.end;
  }
  return MappedText.join(parts).replace(/\n[^\S\n]*(?:\n[^\S\n]*)+(?=\n)/gu, () => "\n");
}

function cleanBlock(quote: string, block: SectionBlock): MappedText {
  const original = MappedText.of(quote, block);
  const prose = withRules(original, MARKUP);
  // What holds nothing but tags of a template is none of its code.
  return block.kind === "code" && prose.text.trim() !== ""
    ? withRules(original, MARKUP_IN_CODE)
    : prose.replace(BULLET, ([, indent = ""]) => `${indent}- `);
}

const BULLET = /^([^\S\n]*)[-*+•–·▪‣◦][^\S\n]+/gmu;

/** Applies rules one after the other, and takes away the white space that what they remove leaves. */
function withRules(original: MappedText, rules: readonly MarkupRule[]): MappedText {
  let result = original;
  for (const { pattern, shows } of rules) {
    result = result.replace(pattern, (match) => shows(match) || GONE);
  }
  return LEFT_BEHIND.reduce((text, [pattern, kept]) => text.replace(pattern, () => kept), result);
}

/** Stands where something was removed until all rules were applied: a private character, which rules remove first. */
const GONE = "\u{F8FF}";

/** What a removal leaves: an empty line, white space at the ends of a line, before a dot and twice between words. */
const LEFT_BEHIND: readonly (readonly [RegExp, string])[] = [
  [/^[^\S\n]*\u{F8FF}(?:[^\S\n]|\u{F8FF})*\n|\n[^\S\n]*\u{F8FF}(?:[^\S\n]|\u{F8FF})*$/gu, ""],
  [/(?<=\n)[^\S\n]*\u{F8FF}(?:[^\S\n]|\u{F8FF})*\n/gu, ""],
  [/(?<=^|\n)\u{F8FF}(?:[^\S\n]|\u{F8FF})*|[^\S\n]*\u{F8FF}(?:[^\S\n]|\u{F8FF})*(?=\n|$|[.,](?:\s|$))/gu, ""],
  [/(?<=[^\S\n])(?:\u{F8FF}[^\S\n]?)+|\u{F8FF}/gu, ""],
];

const NUMBERED = /^\d{1,2}[.)][^\S\n]+/gmu;

/** The number of an item says nothing without the other items. */
function withoutLoneNumber(text: MappedText): MappedText {
  const [first, ...others] = text.text.matchAll(NUMBERED);
  const isLone = first !== undefined && first.index === 0 && others.length === 0;
  return isLone ? text.slice(first[0].length) : text;
}
