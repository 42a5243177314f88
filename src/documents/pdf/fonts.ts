import type { PdfPage } from "./open-pdf.js";

/** `ABCDEF+` before the name of a font of which the file holds only some characters. */
const SUBSET = /^[A-Z]{6}\+/u;
/** Names of bold fonts; `cmbx` and its like are TeX's. */
const BOLD = /bold|black|heavy|demi|^(?:cm|ec|sf|la|lc)(?:bx|ssbx|b)\d|[-,_](?:bd|b)$/iu;
const FIXED_WIDTH = /mono|courier|consol|typewriter|menlo|inconsolata|^(?:cm|ec|sf)tt\d/iu;

const PICTURES = /^(?:wingdings|webdings|zapfdingbats|marlett)/iu;

/** What a font's name says. */
interface NamedStyle {
  readonly bold: boolean;
  readonly mono: boolean;
  /** Whether its letters are pictures. */
  readonly pictures: boolean;
}

/** What is known of a font. */
export interface FontStyle extends NamedStyle {
  /** Whether the numbers of its glyphs are taken for characters, since it doesn't say which characters they show. */
  readonly unmapped: boolean;
}

/** @param name as PostScript calls the font, such as `ABCDEF+LiberationSerif-Bold` */
export function fontStyle(name: string): NamedStyle {
  const plain = name.replace(SUBSET, "");
  return { bold: BOLD.test(plain), mono: FIXED_WIDTH.test(plain), pictures: PICTURES.test(plain) };
}

/**
 * The styles of a document's fonts by the id that text items have. pdf.js knows a font's name only once a page
 * that uses it was prepared for drawing, which costs more than reading its text: so that is done only for
 * pages that bring a new font.
 */
export class Fonts {
  readonly #styles = new Map<string, FontStyle>();

  async styles(page: PdfPage, ids: readonly string[]): Promise<ReadonlyMap<string, FontStyle>> {
    const unknown = ids.filter((id) => !this.#styles.has(id));
    if (unknown.length === 0) {
      return this.#styles;
    }
    await page.getOperatorList();
    for (const id of unknown) {
      const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined;
      const named = typeof font === "object" && font !== null && "name" in font;
      const style = fontStyle(named ? String(font.name) : "");
      this.#styles.set(id, { ...style, unmapped: isUnmapped(font) });
    }
    return this.#styles;
  }
}

/** A composite font whose table of characters is pdf.js's `IdentityToUnicodeMap`. */
function isUnmapped(font: unknown): boolean {
  if (typeof font !== "object" || font === null || !("composite" in font) || font.composite !== true) {
    return false;
  }
  const table: unknown = "toUnicode" in font ? font.toUnicode : undefined;
  return typeof table === "object" && table !== null && "firstChar" in table;
}
