import { readAnnotations } from "./annotations.js";
import { UNKNOWN_SIGN, withBullets } from "./bullets.js";
import { withoutCopies } from "./copies.js";
import { withDrawnBullets } from "./drawn-bullets.js";
import { drawnGlyphs } from "./drawn-glyphs.js";
import type { FontStyle, Fonts } from "./fonts.js";
import type { PageText } from "./layout.js";
import type { DrawnText, PdfPage } from "./open-pdf.js";
import { placeOverlays } from "./place-overlays.js";
import { withoutTracking } from "./tracked-text.js";
import { matrix, place, upright } from "./turn-items.js";

/** A page's text, and what else was found on it. */
export interface ReadPage extends PageText {
  readonly comments: number;
  readonly hasFields: boolean;
  /** Whether fields and notes weren't all read. */
  readonly incomplete: boolean;
  /** How many characters it shows in fonts that don't say which characters those are. */
  readonly unmapped: number;
}

/** The text of a page, as it stands on the page when it is held upright. */
export async function readPage(page: PdfPage, fonts: Fonts): Promise<ReadPage> {
  const content = await page.getTextContent();
  const drawn = content.items.flatMap((item) => ("str" in item ? [item] : []));
  const styles = await fonts.styles(page, Object.keys(content.styles));
  const { readable, unmapped } = withoutUnmapped(drawn, styles);
  const viewport = page.getViewport({ scale: 1 });
  const view = matrix(viewport.transform);
  const placed = readable.map((item) => {
    const style = styles.get(item.fontName);
    const mono = style?.mono === true || content.styles[item.fontName]?.fontFamily === "monospace";
    const text = cleanText(item.str);
    // All Chinese, Japanese and Korean characters are equally wide: it tells nothing of them.
    const look = { bold: style?.bold === true, mono: mono && !CJK.test(text), rtl: item.dir === "rtl" };
    const isUnknown = text === "" && /^[^\s\ufeff\u00ad]$/u.test(item.str);
    const pictures = style?.pictures === true;
    return { text: isUnknown ? UNKNOWN_SIGN : text, pictures, ...look, ...place(view, item) };
  });
  const items = withoutCopies(withBullets(placed));
  const words = await withoutTracking(items, () => drawnGlyphs(page, cleanText));
  const printed = await withDrawnBullets(words, page, view);
  const { overlays, ...remarks } = await readAnnotations(page);
  const visible = placeOverlays(printed, overlays, view).filter(
    ({ x, y }) => x > -1 && x < viewport.width && y > -1 && y < viewport.height + 1,
  );
  return {
    page: page.pageNumber,
    ...upright(visible, { width: viewport.width, height: viewport.height }),
    ...remarks,
    unmapped,
  };
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Text of so many characters has a space somewhere, unless its characters aren't those that are shown. */
const MIN_WITHOUT_SPACE = 20;
/** Fewer unknown characters in a piece of text aren't a word. */
const MIN_UNKNOWN = 3;

/**
 * The text without what is drawn in fonts whose glyphs have numbers but no characters. Such a font may still be numbered
 * by Unicode: then its text has spaces, or is Chinese, Japanese or Korean, and no control characters.
 */
function withoutUnmapped(
  items: readonly DrawnText[],
  styles: ReadonlyMap<string, FontStyle>,
): { readonly readable: readonly DrawnText[]; readonly unmapped: number } {
  const texts = new Map<string, string>();
  let noise = 0;
  for (const { fontName, str } of items) {
    if (str.trim() !== "" && styles.get(fontName)?.unmapped === true) {
      texts.set(fontName, `${texts.get(fontName) ?? ""}${str}`);
    } else {
      noise += unknownCharacters(str);
    }
  }
  const garbled = new Map([...texts].filter(([, text]) => isGarbled(text)));
  const lost = [...garbled.values()].reduce((sum, text) => sum + text.length, 0);
  return { readable: items.filter(({ fontName }) => !garbled.has(fontName)), unmapped: noise + lost };
}

/** How many characters of a word a font doesn't name; a few are bullets, icons and hyphens. */
function unknownCharacters(text: string): number {
  const unknown = text.replace(PRIVATE_BULLETS, "").match(UNKNOWN) ?? [];
  return unknown.length < MIN_UNKNOWN ? 0 : unknown.length;
}

function isGarbled(text: string): boolean {
  return /\p{Cc}/u.test(text) || (text.length >= MIN_WITHOUT_SPACE && !/\s/u.test(text) && !CJK.test(text));
}

/** Bullets of the fonts Symbol and Wingdings, which have no place in Unicode. */
const PRIVATE_BULLETS = /[\uf0a7\uf0a8\uf0b7\uf076\uf0d8\uf0fc]/gu;
/** What a font gives for characters that it doesn't name. */
const UNKNOWN = /[\ufffd\p{Co}\p{Cn}]|(?!\s)\p{Cc}/gu;
/** Control characters, and what a font without a Unicode table gives. */
const NOISE = /[\p{Cc}\ufeff\ufffd\p{Co}\p{Cn}]/gu;
/**
 * Characters that stand for the look of others: ligatures, letters of Hebrew and Arabic in the form they have inside a
 * word, signs of vertical text.
 */
const PRESENTATION_FORMS = /[\ufb00-\ufdff\ufe10-\ufe19\ufe30-\ufe4f\ufe70-\ufefc]/gu;
/** Where older fonts keep the ligatures fi and fl. */
const PRIVATE_LIGATURES = /[\uf001\uf002]/gu;

/** How some fonts and programs write the hyphen that divides a word at the end of a line. */
const UNKNOWN_HYPHENS = ["\u0002", "\u001e", "\u001f", "\u00ac", "\ufffe"];

/** The characters of a text item as a reader would type them. Soft hyphens stay: they tell where lines join. */
export function cleanText(text: string): string {
  const isDivided = UNKNOWN_HYPHENS.includes(text.at(-1) ?? "") && /\p{Ll}.$/su.test(text);
  return (isDivided ? `${text.slice(0, -1)}\u00ad` : text)
    .replace(PRIVATE_BULLETS, "•")
    .replace(PRIVATE_LIGATURES, (ligature) => (ligature === "\uf001" ? "fi" : "fl"))
    .replace(/[\p{Zs}\t\n\r]/gu, " ")
    .replace(NOISE, "")
    .replace(PRESENTATION_FORMS, (form) => form.normalize("NFKC").trimStart())
    .normalize("NFC");
}
