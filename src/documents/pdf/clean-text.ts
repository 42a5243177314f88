/** Bullets of the fonts Symbol and Wingdings, which have no place in Unicode. */
const PRIVATE_BULLETS = /[\uf0a7\uf0a8\uf0b7\uf076\uf0d8\uf0fc]/gu;
/** Control characters, and what a font without a Unicode table gives. */
const NOISE = /[\p{Cc}\ufeff\ufffd\p{Co}\p{Cn}]/gu;
const LIGATURES = /[\ufb00-\ufb06]/gu;
/** Where older fonts keep the ligatures fi and fl. */
const PRIVATE_LIGATURES = /[\uf001\uf002]/gu;

/** The characters of a text item as a reader would type them. Soft hyphens stay: they tell where lines join. */
export function cleanText(text: string): string {
  return text
    .replace(PRIVATE_BULLETS, "•")
    .replace(PRIVATE_LIGATURES, (ligature) => (ligature === "\uf001" ? "fi" : "fl"))
    .replace(/[\p{Zs}\t\n\r]/gu, " ")
    .replace(NOISE, "")
    .replace(LIGATURES, (ligature) => ligature.normalize("NFKC"))
    .normalize("NFC");
}
