import type { Span } from "../core/document.js";

/** Some characters of a text in a row that come from one place of the original. */
interface Piece {
  readonly length: number;
  /** Where the first of them stands in the original, or where they were put in. */
  readonly origin: number;
  /** 1 if they stand in the original in a row, 0 if they were put in and so all have one place. */
  readonly step: 0 | 1;
}

/** A text made from another one by replacing pieces of it, which knows where each of its characters came from. */
export class MappedText {
  readonly text: string;
  /** In order; together they are as long as the text. */
  readonly #pieces: readonly Piece[];

  private constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  /** A part of an original text as it stands. */
  static of(original: string, { start, end }: Span = { start: 0, end: original.length }): MappedText {
    return new MappedText(original.slice(start, end), [{ length: end - start, origin: start, step: 1 }]);
  }

  /** Parts of one original, one after the other. */
  static join(parts: readonly MappedText[]): MappedText {
    return new MappedText(
      parts.map(({ text }) => text).join(""),
      parts.flatMap((part) => part.#pieces),
    );
  }

  /** Text that isn't the original's. @param origin where it is put in */
  static inserted(text: string, origin: number): MappedText {
    return new MappedText(text, [{ length: text.length, origin, step: 0 }]);
  }

  /** The text with all matches replaced; what a replacement has of its match keeps where it came from. */
  replace(pattern: RegExp, replacement: (match: RegExpMatchArray) => string): MappedText {
    // Most patterns are found nowhere, which `search` says without what `matchAll` makes first.
    if (this.text.search(pattern) === -1) {
      return this;
    }
    const parts: MappedText[] = [];
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      parts.push(this.slice(from, match.index), this.#replaced(match.index, end, replacement(match)));
      from = end;
    }
    return MappedText.join([...parts, this.slice(from)]);
  }

  slice(start: number, end = this.text.length): MappedText {
    const pieces: Piece[] = [];
    let at = 0;
    for (const { length, origin, step } of this.#pieces) {
      const from = Math.max(0, start - at);
      const to = Math.min(length, end - at);
      if (from < to) {
        pieces.push({ length: to - from, origin: origin + step * from, step });
      }
      at += length;
    }
    return new MappedText(this.text.slice(start, end), pieces);
  }

  /** Where a span of the original is in the text; empty if nothing of it is left. */
  locate({ start, end }: Span): Span {
    let located: Span = { start: 0, end: 0 };
    let at = 0;
    for (const { length, origin, step } of this.#pieces) {
      const isInside = step === 1 || (origin >= start && origin < end);
      const from = step === 1 ? Math.max(0, start - origin) : 0;
      const to = step === 1 ? Math.min(length, end - origin) : length;
      if (isInside && from < to) {
        located = { start: located.end === 0 ? at + from : located.start, end: at + to };
      }
      at += length;
    }
    return located;
  }

  #replaced(start: number, end: number, text: string): MappedText {
    const found = this.slice(start, end);
    const at = text === "" ? -1 : found.text.indexOf(text);
    return at === -1
      ? MappedText.inserted(text, found.#pieces[0]?.origin ?? 0)
      : found.slice(at, at + text.length);
  }
}
