import type { PlacedItem } from "./turn-items.js";

/** A single sign whose font doesn't say what it shows. */
export const UNKNOWN_SIGN = "\ufffd";

// In font sizes.
/** How far the text stands from its bullet. */
const MIN_GAP = 0.2;
const MAX_GAP = 4;
/** How far an `o` stands from it that is no word of one letter. */
const MIN_GAP_LETTER = 0.4;
/** What stands farther to the left on the same line is another column's. */
const COLUMN = 2;

/** Text, and whether its font is one of pictures, in which letters are no letters. */
export type SignedItem = PlacedItem & { readonly pictures: boolean };

/**
 * Turns the signs before the items of a list into bullets: an `o` for a circle, letters of Wingdings, and glyphs that
 * have no place in Unicode. Elsewhere a glyph without one is dropped.
 */
export function withBullets(items: readonly SignedItem[]): PlacedItem[] {
  const drawn = items.filter(({ text }) => text.trim() !== "");
  const bullets = new Map<PlacedItem, string>();
  for (const [i, item] of drawn.entries()) {
    const sign = signOf(item, drawn[i - 1], drawn[i + 1]);
    if (sign !== undefined) {
      bullets.set(item, sign);
    }
  }
  return items.map((item) => ({
    ...item,
    text: bullets.get(item) ?? item.text.replaceAll(UNKNOWN_SIGN, ""),
  }));
}

function signOf(
  item: SignedItem,
  before: PlacedItem | undefined,
  after: PlacedItem | undefined,
): string | undefined {
  const text = item.text.trim();
  if ([...text].length !== 1 || !(item.pictures || text === UNKNOWN_SIGN || text === "o")) {
    return undefined;
  }
  if (
    before !== undefined &&
    isOnLine(before, item) &&
    item.x - end(before) < COLUMN * item.size &&
    item.x > before.x
  ) {
    return undefined;
  }
  if (after === undefined || !isOnLine(item, after)) {
    return undefined;
  }
  const gap = (after.x - end(item)) / after.size;
  const isPicture = text !== "o" || item.pictures;
  return gap > (isPicture ? MIN_GAP : MIN_GAP_LETTER) && gap < MAX_GAP ? (isPicture ? "•" : "◦") : undefined;
}

function isOnLine(a: PlacedItem, b: PlacedItem): boolean {
  return a.degrees === b.degrees && Math.abs(a.y - b.y) < 0.3 * Math.max(a.size, b.size);
}

function end(item: PlacedItem): number {
  return item.x + item.width;
}
