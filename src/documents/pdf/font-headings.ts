import type { LineGroup } from "./group-lines.js";
import type { Measures } from "./measures.js";

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
export function fontHeadings(
  groups: readonly LineGroup[],
  measures: Measures,
): ReadonlyMap<LineGroup, number> {
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
  if (/^\p{Ll}/u.test(text) || /[.,;:…]$/u.test(text) || /^[•‣◦▪–—*-]\s/u.test(text)) {
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
