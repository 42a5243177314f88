import type { PageText, TextItem } from "./layout.js";
import type { DrawnText } from "./open-pdf.js";
import { segments } from "./segments.js";

/** PDF's a, b, c, d, e and f, which lead from some coordinates to others. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Text on the page as a viewer shows it, and the angle at which it stands there. */
export type PlacedItem = TextItem & { readonly degrees: number };

/** @param values as pdf.js gives them; what is missing is that of the identity */
export function matrix(values: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

/** Where text stands on the page. Vertical text is text turned by a right angle, whose lines go from right to left. */
export function place(
  view: Matrix,
  item: DrawnText,
): Pick<PlacedItem, "x" | "y" | "width" | "size" | "degrees"> {
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
export function upright(items: readonly PlacedItem[], page: Size): Omit<PageText, "page"> {
  const groups = new Map<number, PlacedItem[]>();
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
function turned(items: readonly PlacedItem[], degrees: number, { width, height }: Size): readonly TextItem[] {
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
