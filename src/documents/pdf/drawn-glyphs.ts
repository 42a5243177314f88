import { getResolvedPDFJS } from "unpdf";
import type { PdfPage } from "./open-pdf.js";

/** The characters that a page draws, in order, with the spaces that are drawn as such. */
export class DrawnGlyphs {
  /** Without spaces. */
  readonly #text: string;
  /** How many spaces stand before each character of the text. */
  readonly #spaces: readonly number[];

  constructor(characters: Iterable<string>) {
    let text = "";
    const spaces: number[] = [];
    let open = 0;
    for (const character of characters) {
      if (character.trim() === "") {
        open += 1;
      } else {
        text += character;
        spaces.push(open, ...Array.from({ length: character.length - 1 }, () => 0));
        open = 0;
      }
    }
    this.#text = text;
    this.#spaces = spaces;
  }

  /**
   * How many spaces are drawn before each character of a text, which is given without them; undefined if the page
   * doesn't draw it in one go.
   */
  spacesIn(text: string): readonly number[] | undefined {
    const at = this.#text.indexOf(text);
    return at === -1 ? undefined : [0, ...this.#spaces.slice(at + 1, at + text.length)];
  }
}

/** @param clean what is done to the characters of text items too */
export async function drawnGlyphs(page: PdfPage, clean: (text: string) => string): Promise<DrawnGlyphs> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const shown = fnArray.flatMap((operator, i) => (operator === OPS.showText ? [argsArray[i]] : []));
  return new DrawnGlyphs(shown.flatMap(charactersOf).map(clean));
}

/** pdf.js gives what is shown as glyphs, with numbers for gaps among them. */
function charactersOf(args: unknown): string[] {
  const glyphs: readonly unknown[] = Array.isArray(args) && Array.isArray(args[0]) ? args[0] : [];
  return glyphs.flatMap((glyph) =>
    typeof glyph === "object" && glyph !== null && "unicode" in glyph && typeof glyph.unicode === "string"
      ? [glyph.unicode]
      : [],
  );
}
