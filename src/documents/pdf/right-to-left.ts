import type { TextItem } from "./layout.js";

// All in font sizes.
const SAME_BASELINE = 0.25;
/** A gap from here on is a space, and from there on one between columns. */
const SPACE = 0.15;
const WIDE_GAP = 1.2;

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Whether a text has letters that are written from right to left. */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/**
 * Puts every line with Hebrew or Arabic in it together, in the order in which it is read: a page may draw it from either
 * side, and every letter for itself. Numbers and Latin words in it are read from left to right (UAX #9, simplified).
 * The characters inside an item are in that order already.
 */
export function inReadingDirection(items: readonly TextItem[]): readonly TextItem[] {
  if (!items.some(({ text }) => isRightToLeft(text))) {
    return items;
  }
  return baselines(items).flatMap((line) =>
    line.some(({ text }) => isRightToLeft(text)) ? readLine(line) : line,
  );
}

/** Items that follow each other on one baseline. */
function baselines(items: readonly TextItem[]): TextItem[][] {
  const lines: TextItem[][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    const previous = line?.at(-1);
    if (item.text === "") {
      continue;
    }
    if (line !== undefined && previous !== undefined && isOnBaseline(previous, item)) {
      line.push(item);
    } else {
      lines.push([item]);
    }
  }
  return lines;
}

function isOnBaseline(a: TextItem, b: TextItem): boolean {
  return Math.abs(a.y - b.y) <= SAME_BASELINE * Math.max(a.size, b.size);
}

/** One item for each piece of a line without a wide gap. */
function readLine(line: readonly TextItem[]): TextItem[] {
  const text = line.map((item) => item.text).join("");
  const isMostlyLatin =
    count(text, /\p{Script=Latin}/gu) > count(text, /[\p{Script=Hebrew}\p{Script=Arabic}]/gu);
  const pieces: TextItem[][] = [];
  for (const item of line.filter((item) => item.text.trim() !== "").sort((a, b) => a.x - b.x)) {
    const piece = pieces.at(-1);
    const previous = piece?.at(-1);
    if (piece !== undefined && previous !== undefined && gap(previous, item) < WIDE_GAP * item.size) {
      piece.push(item);
    } else {
      pieces.push([item]);
    }
  }
  const read = pieces.map((piece) => readPiece(piece, !isMostlyLatin)).filter((item) => item !== undefined);
  return isMostlyLatin ? read : read.reverse();
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/**
 * @param items from left to right
 * @param base whether the line as a whole is read from right to left
 */
function readPiece(items: readonly TextItem[], base: boolean): TextItem | undefined {
  const [first] = items;
  if (first === undefined) {
    return undefined;
  }
  const runs: { readonly rightToLeft: boolean; readonly items: TextItem[] }[] = [];
  for (const [i, item] of items.entries()) {
    const rightToLeft = directionOf(items, i) ?? base;
    const run = runs.at(-1);
    if (run !== undefined && run.rightToLeft === rightToLeft) {
      run.items.push(item);
    } else {
      runs.push({ rightToLeft, items: [item] });
    }
  }
  const texts = runs.map((run) => joined(run.items, run.rightToLeft));
  const ends = runs.map((run) => ({ first: run.items[0] ?? first, last: run.items.at(-1) ?? first }));
  const ordered = texts.map((text, i) => {
    const before = ends[i - 1];
    const own = ends[i];
    const isApart = before !== undefined && own !== undefined && isSpace(before.last, own.first);
    return { text, isApart };
  });
  const all = base
    ? ordered.map(({ text, isApart }) => `${text}${isApart ? " " : ""}`).reverse()
    : ordered.map(({ text, isApart }) => `${isApart ? " " : ""}${text}`);
  const right = items.reduce((most, { x, width }) => Math.max(most, x + width), first.x);
  return {
    ...first,
    text: all.join(""),
    width: right - first.x,
    size: items.reduce((most, { size }) => Math.max(most, size), 0),
    bold: items.every(({ bold }) => bold),
    rtl: base,
  };
}

/** Whether an item is read from right to left; undefined if only what is around it can tell. */
function directionOf(items: readonly TextItem[], index: number): boolean | undefined {
  const own = strong(items[index]);
  if (own !== undefined) {
    return own;
  }
  const isBetween = strong(items[index - 1]) === false && strong(items[index + 1]) === false;
  return isBetween ? false : undefined;
}

function strong(item: TextItem | undefined): boolean | undefined {
  if (item === undefined) {
    return undefined;
  }
  if (isRightToLeft(item.text)) {
    return true;
  }
  return /[\p{L}\p{N}]/u.test(item.text) ? false : undefined;
}

/** Items that are read in one direction, with spaces where gaps are. */
function joined(items: readonly TextItem[], rightToLeft: boolean): string {
  const texts = items.map((item, i) => {
    const previous = items[i - 1];
    const space = previous !== undefined && isSpace(previous, item) ? " " : "";
    return rightToLeft ? `${item.text}${space}` : `${space}${item.text}`;
  });
  return (rightToLeft ? texts.reverse() : texts).join("");
}

function isSpace(left: TextItem, right: TextItem): boolean {
  return gap(left, right) > SPACE * right.size;
}

function gap(left: TextItem, right: TextItem): number {
  return right.x - left.x - left.width;
}
