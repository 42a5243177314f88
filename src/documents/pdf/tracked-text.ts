import type { DrawnGlyphs } from "./drawn-glyphs.js";
import type { PlacedItem } from "./turn-items.js";

/** Tokens of this many characters on average, or fewer, may be letters that stand apart. */
const MAX_TOKEN = 2.5;
/** Fewer letters aren't a word that is set wide. */
const MIN_LETTERS = 4;
// In font sizes.
/** Letters closer together make a word without more ado. */
const MIN_GAP = 0.1;
/** Letters farther apart don't make a word, and words farther apart don't make a line. */
const LETTER_GAP = 1.2;
const WORD_GAP = 2.5;
/** pdf.js puts what stands closer into one item. */
const ITEM_GAP = 0.7;
/** How much wider than the narrowest gap one between words is. */
const WIDER = 1.5;

/** Items on one baseline that may be letters standing apart. */
type Run = readonly PlacedItem[];

/**
 * Reads words whose letters stand apart, as in `A N N U A L  R E P O R T`: pdf.js takes every wide gap for a space.
 *
 * @param glyphs what the page draws, where spaces are still to be told from gaps; asked only if there are such words
 */
export async function withoutTracking(
  items: readonly PlacedItem[],
  glyphs: () => Promise<DrawnGlyphs>,
): Promise<readonly PlacedItem[]> {
  const runs = findRuns(items);
  if (runs.length === 0) {
    return items;
  }
  const drawn = await glyphs();
  const replaced = new Map<PlacedItem, PlacedItem | undefined>();
  for (const run of runs) {
    const text = readRun(run, drawn);
    const [first] = run;
    const last = run.at(-1);
    if (text === undefined || first === undefined || last === undefined) {
      continue;
    }
    for (const item of run) {
      replaced.set(item, undefined);
    }
    replaced.set(first, { ...first, text, width: end(last) - first.x });
  }
  return items.flatMap((item) => (replaced.has(item) ? (replaced.get(item) ?? []) : [item]));
}

/** Runs of items of short tokens; blank items in between are left out. */
function findRuns(items: readonly PlacedItem[]): Run[] {
  const runs: PlacedItem[][] = [];
  let run: PlacedItem[] = [];
  for (const item of items) {
    if (item.text.trim() === "") {
      continue;
    }
    const previous = run.at(-1);
    if (previous === undefined || !isShort(item) || !goesOn(previous, item)) {
      runs.push(run);
      run = isShort(item) ? [item] : [];
    } else {
      run.push(item);
    }
  }
  return [...runs, run].filter(isCandidate);
}

function tokens({ text }: PlacedItem): string[] {
  return text.trim().split(/\s+/u);
}

function isShort(item: PlacedItem): boolean {
  const all = tokens(item);
  const length = all.reduce((sum, token) => sum + token.length, 0);
  return !item.rtl && (all.length === 1 ? length === 1 : length <= MAX_TOKEN * all.length);
}

function goesOn(previous: PlacedItem, item: PlacedItem): boolean {
  const gap = item.x - end(previous);
  const areLetters = tokens(previous).length === 1 && tokens(item).length === 1;
  return (
    item.degrees === previous.degrees &&
    Math.abs(item.y - previous.y) < 0.1 * item.size &&
    Math.abs(item.size - previous.size) < 0.1 * item.size &&
    gap > MIN_GAP * item.size &&
    gap < (areLetters ? LETTER_GAP : WORD_GAP) * item.size
  );
}

/** Whether a run may be words: more letters than digits, and no list of them such as `A B C D` or `x x x x`. */
function isCandidate(run: Run): boolean {
  const all = run.flatMap(tokens);
  const letters = all.join("").match(/\p{L}/gu) ?? [];
  const codes = all.map((token) => token.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  const isList = new Set(steps).size <= 1;
  return letters.length >= MIN_LETTERS && 2 * letters.length >= all.length && !isList;
}

function readRun(run: Run, drawn: DrawnGlyphs): string | undefined {
  const all = run.flatMap(tokens);
  const spaces = drawn.spacesIn(all.join(""));
  const areLetters = all.every((token) => [...token].length === 1);
  const count = spaces?.filter((spaces) => spaces > 0).length ?? 0;
  if (spaces !== undefined && count > 0 && count < all.length - 1) {
    return written(all.join(""), spaces, 1);
  }
  if (!areLetters) {
    return undefined;
  }
  const isTyped = spaces !== undefined && count === all.length - 1;
  if (isTyped && spaces.some((count) => count > 1)) {
    return written(all.join(""), spaces, 2);
  }
  const threshold = wordGap(run);
  return run
    .map((item, i) => {
      const previous = run[i - 1];
      const isApart = previous !== undefined && item.x - end(previous) > threshold;
      return `${isApart ? " " : ""}${tokens(item).join("")}`;
    })
    .join("");
}

/** A text with a space wherever so many were drawn before a character. */
function written(text: string, spaces: readonly number[], least: number): string {
  return text.replace(/./gu, (letter, at: number) =>
    at > 0 && (spaces[at] ?? 0) >= least ? ` ${letter}` : letter,
  );
}

/** How wide a gap between the items of a run is that is one between words. */
function wordGap(run: Run): number {
  const size = run[0]?.size ?? 0;
  if (run.some((item) => tokens(item).length > 1)) {
    return ITEM_GAP * size;
  }
  const gaps = run.slice(1).map((item, i) => item.x - end(run[i] ?? item));
  const [least = 0] = gaps.sort((a, b) => a - b);
  const most = gaps.at(-1) ?? 0;
  return most > WIDER * least ? (least + most) / 2 : most;
}

function end(item: PlacedItem): number {
  return item.x + item.width;
}
