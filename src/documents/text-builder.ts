import type { Block, BlockKind, Heading, Mark, Place, Span } from "../core/document.js";
import { tooLong } from "./unreadable.js";

/** A line of a block, with its row or time where the format has one. */
export interface Line {
  readonly text: string;
  readonly mark?: Pick<Mark, "kind" | "value">;
  /** What stands between the line and the one before it: a line break, or less where a paragraph was wrapped. */
  readonly separator?: "\n" | " " | "";
}

/** What a builder has put together. */
export interface BuiltText {
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly blocks: readonly Block[];
  readonly marks: readonly Mark[];
  readonly notices: readonly string[];
}

/**
 * Puts a document's text together block by block, with a blank line between two, and keeps every offset exact.
 * Whatever adds text throws FootnoteError `unreadable_document` as soon as the text becomes too long.
 */
export class TextBuilder {
  readonly #path: string;
  readonly #maxCharacters: number;
  readonly #parts: string[] = [];
  #length = 0;
  readonly #headings: Heading[] = [];
  readonly #blocks: Block[] = [];
  readonly #marks: Mark[] = [];
  readonly #notices = new Set<string>();
  /** How many parts of which kind aren't in the text, by the name of one of them. */
  readonly #leftOut = new Map<string, { readonly plural: string; count: number }>();
  /** The headings above the place reached, outermost first, and their texts; both shared, never changed. */
  #above: readonly Heading[] = [];
  #heading: readonly string[] = [];
  #pending: Pick<Mark, "kind" | "value"> | undefined;

  /**
   * @param path of the file, for messages
   * @param maxCharacters the longest text
   */
  constructor(path: string, maxCharacters: number) {
    this.#path = path;
    this.#maxCharacters = maxCharacters;
  }

  /** Of the text so far, in UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  /** Sets the page, slide, row or time of what is added next. */
  mark(kind: keyof Place, value: number): void {
    this.#pending = { kind, value };
  }

  /**
   * Adds a heading; blank text only ends the sections of its level and below.
   * @param level 1 is the outermost
   */
  addHeading(text: string, level: number): void {
    this.#setAbove(this.#above.filter((heading) => heading.level < level));
    const heading = this.#heading;
    const span = this.#addLines([{ text }]);
    if (span === undefined) {
      return;
    }
    this.#blocks.push({ ...span, kind: "heading", heading });
    const added = { ...span, level, text: text.trim() };
    this.#headings.push(added);
    this.#setAbove([...this.#above, added]);
  }

  /** Adds a block below the last heading; blank text is left out. */
  addBlock(kind: Exclude<BlockKind, "heading">, text: string): void {
    this.addLines(kind, [{ text }]);
  }

  /** Adds one block of lines, each perhaps at its own row or time; blank lines are left out. */
  addLines(kind: Exclude<BlockKind, "heading">, lines: Iterable<Line>): void {
    const span = this.#addLines(lines);
    if (span !== undefined) {
      this.#blocks.push({ ...span, kind, heading: this.#heading });
    }
  }

  /**
   * Records what a person should know of how the file was read, such as what of it isn't in the text.
   * @param phrase that stands alone, such as `page 3: no text`; said twice it counts once
   */
  notice(phrase: string): void {
    this.#notices.add(phrase);
  }

  /**
   * Records parts of the file that aren't in the text. All of them are told together in one notice, such as
   * `not read: 2 comments, 1 picture`.
   * @param count 0 is nothing
   * @param singular the name of one of them, such as `comment`
   */
  leaveOut(count: number, singular: string, plural = `${singular}s`): void {
    const counted = this.#leftOut.get(singular) ?? { plural, count: 0 };
    counted.count += count;
    this.#leftOut.set(singular, counted);
  }

  build(): BuiltText {
    return {
      text: this.#parts.join(""),
      headings: this.#headings,
      blocks: this.#blocks,
      marks: this.#marks,
      notices: [...this.#notices, ...this.#notRead()],
    };
  }

  #notRead(): string[] {
    const counts = Array.from(this.#leftOut, ([singular, { plural, count }]) =>
      count === 0 ? [] : [`${count} ${count === 1 ? singular : plural}`],
    ).flat();
    return counts.length === 0 ? [] : [`not read: ${counts.join(", ")}`];
  }

  #setAbove(above: readonly Heading[]): void {
    this.#above = above;
    this.#heading = above.map(({ text }) => text);
  }

  #addLines(lines: Iterable<Line>): Span | undefined {
    let start: number | undefined;
    for (const line of lines) {
      const text = line.text.trim();
      if (text === "") {
        continue;
      }
      if (this.#length > 0) {
        this.#write(start === undefined ? "\n\n" : (line.separator ?? "\n"));
      }
      start ??= this.#length;
      const mark = line.mark ?? this.#pending;
      if (mark !== undefined) {
        this.#marks.push({ start: this.#length, ...mark });
      }
      this.#pending = undefined;
      this.#write(text);
    }
    return start === undefined ? undefined : { start, end: this.#length };
  }

  #write(text: string): void {
    this.#length += text.length;
    if (this.#length > this.#maxCharacters) {
      throw tooLong(this.#path, this.#maxCharacters);
    }
    this.#parts.push(text);
  }
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * Writes a raised number with Unicode's superscript digits: `1990` with the footnote `3` isn't `19903`, and m² isn't
 * m2. Any other text stays as it is.
 */
export function superscript(text: string): string {
  return /^\d{1,3}$/u.test(text) ? text.replace(/\d/gu, (digit) => RAISED[Number(digit)] ?? digit) : text;
}
