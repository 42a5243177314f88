import type { Span } from "../core/document.js";

/** A text made from another one by replacing pieces of it, which knows where each of its characters came from. */
export class MappedText {
  readonly text: string;
  /** Of each character, its offset in the original; of what was put in, where that was done. */
  readonly #origins: readonly number[];

  private constructor(text: string, origins: readonly number[]) {
    this.text = text;
    this.#origins = origins;
  }

  /** A part of an original text as it stands. */
  static of(original: string, { start, end }: Span = { start: 0, end: original.length }): MappedText {
    return new MappedText(
      original.slice(start, end),
      Array.from({ length: end - start }, (_, i) => start + i),
    );
  }

  /** Parts of one original, one after the other. */
  static join(parts: readonly MappedText[]): MappedText {
    return new MappedText(
      parts.map(({ text }) => text).join(""),
      parts.flatMap((part) => part.#origins),
    );
  }

  /** Text that isn't the original's. @param origin where it is put in */
  static inserted(text: string, origin: number): MappedText {
    return new MappedText(text, new Array<number>(text.length).fill(origin));
  }

  /** The text with all matches replaced; what a replacement has of its match keeps where it came from. */
  replace(pattern: RegExp, replacement: (match: RegExpMatchArray) => string): MappedText {
    const parts: MappedText[] = [];
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      parts.push(this.slice(from, match.index), this.#replaced(match.index, end, replacement(match)));
      from = end;
    }
    return from === 0 && parts.length === 0 ? this : MappedText.join([...parts, this.slice(from)]);
  }

  slice(start: number, end = this.text.length): MappedText {
    return new MappedText(this.text.slice(start, end), this.#origins.slice(start, end));
  }

  /** Where a span of the original is in the text; empty if nothing of it is left. */
  locate({ start, end }: Span): Span {
    const first = this.#origins.findIndex((origin) => origin >= start && origin < end);
    const last = this.#origins.findLastIndex((origin) => origin >= start && origin < end);
    return first === -1 ? { start: 0, end: 0 } : { start: first, end: last + 1 };
  }

  #replaced(start: number, end: number, text: string): MappedText {
    const at = text === "" ? -1 : this.text.slice(start, end).indexOf(text);
    return at === -1
      ? MappedText.inserted(text, this.#origins[start] ?? 0)
      : this.slice(start + at, start + at + text.length);
  }
}
