import type { PageText, TextItem } from "./layout.js";
import type { DrawnText, PdfPage } from "./open-pdf.js";
import { segments } from "./segments.js";

/** The text of a page, as it stands on the page when it is held upright. */
export async function readPage(page: PdfPage, fonts: Fonts): Promise<PageText> {
  const content = await page.getTextContent();
  const drawn = content.items.flatMap((item) => ("str" in item ? [item] : []));
  const styles = await fonts.styles(page, Object.keys(content.styles));
  const viewport = page.getViewport({ scale: 1 });
  const placed = drawn.map((item) => {
    const style = styles.get(item.fontName);
    const mono = style?.mono === true || content.styles[item.fontName]?.fontFamily === "monospace";
    const text = cleanText(item.str);
    // All Chinese, Japanese and Korean characters are equally wide: it tells nothing of them.
    const look = { text, bold: style?.bold === true, mono: mono && !CJK.test(text), rtl: item.dir === "rtl" };
    return { ...look, ...place(matrix(viewport.transform), item) };
  });
  const visible = placed.filter(
    ({ x, y }) => x > -1 && x < viewport.width && y > -1 && y < viewport.height + 1,
  );
  return { page: page.pageNumber, ...upright(visible, { width: viewport.width, height: viewport.height }) };
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

type Matrix = readonly [number, number, number, number, number, number];
type Turned = TextItem & { readonly degrees: number };

function matrix(values: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

/** Where text stands on the page. Vertical text is text turned by a right angle, whose lines go from right to left. */
function place(view: Matrix, item: DrawnText): Pick<Turned, "x" | "y" | "width" | "size" | "degrees"> {
  const text = matrix(item.transform);
  const vertical = item.dir === "ttb";
  const width = vertical ? item.height : item.width;
  const x = view[0] * text[4] + view[2] * text[5] + view[4];
  const y = view[1] * text[4] + view[3] * text[5] + view[5];
  const along = Math.atan2(view[1] * text[0] + view[3] * text[1], view[0] * text[0] + view[2] * text[1]);
  const scale = Math.hypot(view[0], view[1]);
  const size = Math.hypot(text[2], text[3]) * scale;
  const degrees = Math.round((along * 180) / Math.PI) + (vertical ? 90 : 0);
  return { x, y, width: width * scale, size, degrees };
}

/** Turns all text so that it runs from left to right; the angle of most characters is the page's own. */
function upright(items: readonly Turned[], page: Size): Omit<PageText, "page"> {
  const groups = new Map<number, Turned[]>();
  for (const item of items) {
    const group = groups.get(item.degrees);
    if (group === undefined) {
      groups.set(item.degrees, [item]);
    } else {
      group.push(item);
    }
  }
  const byLength = [...groups].sort((a, b) => characters(b[1]) - characters(a[1]));
  const degrees = byLength[0]?.[0] ?? 0;
  return {
    height: Math.abs(degrees) === 90 ? page.width : page.height,
    segments: byLength.flatMap(([degrees, group], turn) => segments(turned(group, degrees, page), turn)),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The items after the page was turned against their angle; the page's corner stays the origin. */
function turned(items: readonly Turned[], degrees: number, { width, height }: Size): readonly TextItem[] {
  if (degrees === 0) {
    return items;
  }
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const left = Math.min(0, width * cos, height * sin, width * cos + height * sin);
  const top = Math.min(0, -width * sin, height * cos, height * cos - width * sin);
  return items.map((item) => ({
    ...item,
    x: item.x * cos + item.y * sin - left,
    y: item.y * cos - item.x * sin - top,
  }));
}

function characters(items: readonly TextItem[]): number {
  return items.reduce((sum, item) => sum + item.text.length, 0);
}

/** `ABCDEF+` before the name of a font of which the file holds only some characters. */
const SUBSET = /^[A-Z]{6}\+/u;
/** Names of bold fonts; `cmbx` and its like are TeX's. */
const BOLD = /bold|black|heavy|demi|^(?:cm|ec|sf|la|lc)(?:bx|ssbx|b)\d|[-,_](?:bd|b)$/iu;
const FIXED_WIDTH = /mono|courier|consol|typewriter|menlo|inconsolata|^(?:cm|ec|sf)tt\d/iu;

/** What a font's name says. */
export interface FontStyle {
  readonly bold: boolean;
  readonly mono: boolean;
}

/** @param name as PostScript calls the font, such as `ABCDEF+LiberationSerif-Bold` */
export function fontStyle(name: string): FontStyle {
  const plain = name.replace(SUBSET, "");
  return { bold: BOLD.test(plain), mono: FIXED_WIDTH.test(plain) };
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
      this.#styles.set(id, fontStyle(named ? String(font.name) : ""));
    }
    return this.#styles;
  }
}

/** Bullets of the fonts Symbol and Wingdings, which have no place in Unicode. */
const PRIVATE_BULLETS = /[\uf0a7\uf0a8\uf0b7\uf076\uf0d8\uf0fc]/gu;
/** Control characters, and what a font without a Unicode table gives. */
const NOISE = /[\p{Cc}\ufeff\ufffd\p{Co}\p{Cn}]/gu;
/**
 * Characters that stand for the look of others: ligatures, letters of Hebrew and Arabic in the form they have inside a
 * word, signs of vertical text.
 */
const PRESENTATION_FORMS = /[\ufb00-\ufdff\ufe10-\ufe19\ufe30-\ufe4f\ufe70-\ufefc]/gu;
/** Where older fonts keep the ligatures fi and fl. */
const PRIVATE_LIGATURES = /[\uf001\uf002]/gu;

/** The characters of a text item as a reader would type them. Soft hyphens stay: they tell where lines join. */
export function cleanText(text: string): string {
  return text
    .replace(PRIVATE_BULLETS, "•")
    .replace(PRIVATE_LIGATURES, (ligature) => (ligature === "\uf001" ? "fi" : "fl"))
    .replace(/[\p{Zs}\t\n\r]/gu, " ")
    .replace(NOISE, "")
    .replace(PRESENTATION_FORMS, (form) => form.normalize("NFKC").trimStart())
    .normalize("NFC");
}
