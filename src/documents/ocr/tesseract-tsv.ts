import type { RecognisedLine } from "../../core/ports/loader.js";

/** The columns of tesseract's `tsv` output that are used. A row is a word if its level is 5. */
const COLUMNS = {
  level: 0,
  page: 1,
  block: 2,
  paragraph: 3,
  line: 4,
  left: 6,
  width: 8,
  height: 9,
  confidence: 10,
  text: 11,
} as const;
const WORD_LEVEL = 5;

/** Words that tesseract is less sure of, in percent, are mostly specks, rules and pieces of pictures. */
const LEAST_CONFIDENCE = 30;

interface Word {
  readonly block: string;
  readonly paragraph: string;
  readonly line: string;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly text: string;
}

type Line = readonly [Word, ...Word[]];

/**
 * Reads what tesseract writes as `tsv`: the paragraphs of a page in reading order. Words that
 * tesseract isn't sure of are left out.
 */
export function readTsv(tsv: string): RecognisedLine[][] {
  const words = tsv.split("\n").flatMap(readWord);
  const lines = groupBy(words, ({ line }) => line);
  const pageEdge = edgeOf(lines);
  const paragraphs = groupBy(lines, ([{ block }]) => block)
    .flatMap((block) => paragraphsOf(block, isNarrow(block) ? pageEdge : edgeOf(block)))
    .filter((paragraph) => paragraph.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
  return joinAcrossColumns(paragraphs);
}

/** Joins a paragraph that ends in the middle of a sentence to the next if that begins with a small letter. */
function joinAcrossColumns(paragraphs: readonly RecognisedLine[][]): RecognisedLine[][] {
  const joined: RecognisedLine[][] = [];
  for (const paragraph of paragraphs) {
    const before = joined.at(-1);
    const end = before?.at(-1);
    if (end !== undefined && /[\p{L},-]$/u.test(end.text) && /^\p{Ll}{2}/u.test(paragraph[0]?.text ?? "")) {
      before?.splice(-1, 1, { ...end, isWrapped: true }, ...paragraph);
    } else {
      joined.push(paragraph);
    }
  }
  return joined;
}

function readWord(row: string): Word[] {
  const fields = row.split("\t");
  const number = (column: number) => Number(fields[column]);
  const text = fields[COLUMNS.text]?.trim() ?? "";
  if (number(COLUMNS.level) !== WORD_LEVEL || number(COLUMNS.confidence) < LEAST_CONFIDENCE || text === "") {
    return [];
  }
  const id = (last: number) => fields.slice(COLUMNS.page, last + 1).join(" ");
  const left = number(COLUMNS.left);
  return [
    {
      block: id(COLUMNS.block),
      paragraph: id(COLUMNS.paragraph),
      line: id(COLUMNS.line),
      left,
      right: left + number(COLUMNS.width),
      height: number(COLUMNS.height),
      text,
    },
  ];
}

/** Neighbours with the same key, together. */
function groupBy<T>(items: readonly T[], key: (item: T) => string): [T, ...T[]][] {
  const groups: [T, ...T[]][] = [];
  let last: string | undefined;
  for (const item of items) {
    const group = groups.at(-1);
    if (group !== undefined && key(item) === last) {
      group.push(item);
    } else {
      groups.push([item]);
    }
    last = key(item);
  }
  return groups;
}

/** Few and short lines, in characters, are an address, dates or sums; columns of prose are wider. */
const NARROW = { lines: 5, characters: 40 } as const;

function isNarrow(block: readonly Line[]): boolean {
  return block.length <= NARROW.lines && block.every((line) => charactersOf(line) < NARROW.characters);
}

/** @param edge where lines end that are full */
function paragraphsOf(block: readonly Line[], edge: number): RecognisedLine[][] {
  const isQuoting = block.some(([, ...others]) => others.some(({ text }) => GUILLEMET.test(text)));
  return groupBy(block, ([{ paragraph }]) => paragraph).map((lines) => {
    const items = withBullets(lines, isQuoting ? BULLET : BULLET_OR_GUILLEMET);
    return items.map((line, i) => ({
      text: line.map(({ text }) => text).join(" "),
      isWrapped: isWrapped(line, items[i + 1], edge),
    }));
  });
}

const SIGN = "•";

/** What tesseract makes of bullets: guillemets, too, where they don't quote, and letters where a list begins or goes on. */
const BULLET = /^[•·©®¢°][eo]?$/u;
const BULLET_OR_GUILLEMET = /^[•·©®¢°«»][eo]?$/u;
const LETTER = /^[eo]$/u;
const GUILLEMET = /[«»]/u;

/** The lines of a paragraph with a bullet where one was taken for something else. */
function withBullets(lines: readonly Line[], bullet: RegExp): readonly Line[] {
  let isListed = true;
  return lines.map((line) => {
    const [first, second, ...others] = line;
    const isNotice = first.text === "©" && /^\d/u.test(second?.text ?? "");
    const isBullet = bullet.test(first.text) || (isListed && LETTER.test(first.text));
    isListed = isBullet && !isNotice && second !== undefined;
    return isListed && second !== undefined ? [{ ...first, text: SIGN }, second, ...others] : line;
  });
}

/**
 * Whether what a line says goes on in the next one: that begins with a small letter, or with a word that hadn't fitted
 * behind the line.
 */
function isWrapped(line: Line, next: Line | undefined, edge: number): boolean {
  if (next === undefined || isTableRow(line) || isTableRow(next) || next[0].text === SIGN) {
    return false;
  }
  if (/^\p{Ll}/u.test(next[0].text)) {
    return true;
  }
  const space = (rightOf(line) - line[0].left) / charactersOf(line);
  return rightOf(line) + space + (next[0].right - next[0].left) > edge;
}

/** How much wider than a line is high the space between two columns of a table is at least. */
const COLUMN_SPACE = 2;

/** Whether there is a rule or a wide space between words. */
function isTableRow(line: Line): boolean {
  const height = line.reduce((most, { height }) => Math.max(most, height), 0);
  return line.some(
    ({ text, left }, i) =>
      text.startsWith("|") ||
      text.endsWith("|") ||
      left - (line[i - 1]?.right ?? left) > COLUMN_SPACE * height,
  );
}

function rightOf(line: Line): number {
  return line.at(-1)?.right ?? 0;
}

function edgeOf(lines: readonly Line[]): number {
  return lines.reduce((right, line) => Math.max(right, rightOf(line)), 0);
}

/** With the spaces between words. */
function charactersOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + text.length, line.length - 1);
}
