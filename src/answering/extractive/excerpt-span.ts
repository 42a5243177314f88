import type { Span } from "../../core/document.js";
import { patternByLanguage } from "../../languages/find-language.js";
import { fold } from "../../text/words.js";
import { type BlockGroup, type SectionParts, within } from "./section-groups.js";

/** Lengths in UTF-16 code units. */
const SIZES = {
  /** A section up to this length is shown whole. */
  wholeSection: 1300,
  /** An excerpt grows until it has this length, and no further than the next. */
  target: 1000,
  most: 1300,
  /** A list with its lead-in, or steps, may be this long. */
  list: 1800,
  /** A table up to this length is shown whole; of a longer one, so much of the rows around those that matter. */
  table: 900,
  rows: 700,
  /** A longer row stands alone. */
  row: 150,
  /** An excerpt may be so long if it has to hold what its first sentence refers to. */
  withAntecedent: 1600,
} as const;

/** Of what an excerpt gains around its core, this share comes from behind it. */
const FORWARD = 2 / 3;

const REFERS_BACK = patternByLanguage(({ backReferences }) => backReferences);

/** A term, an option or a directive and its explanation, as one of many: on a line of its own, or before a colon. */
const ENTRY = /^(?:\S[^\n]{0,80}[^.!?:\n]\n\S|[^.:!?\n]{1,60} : \S)/u;

/**
 * The piece of a section that can be understood by itself, around the sentences that answer: the whole section if it is
 * short; else the paragraph, the list with its lead-in, the rows of the table or the code with its explanation, and as
 * much of what stands around as makes a piece of readable length. What is longer is cut between sentences, items or rows.
 *
 * @param keys in the section, in order, at least one
 */
export function excerptSpan(parts: SectionParts, keys: readonly Span[]): Span {
  const { section } = parts;
  const tables = section.blocks.filter(({ kind }) => kind === "table").length;
  // A section of nothing but rows is a sheet: each of them stands for itself.
  const isSheet = tables > 0 && tables === section.blocks.length;
  const short = tables > 0 ? SIZES.table : SIZES.wholeSection;
  if (section.isWhole && !isSheet && section.text.length <= short) {
    return { start: section.start, end: section.end };
  }
  const key = { start: keys[0]?.start ?? section.start, end: keys.at(-1)?.end ?? section.end };
  const { groups } = parts;
  const { first, last } = overlapping(groups, key);
  const core = groups.slice(first, last + 1);
  const blocks = core.flatMap((group) => group.blocks);
  const hasLongTable = blocks.some((block) => block.kind === "table" && length(block) > SIZES.table);
  const limit = blocks.some(({ kind }) => kind === "list") ? SIZES.list : SIZES.most;
  const units = (some: readonly BlockGroup[]) => some.flatMap((group) => parts.unitsOf(group));
  if (isSheet || hasLongTable) {
    return aroundKeys(units(core), key, isSheet || length(key) > SIZES.row ? 0 : SIZES.rows);
  }
  if (length(joined(core)) > limit) {
    return withAntecedent(parts, core, aroundKeys(units(core), key, limit));
  }
  const entryEnd = first === last ? endOfEntry(parts, first) : undefined;
  if (entryEnd !== undefined) {
    return { start: joined(core).start, end: entryEnd };
  }
  return withAntecedent(parts, groups, grow(parts, { first, last }));
}

/** The first and the last of some spans that share a character with another one; the nearest if none does. */
function overlapping(spans: readonly Span[], { start, end }: Span): { first: number; last: number } {
  const found = spans.findIndex((span) => span.end > start);
  const first = found === -1 ? spans.length - 1 : found;
  return {
    first,
    last: Math.max(
      first,
      spans.findLastIndex((span) => span.start < end),
    ),
  };
}

function joined(spans: readonly Span[]): Span {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}

function length({ start, end }: Span): number {
  return end - start;
}

/**
 * Where a group ends that explains one of several terms, with what still belongs to it; undefined if it does something
 * else. Its neighbours explain other terms, which doesn't help to understand it.
 */
function endOfEntry({ section, groups }: SectionParts, index: number): number | undefined {
  const explains = (group: BlockGroup | undefined) =>
    group?.blocks.some((block) => block.kind !== "table" && ENTRY.test(within(section, block))) === true;
  const behind = groups.slice(index + 1, index + 1 + MOST_PARTS);
  const next = behind.findIndex(explains);
  const isOneOfSeveral = next !== -1 || explains(groups[index - 1]);
  if (!isOneOfSeveral || !explains(groups[index])) {
    return undefined;
  }
  const start = groups[index]?.start ?? section.start;
  const parts = [groups[index], ...behind.slice(0, Math.max(0, next))];
  return parts.findLast((part) => part !== undefined && part.end - start <= SIZES.most)?.end;
}

