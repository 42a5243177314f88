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
  return groupBy(lines, ([{ block }]) => block)
    .flatMap(paragraphsOf)
    .filter((paragraph) => paragraph.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
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

function paragraphsOf(block: readonly Line[]): RecognisedLine[][] {
  const edge = block.reduce((right, line) => Math.max(right, rightOf(line)), 0);
  return groupBy(block, ([{ paragraph }]) => paragraph).map((lines) => {
    const wrapped = lines.map((line, i) => isWrapped(line, lines[i + 1], edge));
    return lines.map((line, i) => ({
      text: textOf(line, { startsRow: wrapped[i - 1] !== true }),
      isWrapped: wrapped[i] === true,
    }));
  });
}

/**
 * Whether what a line says goes on in the next one: that begins with a small letter, or with a word that hadn't fitted
 * behind the line in its block.
 */
function isWrapped(line: Line, next: Line | undefined, edge: number): boolean {
  if (next === undefined || isTableRow(line) || isTableRow(next) || isNextItem(line, next)) {
    return false;
  }
  if (/^\p{Ll}/u.test(next[0].text)) {
    return true;
  }
  const characters = line.reduce((sum, { text }) => sum + text.length, line.length - 1);
  const space = (rightOf(line) - line[0].left) / characters;
  return rightOf(line) + space + (next[0].right - next[0].left) > edge;
}

/** Whether a line begins with a bullet, or with what may be one and follows one. */
function isNextItem([before]: Line, [first]: Line): boolean {
  return (
    BULLET.test(first.text) ||
    (LIKELY_BULLET.test(first.text) && (BULLET.test(before.text) || LIKELY_BULLET.test(before.text)))
  );
}

/** How much wider than a line is high the space between two columns of a table is at least. */
const COLUMN_SPACE = 2;

/** Whether there is a rule or a wide space between words. */
function isTableRow(line: Line): boolean {
  const height = Math.max(...line.map(({ height }) => height));
  return line.some(
    ({ text, left }, i) =>
      text.startsWith("|") ||
      text.endsWith("|") ||
      left - (line[i - 1]?.right ?? left) > COLUMN_SPACE * height,
  );
}

/** What tesseract makes of a bullet; `e` and `o` only where a line starts anew, since they are words as well. */
const BULLET = /^[•·«»©®¢°][eo]?$/u;
const LIKELY_BULLET = /^[eo]$/u;

function textOf(line: Line, { startsRow }: { readonly startsRow: boolean }): string {
  const [first, ...others] = line.map(({ text }) => text);
  const isBullet = BULLET.test(first ?? "") || (startsRow && LIKELY_BULLET.test(first ?? ""));
  // A copyright notice is none.
  const isNotice = first === "©" && /^\d/u.test(others[0] ?? "");
  return [isBullet && !isNotice && others.length > 0 ? "•" : first, ...others].join(" ");
}

function rightOf(line: Line): number {
  return line.at(-1)?.right ?? 0;
}
