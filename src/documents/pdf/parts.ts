import { groupLines, isContentsEntry, type LineGroup, listMarker } from "./group-lines.js";
import type { Line } from "./layout.js";
import { type Measures, measure } from "./measures.js";
import { findTables, type Table } from "./tables.js";
import { isProse } from "./title.js";

/** A block of the document before it is text. */
export type Part =
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "heading"; readonly level: number; readonly group: LineGroup }
  | { readonly kind: "paragraph" | "code"; readonly group: LineGroup }
  | { readonly kind: "list"; readonly items: readonly LineGroup[] };

/** The blocks of a document, and what looks like its title on page 1. */
export interface Structure {
  readonly parts: readonly Part[];
  readonly headline: LineGroup | null;
}

/** Finds the blocks of a document in its lines, which are in reading order. */
export function structure(lines: readonly Line[]): Structure {
  const measures = measure(lines);
  const pieces: (Table | LineGroup)[] = [];
  let reached = 0;
  for (const table of findTables(lines, measures)) {
    pieces.push(...groupLines(lines.slice(reached, table.start), measures), table);
    reached = table.end;
  }
  pieces.push(...groupLines(lines.slice(reached), measures));
  const groups = pieces.filter((piece): piece is LineGroup => !("rows" in piece));
  const byFont = fontHeadings(groups, measures);
  const levels = groups.some(isInOutline) ? new Map<LineGroup, number>() : byFont;
  return { parts: joinItems(classify(pieces, levels, measures)), headline: headline([...byFont.keys()]) };
}

/** The largest heading of page 1 that isn't prose. */
function headline(headings: readonly LineGroup[]): LineGroup | null {
  let best: LineGroup | null = null;
  for (const group of headings) {
    const text = group.map((line) => line.text).join(" ");
    if (group[0]?.page === 1 && !isProse(text) && group[0].size > (best?.[0]?.size ?? 0)) {
      best = group;
    }
  }
  return best;
}

function classify(
  pieces: readonly (Table | LineGroup)[],
  levels: ReadonlyMap<LineGroup, number>,
  measures: Measures,
): Part[] {
  return pieces.map((piece): Part => {
    if ("rows" in piece) {
      return { kind: "table", table: piece };
    }
    const level = piece[0]?.outline?.level ?? levels.get(piece);
    if (level !== undefined) {
      return { kind: "heading", level, group: piece };
    }
    const code = !measures.mostlyMono && piece.every(({ mono }) => mono) && !isBulleted(piece);
    return { kind: code ? "code" : "paragraph", group: piece };
  });
}

function isInOutline(group: LineGroup): boolean {
  return group[0]?.outline !== undefined;
}

/** Paragraphs with list markers become one list: from one bullet on, or from two of other marks on. */
function joinItems(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (let i = 0; i < parts.length; ) {
    const items = itemsFrom(parts, i);
    if (items.length > 1 || (items[0] !== undefined && isBulleted(items[0]))) {
      result.push({ kind: "list", items });
      i += items.length;
    } else {
      result.push(...parts.slice(i, i + 1));
      i += 1;
    }
  }
  return result;
}

function isBulleted([first]: LineGroup): boolean {
  return first !== undefined && listMarker(first.text) === "bullet";
}

function isItem(group: LineGroup): boolean {
  return listMarker(group[0]?.text ?? "") !== null || isContentsEntry(group.at(-1)?.text ?? "");
}

function itemsFrom(parts: readonly Part[], start: number): LineGroup[] {
  const items: LineGroup[] = [];
  for (let i = start; i < parts.length; i++) {
    const part = parts[i];
    if (part?.kind !== "paragraph" || !isItem(part.group)) {
      break;
    }
    items.push(part.group);
  }
  return items;
}

/** Text this much larger than the body is a heading by its size alone. */
const LARGER = 1.15;
/** Bold text may be a little smaller than the body. */
const BOLD_SIZE = 0.95;
/** Longer text isn't a heading. */
const MAX_LINES = 3;
const MAX_CHARACTERS = 150;
/** A document with a larger share of headings has none that can be told by their font. */
const MAX_SHARE = 0.3;
const MAX_LEVEL = 6;

/**
 * The headings of a document without an outline, with their levels: short text that stands alone and is clearly
 * larger than the body, or bold. In doubt, text isn't a heading.
 */
function fontHeadings(groups: readonly LineGroup[], measures: Measures): ReadonlyMap<LineGroup, number> {
  const found = groups.filter((group) => isHeading(group, measures));
  if (length(found) > MAX_SHARE * length(groups)) {
    return new Map();
  }
  const styles = [...new Set(found.map((group) => style(group)))].sort((a, b) => b - a);
  return new Map(found.map((group) => [group, Math.min(MAX_LEVEL, 1 + styles.indexOf(style(group)))]));
}

function isHeading(group: LineGroup, { bodySize, mostlyBold }: Measures): boolean {
  const [first] = group;
  if (first === undefined || group.length > MAX_LINES || first.turn !== 0 || first.mono) {
    return false;
  }
  const text = group.map((line) => line.text).join(" ");
  if (text.length > MAX_CHARACTERS || !/\p{L}{2}/u.test(text)) {
    return false;
  }
  if (/^\p{Ll}/u.test(text) || /[.,;:…。、，；：]$/u.test(text) || /^[•‣◦▪–—*-]\s/u.test(text)) {
    return false;
  }
  if (first.size >= LARGER * bodySize) {
    return true;
  }
  return !mostlyBold && group.every(({ bold }) => bold) && first.size >= BOLD_SIZE * bodySize;
}

/** Larger is higher; at the same size bold is. */
function style([first]: LineGroup): number {
  if (first === undefined) {
    return 0;
  }
  return Math.round(first.size) + (first.bold ? 0.5 : 0);
}

function length(groups: readonly LineGroup[]): number {
  return groups.flat().reduce((sum, { text }) => sum + text.length, 0);
}
