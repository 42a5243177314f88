import type { Line } from "./layout.js";
import type { Measures } from "./measures.js";

/** The lines of a paragraph, a heading, a list item or a piece of code. */
export type LineGroup = readonly Line[];

/** Lines whose sizes differ by a larger share aren't of one paragraph. */
const SIZE_DIFFERENCE = 0.08;
/** Lines farther apart than this times the usual are two paragraphs'. */
const PARAGRAPH_GAP = 1.3;
/** Lines of code farther apart, in font sizes, are two pieces. */
const CODE_GAP = 3;
/** How far the first line of a paragraph is indented at least, in font sizes. */
const INDENT = 0.8;
/** How many lines around one tell how wide its column is. */
const COLUMN_LINES = 8;
const WIDE_SEARCH = 30;
/** Lines of fewer characters are no column of prose, which would go on in the next. */
const MIN_COLUMN = 20;
/** How far lines of one column may be indented, in font sizes. */
const COLUMN_INDENT = 2;

/** Lines in reading order put together into paragraphs, which may run on over columns and pages. */
export function groupLines(lines: readonly Line[], measures: Measures): LineGroup[] {
  const groups: Line[][] = [];
  for (const [i, line] of lines.entries()) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group === undefined || previous === undefined) {
      groups.push([line]);
    } else if (isContinued(group, previous, line, columnRight(lines, i - 1), measures)) {
      group.push(line);
    } else {
      groups.push([line]);
    }
  }
  return groups;
}

function isContinued(
  group: LineGroup,
  previous: Line,
  line: Line,
  right: number,
  measures: Measures,
): boolean {
  if (previous.outline !== undefined || line.outline !== undefined) {
    return previous.outline !== undefined && line.outline?.first === false;
  }
  if (isContentsEntry(previous.text)) {
    return false;
  }
  const full = isFull(group, previous, line, right);
  if (!isSameStyle(previous, line, full, measures)) {
    return false;
  }
  const marker = listMarker(line.text);
  if (marker === "bullet") {
    return false;
  }
  if (isDivided(previous, line)) {
    return true;
  }
  if (isCode(previous, measures) && isCode(line, measures)) {
    return isBelow(previous, line) && line.y - previous.y < CODE_GAP * line.size;
  }
  if (marker !== null && (endsSentence(previous.text) || startsItem(group) || isFarOut(previous, line))) {
    return false;
  }
  if (!isBelow(previous, line)) {
    return full && previous.text.length >= MIN_COLUMN && !endsSentence(previous.text);
  }
  if (isSpacedOut(group, previous, line, measures) || isIndented(group, previous, line, full)) {
    return false;
  }
  return !isShort(previous, line, right, full);
}

/** Whether a word is divided between two lines, wherever they stand. */
function isDivided(previous: Line, line: Line): boolean {
  return /\p{Ll}[-\u00ad\u2010]$/u.test(previous.text) && /^\p{Ll}{2}/u.test(line.text);
}

/** A full line may end in bold or in code. */
function isSameStyle(previous: Line, line: Line, full: boolean, measures: Measures): boolean {
  if (previous.turn !== line.turn || !isSameSize(previous, line)) {
    return false;
  }
  if (full) {
    return true;
  }
  return previous.bold === line.bold && isCode(previous, measures) === isCode(line, measures);
}

function isCode(line: Line, { mostlyMono }: Measures): boolean {
  return line.mono && !mostlyMono;
}

function isSameSize(a: Line, b: Line): boolean {
  return Math.abs(a.size - b.size) <= SIZE_DIFFERENCE * Math.max(a.size, b.size);
}

function isBelow(previous: Line, line: Line): boolean {
  return previous.page === line.page && line.y > previous.y + 0.3 * line.size;
}

/**
 * The right edge of the column a line stands in: how far the lines around it go that begin at its left edge, or,
 * if there are none, those that stand above or below it.
 */
function columnRight(lines: readonly Line[], index: number): number {
  const line = lines[index];
  if (line === undefined) {
    return 0;
  }
  const aligned: Line[] = [];
  for (const step of [-1, 1]) {
    for (let distance = 1; distance <= COLUMN_LINES; distance++) {
      const other = lines[index + step * distance];
      if (other === undefined || !isInColumn(other, line)) {
        break;
      }
      aligned.push(other);
    }
  }
  const around = lines.slice(Math.max(0, index - WIDE_SEARCH), index + WIDE_SEARCH);
  const column = aligned.length > 0 ? aligned : around.filter((other) => isAboveOrBelow(other, line));
  return Math.max(line.right, ...column.map(({ right }) => right));
}

