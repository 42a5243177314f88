import type { TextBuilder } from "../text-builder.js";

/** Collects the slides that show pictures or objects, and have no text. */
export class SlidesWithoutText {
  readonly #numbers: number[] = [];

  /** @param slide its number, 1-based; numbers ascend */
  add(slide: number): void {
    this.#numbers.push(slide);
  }

  /** Tells a document, which has no text at all if no slide of it has some. @param slides how many there are */
  report(builder: TextBuilder, slides: number): void {
    const [first, ...others] = ranges(this.#numbers);
    if (builder.length === 0) {
      builder.notice(`${slides} ${slides === 1 ? "slide" : "slides"}: no text`);
    } else if (first !== undefined) {
      const list = [first, ...others];
      const last = list.pop();
      const named = list.length === 0 ? last : `${list.join(", ")} and ${last}`;
      builder.notice(`${this.#numbers.length === 1 ? "slide" : "slides"} ${named}: no text`);
    }
  }
}

/** `3`, or `5–7` for three numbers and more in a row. */
function ranges(numbers: readonly number[]): string[] {
  const found: { readonly from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last.to === number - 1) {
      last.to = number;
    } else {
      found.push({ from: number, to: number });
    }
  }
  return found.flatMap(({ from, to }) =>
    to - from === 1 ? [String(from), String(to)] : [from === to ? String(from) : `${from}–${to}`],
  );
}
