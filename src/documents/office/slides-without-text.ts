import type { TextBuilder } from "../text-builder.js";
import { whereNotice } from "../where-notice.js";

/** Collects the slides that show pictures or objects, and have no text. */
export class SlidesWithoutText {
  readonly #numbers: number[] = [];

  /** @param slide its number, 1-based; numbers ascend */
  add(slide: number): void {
    this.#numbers.push(slide);
  }

  /** Tells a document, which has no text at all if no slide of it has some. @param slides how many there are */
  report(builder: TextBuilder, slides: number): void {
    if (builder.length === 0) {
      builder.notice(`${slides} ${slides === 1 ? "slide" : "slides"}: no text`);
    } else if (this.#numbers.length > 0) {
      builder.notice(whereNotice("slide", this.#numbers, "no text"));
    }
  }
}