function isAboveOrBelow(other: Line, line: Line): boolean {
  if (other.turn !== line.turn || other.page !== line.page) {
    return false;
  }
  return other.left < line.right && other.right > line.left;
}

function isInColumn(other: Line, line: Line): boolean {
  if (other.turn !== line.turn || other.page !== line.page || !isSameSize(other, line)) {
    return false;
  }
  return Math.abs(other.left - line.left) < COLUMN_INDENT * line.size;
}

/** Whether the next line's first word had no place any more, or the text is justified. */
function isFull(group: LineGroup, previous: Line, line: Line, right: number): boolean {
  const [word = ""] = /^\S+/u.exec(line.text) ?? [];
  const average = (line.right - line.left) / Math.max(1, line.text.length);
  const before = group.at(-2);
  if (before !== undefined && isBelow(before, previous) && isJustified(before, previous)) {
    return true;
  }
  if (isBelow(previous, line) && isJustified(previous, line)) {
    return true;
  }
  return right - previous.right < (word.length + 1) * average + 0.3 * line.size;
}

function isJustified(a: Line, b: Line): boolean {
  return Math.abs(a.right - b.right) < 1;
}

function startsItem([first]: LineGroup): boolean {
  return first !== undefined && listMarker(first.text) !== null;
}

function isSpacedOut(group: LineGroup, previous: Line, line: Line, { leading }: Measures): boolean {
  const before = group.at(-2);
  const usual =
    before !== undefined && isBelow(before, previous) ? previous.y - before.y : leading * line.size;
  return line.y - previous.y > PARAGRAPH_GAP * Math.max(usual, line.size);
}

/** Whether a line's left edge tells that it begins a paragraph. */
function isIndented(group: LineGroup, previous: Line, line: Line, full: boolean): boolean {
  const indent = INDENT * line.size;
  const centred = Math.abs(previous.left + previous.right - line.left - line.right) < line.size;
  if (centred && !full) {
    return false;
  }
  // The first line of a paragraph may stand apart from the others, to the right or, in a list, to the left.
  if (group.length === 1) {
    return line.left > previous.left + indent && !full;
  }
  return Math.abs(line.left - previous.left) > indent;
}

/** Whether a line begins so far to the left of the one above that it can't belong to an indented first line. */
function isFarOut(previous: Line, line: Line): boolean {
  return isBelow(previous, line) && line.left < previous.left - COLUMN_INDENT * line.size;
}

/** Whether a line ends a paragraph because it stops early; the more so if what follows may begin a sentence. */
function isShort(previous: Line, line: Line, right: number, full: boolean): boolean {
  if (full) {
    return false;
  }
  const rest = (right - previous.right) / (right - Math.min(previous.left, line.left));
  return endsSentence(previous.text) || rest > (/^\p{Ll}/u.test(line.text) ? 0.4 : 0.25);
}

const BULLET = /^[☐☑☒•‣◦▪▫●○■□◆◇►▶▸➢➔➜✓✔✗✘➤❑❒❖⁃∙·]\s/u;
const DASH_OR_NUMBER = /^(?:[-–—*]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s/u;

/** How sure it is that a line begins an item of a list. */
export type ListMarker = "bullet" | "dash or number";

/** The list marker at the start of a line, or null. A dash or number can stand at the start of any line. */
export function listMarker(line: string): ListMarker | null {
  if (BULLET.test(line)) {
    return "bullet";
  }
  return DASH_OR_NUMBER.test(line) ? "dash or number" : null;
}

/** Whether a line is an entry of a table of contents: a title, dots and a page. */
export function isContentsEntry(line: string): boolean {
  return /\S …\s?[\divxlc]{1,6}$/iu.test(line);
}

/** Whether a line ends a sentence or leads over to what follows. */
export function endsSentence(line: string): boolean {
  return /[.!?:;…。！？][\])"'“”»’›⁰¹²³⁴⁵⁶⁷⁸⁹]*$/u.test(line);
}
