/** A piece has at least so many characters: the parser's time for one grows faster than its length. */
const MIN_PIECE = 32_768;

/** Marks of quotes and list items in front of what a line holds. */
const CONTAINERS = String.raw`[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)*`;

/** A line that opens or closes fenced code. */
const FENCE = new RegExp(`^${CONTAINERS}(\`{3,}|~{3,})(.*)$`, "u");

/** HTML that goes on over blank lines (CommonMark 0.31, 4.6, kinds 1 to 5), and what ends it. */
const RAW_HTML: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [
    new RegExp(`^${CONTAINERS}<(?:pre|script|style|textarea)(?:[\\s>]|$)`, "iu"),
    /<\/(?:pre|script|style|textarea)>/iu,
  ],
  [new RegExp(`^${CONTAINERS}<!--`, "u"), /-->/u],
  [new RegExp(`^${CONTAINERS}<\\?`, "u"), /\?>/u],
  [new RegExp(`^${CONTAINERS}<!\\[CDATA\\[`, "u"), /\]\]>/u],
  [new RegExp(`^${CONTAINERS}<![A-Za-z]`, "u"), />/u],
];

const HTML = new RegExp(`^${CONTAINERS}<`, "u");
const BLANK = /^[ \t>]*$/u;
const HEADING_OR_TEXT = /^(?:#{1,6}[ \t]|\p{L})/u;
const BULLET = /^[-*+][ \t]+[^\s*_-]/u;
const NUMBERED = /^\d{1,9}[.)][ \t]+\S/u;

/**
 * Cuts a long Markdown text where a block begins that none of the blocks before it can hold: at a heading or a paragraph
 * behind a blank line, or an item of an outermost list. Where that can't be told, it isn't cut.
 *
 * @returns pieces that together are the text
 */
export function piecesOf(source: string, minPiece = MIN_PIECE): string[] {
  const pieces: string[] = [];
  const state = new LineState();
  let start = 0;
  for (let line = 0; line < source.length; ) {
    const next = source.indexOf("\n", line) + 1 || source.length;
    const text = source.slice(line, next).trimEnd();
    if (line - start >= minPiece && state.mayCutBefore(text)) {
      pieces.push(source.slice(start, line));
      start = line;
    }
    state.read(text);
    line = next;
  }
  pieces.push(source.slice(start));
  return pieces;
}

/** What is open at the end of the lines read so far. */
class LineState {
  #fence: string | undefined;
  #htmlEnd: RegExp | undefined;
  #isAfterBlank = true;
  #isAfterNumbered = false;

  mayCutBefore(line: string): boolean {
    if (this.#fence !== undefined || this.#htmlEnd !== undefined) {
      return false;
    }
    if (BULLET.test(line)) {
      return true;
    }
    if (NUMBERED.test(line)) {
      return this.#isAfterBlank || this.#isAfterNumbered;
    }
    return this.#isAfterBlank && HEADING_OR_TEXT.test(line);
  }

  read(line: string): void {
    this.#isAfterBlank = BLANK.test(line);
    this.#isAfterNumbered = NUMBERED.test(line);
    if (this.#fence !== undefined) {
      this.#fence = closes(line, this.#fence) ? undefined : this.#fence;
    } else if (this.#htmlEnd !== undefined) {
      this.#htmlEnd = this.#htmlEnd.test(line) ? undefined : this.#htmlEnd;
    } else {
      this.#open(line);
    }
  }

  #open(line: string): void {
    const [, marks = "", info = ""] = FENCE.exec(line) ?? [];
    if (marks !== "" && !(marks.startsWith("`") && info.includes("`"))) {
      this.#fence = marks;
      return;
    }
    if (!HTML.test(line)) {
      return;
    }
    const end = RAW_HTML.find(([start]) => start.test(line))?.[1] ?? BLANK;
    this.#htmlEnd = end.test(line) ? undefined : end;
  }
}

function closes(line: string, fence: string): boolean {
  const [, marks = "", rest = ""] = FENCE.exec(line) ?? [];
  return marks.startsWith(fence) && rest.trim() === "";
}