/** The most paragraphs that an explanation goes on for. */
const MOST_PARTS = 4;

/**
 * The units around the keys that fit into a length: from the first unit on if the keys are near it, since a lead-in
 * stands there; else more of what comes behind than before. What holds the keys is taken in any case.
 */
function aroundKeys(units: readonly Span[], key: Span, limit: number): Span {
  const core = overlapping(units, key);
  const span = joined(units.slice(core.first, core.last + 1));
  if (length(span) > SIZES.list) {
    return key;
  }
  const fits = (first: number, last: number) =>
    first >= 0 && last < units.length && length(joined([units[first] ?? key, units[last] ?? key])) <= limit;
  let { first, last } = core;
  if (fits(0, last)) {
    first = 0;
  }
  for (;;) {
    const behind = (units[last]?.end ?? span.end) - span.end;
    const canGrow = { behind: fits(first, last + 1), before: fits(first - 1, last) };
    if (canGrow.behind && (!canGrow.before || behind < FORWARD * (limit - length(span)))) {
      last++;
    } else if (canGrow.before) {
      first--;
    } else {
      return joined([units[first] ?? span, units[last] ?? span]);
    }
  }
}

/** Adds neighbouring groups, or the nearest sentences of a long one, until the excerpt has a readable length. */
function grow(parts: SectionParts, { first, last }: { readonly first: number; readonly last: number }): Span {
  const { groups } = parts;
  const core = joined(groups.slice(first, last + 1));
  let { start, end } = core;
  let before = first - 1;
  let behind = last + 1;
  while (end - start < SIZES.target) {
    const room = SIZES.most - (end - start);
    const next = beginningOf(groups[behind], parts, room);
    const previous = endOf(groups[before], parts, room);
    const prefersNext = end - core.end < FORWARD * (SIZES.target - length(core));
    if (next !== undefined && (prefersNext || previous === undefined)) {
      end = next.end;
      behind = next.end === groups[behind]?.end ? behind + 1 : groups.length;
    } else if (previous !== undefined) {
      start = previous.start;
      before = previous.start === groups[before]?.start ? before - 1 : -1;
    } else {
      break;
    }
  }
  return { start, end };
}

/** The group if there is room for it, or else its first sentences, if it is a paragraph. */
function beginningOf(group: BlockGroup | undefined, parts: SectionParts, room: number): Span | undefined {
  if (group === undefined || length(group) <= room) {
    return group;
  }
  const end = sentencesOf(group, parts).findLast((unit) => unit.end - group.start <= room)?.end;
  return end === undefined ? undefined : { start: group.start, end };
}

/** The group if there is room for it, or else its last sentences, if it is a paragraph. */
function endOf(group: BlockGroup | undefined, parts: SectionParts, room: number): Span | undefined {
  if (group === undefined || length(group) <= room) {
    return group;
  }
  const start = sentencesOf(group, parts).find((unit) => group.end - unit.start <= room)?.start;
  return start === undefined ? undefined : { start, end: group.end };
}

function sentencesOf(group: BlockGroup, parts: SectionParts): readonly Span[] {
  const isParagraph = group.blocks.length === 1 && group.blocks[0]?.kind === "paragraph";
  return isParagraph ? parts.unitsOf(group) : [];
}

/** The span with the unit before it, if its first sentence begins with a word that refers to what was said there. */
function withAntecedent(parts: SectionParts, groups: readonly BlockGroup[], span: Span): Span {
  const opensReferring = (start: number) =>
    refersBack(within(parts.section, { start, end: start + 40 }), parts.language);
  let { start } = span;
  // Most excerpts refer to nothing before them, and need no units for that.
  const units = opensReferring(start) ? groups.flatMap((group) => parts.unitsOf(group)) : [];
  for (let i = units.findIndex((unit) => unit.start >= start); i > 0; i--) {
    const before = units[i - 1];
    if (before === undefined || span.end - before.start > SIZES.withAntecedent || !opensReferring(start)) {
      break;
    }
    start = before.start;
  }
  return { start, end: span.end };
}

/** Whether a text begins with a word that refers to what was said before it. */
function refersBack(text: string, language: string): boolean {
  const opening = fold(text).replace(/^[^\p{L}]+/u, "");
  return REFERS_BACK(language).exec(opening)?.index === 0;
}
