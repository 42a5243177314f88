import { superscript } from "../text-builder.js";
import type { Segment, TextItem } from "./layout.js";
import { inReadingDirection } from "./right-to-left.js";

// All in font sizes.
/** A gap from here on is a space; pdf.js puts what stands closer into one item anyway. */
const SPACE = 0.1;
/** The same beside a superscript or subscript, which is set with a little air. */
const SHIFTED_SPACE = 0.15;
/** A gap from here on may be one between columns or cells. */
const WIDE_GAP = 1.2;
/** A gap from here on is wider than a space: what stands on its sides may be two cells of a table. */
const PIECE_GAP = 0.5;
/** Chinese and Japanese have no spaces, but characters that are spread over the line. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** How far a baseline may be off. */
const SAME_BASELINE = 0.25;
/** How far a superscript or subscript stands from the baseline, at most. */
const MAX_SHIFT = 0.65;
/** How large a superscript or subscript is, at most. */
const SMALL = 0.85;
/** The weight of a sign, relative to a letter, in the style of most characters. */
const SIGN = 0.001;
/** Where a word was divided at the end of a line that isn't one any more. */
const DIVIDED = /(?<=\p{L})\u00ad (?=\p{Ll})/gu;
/** Dots that lead the eye to a page number. */
const LEADERS = /(?:\s?\.){6,}\s?/gu;

/**
 * Puts text items together that stand side by side, in the order in which they were drawn.
 *
 * @param turn as in `Segment`
 */
export function segments(items: readonly TextItem[], turn: number): Segment[] {
  const result: SegmentBuilder[] = [];
  let current: SegmentBuilder | undefined;
  for (const item of inReadingDirection(items)) {
    if (item.text.trim() === "") {
      if (item.text !== "") {
        current?.space(item);
      }
    } else if (current?.accepts(item)) {
      current.add(item);
    } else {
      current = new SegmentBuilder(item);
      result.push(current);
    }
  }
  return result.map((segment) => segment.build(turn));
}

class SegmentBuilder {
  #text: string;
  #left: number;
  #right: number;
  #y: number;
  /** The largest size so far: what is smaller may be a superscript. */
  #size: number;
  #spaced = false;
  readonly #pieces: { text: string; readonly left: number; right: number }[];
  #characters = 0;
  #bold = 0;
  #mono = 0;
  readonly #sizes = new Map<number, number>();

  constructor(item: TextItem) {
    this.#text = item.text;
    this.#left = item.x;
    this.#right = item.x + item.width;
    this.#y = item.y;
    this.#size = item.size;
    this.#pieces = [{ text: item.text, left: item.x, right: item.x + item.width }];
    this.#count(item);
  }

  accepts(item: TextItem): boolean {
    const gap = this.#gap(item);
    const size = Math.max(item.size, this.#size);
    if (gap < -size || gap > WIDE_GAP * size) {
      return false;
    }
    return Math.abs(item.y - this.#y) <= SAME_BASELINE * size || this.#isShifted(item);
  }

  /** A space that was drawn as such. */
  space(item: TextItem): void {
    if (Math.abs(item.y - this.#y) <= SAME_BASELINE * this.#size) {
      this.#spaced = true;
    }
  }

  add(item: TextItem): void {
    const space = Math.abs(item.size - this.#size) < 0.1 * item.size ? SPACE : SHIFTED_SPACE;
    const size = Math.max(item.size, this.#size);
    const gap = this.#gap(item);
    const areIdeographs = IDEOGRAPH.test(this.#text.at(-1) ?? "") && IDEOGRAPH.test(item.text.charAt(0));
    const apart = areIdeographs ? gap > PIECE_GAP * size : this.#spaced || gap > space * size;
    this.#spaced = false;
    const raised = item.size <= SMALL * this.#size && this.#y - item.y > SAME_BASELINE * item.size;
    const text = raised && !apart ? superscript(item.text) : item.text;
    this.#text += `${apart ? " " : ""}${text}`;
    const piece = this.#pieces.at(-1);
    const right = item.x + item.width;
    if (piece === undefined || gap > PIECE_GAP * size) {
      this.#pieces.push({ text, left: item.x, right });
    } else {
      piece.text += `${apart ? " " : ""}${text}`;
      piece.right = Math.max(piece.right, right);
    }
    if (item.size > this.#size) {
      this.#size = item.size;
      this.#y = item.y;
    }
    this.#left = Math.min(this.#left, item.x);
    this.#right = Math.max(this.#right, item.x + item.width);
    this.#count(item);
  }

  build(turn: number): Segment {
    const [size = this.#size] = [...this.#sizes].sort((a, b) => b[1] - a[1])[0] ?? [];
    return {
      text: tidy(this.#text),
      left: this.#left,
      right: this.#right,
      y: this.#y,
      size,
      bold: this.#bold > this.#characters / 2,
      mono: this.#mono > this.#characters / 2,
      turn,
      ...(this.#pieces.length > 1
        ? { pieces: this.#pieces.map((piece) => ({ ...piece, text: tidy(piece.text) })) }
        : {}),
    };
  }

  /** The space between what is there and an item. */
  #gap(item: TextItem): number {
    return item.x - this.#right;
  }

  /** A superscript or subscript after larger text, or larger text after one. */
  #isShifted(item: TextItem): boolean {
    const large = Math.max(item.size, this.#size);
    return (
      Math.min(item.size, this.#size) <= SMALL * large &&
      Math.abs(item.y - this.#y) <= MAX_SHIFT * large &&
      (item.size < large || this.#text.length <= 3)
    );
  }

  #count({ text, size, bold, mono }: TextItem): void {
    const letters = text.replace(/[^\p{L}\p{N}]/gu, "").length;
    const length = letters + (text.length - letters) * SIGN;
    this.#characters += length;
    if (bold) {
      this.#bold += length;
    }
    if (mono) {
      this.#mono += length;
    }
    const rounded = Math.round(size * 10) / 10;
    this.#sizes.set(rounded, (this.#sizes.get(rounded) ?? 0) + length);
  }
}

function tidy(text: string): string {
  return text.replace(LEADERS, " … ").replace(/ {2,}/gu, " ").replace(DIVIDED, "").trim();
}
