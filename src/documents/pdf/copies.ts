import type { PlacedItem } from "./turn-items.js";

// In font sizes.
/** How far apart two copies of a text are, at most, that are printed over each other to look bold or as a shadow. */
const COPY = 0.25;
/** One or two characters may stand as close to the same ones: `ll`. */
const SHORT_COPY = 0.1;
/** How far a baseline may be off within a line. */
const SAME_BASELINE = 0.1;

/** Longer copies than this stand apart from what follows. */
const MAX_OVERLAP = 200;

/** A piece of text, and what is left of it. */
interface Printed {
  readonly item: PlacedItem;
  readonly left: PlacedItem;
  /** Whether it was printed a second time. */
  twice: boolean;
}

/** The text of a page without what is printed a second time over itself, which makes it bold. */
export function withoutCopies(items: readonly PlacedItem[]): PlacedItem[] {
  const places = new Places();
  const result: Printed[] = [];
  let previous: Printed | undefined;
  for (const item of items) {
    if (item.text.trim() === "") {
      result.push({ item, left: item, twice: false });
      continue;
    }
    const copied = places.copyOf(item);
    if (copied !== undefined) {
      copied.twice = true;
      continue;
    }
    const left = previous === undefined ? item : withoutOverlap(previous.item, item);
    if (previous !== undefined && left !== item) {
      previous.twice = true;
    }
    previous = { item, left, twice: false };
    places.add(previous);
    result.push(previous);
  }
  return result.map(({ left, twice }) => (twice ? { ...left, bold: true } : left));
}

/** Where which text stands: by text, then by the cells of a grid. */
class Places {
  readonly #byText = new Map<string, Map<string, Printed>>();

  /** The same text that stands almost there. */
  copyOf(item: PlacedItem): Printed | undefined {
    const cells = this.#byText.get(item.text);
    if (cells === undefined) {
      return undefined;
    }
    const [column, row] = cell(item);
    for (let step = 0; step < 9; step++) {
      const other = cells.get(`${column + (step % 3) - 1} ${row + Math.floor(step / 3) - 1}`);
      if (other !== undefined && isCopy(other.item, item)) {
        return other;
      }
    }
    return undefined;
  }

  add(printed: Printed): void {
    const { text } = printed.item;
    const cells = this.#byText.get(text) ?? new Map<string, Printed>();
    cells.set(cell(printed.item).join(" "), printed);
    this.#byText.set(text, cells);
  }
}

function cell({ x, y, size }: PlacedItem): [number, number] {
  return [Math.floor(x / (COPY * size)), Math.floor(y / (COPY * size))];
}

function isCopy(a: PlacedItem, b: PlacedItem): boolean {
  const most = (a.text.length > 2 ? COPY : SHORT_COPY) * b.size;
  return a.degrees === b.degrees && Math.abs(a.x - b.x) <= most && Math.abs(a.y - b.y) <= most;
}

/**
 * What an item adds to the one before it. Where every letter or word is printed twice before the next, pdf.js puts the
 * second copy together with what follows: `Der`, then `Der fette` from the same place on.
 */
function withoutOverlap(previous: PlacedItem, item: PlacedItem): PlacedItem {
  const covered = previous.x + previous.width - item.x;
  const isBeside =
    item.degrees !== previous.degrees || item.x < previous.x || covered <= SHORT_COPY * item.size;
  if (isBeside || Math.abs(item.y - previous.y) > SAME_BASELINE * item.size) {
    return item;
  }
  const longest = Math.min(previous.text.length, item.text.length, MAX_OVERLAP);
  for (let length = longest; length > 0; length--) {
    const usual = (item.width * length) / item.text.length;
    if (covered < 0.6 * usual || covered > 1.6 * usual) {
      continue;
    }
    if (previous.text.endsWith(item.text.slice(0, length))) {
      const x = previous.x + previous.width;
      return { ...item, text: item.text.slice(length), x, width: Math.max(0, item.width - covered) };
    }
  }
  return item;
}
