import { describe, expect, it } from "vitest";
import { withoutCopies } from "../../../../src/documents/pdf/copies.js";
import type { PlacedItem } from "../../../../src/documents/pdf/turn-items.js";

const item = (text: string, x: number, y = 100): PlacedItem => ({
  text,
  x,
  y,
  width: 6 * text.length,
  size: 12,
  bold: false,
  mono: false,
  rtl: false,
  degrees: 0,
});

const read = (...items: PlacedItem[]): string =>
  withoutCopies(items)
    .map(({ text, bold }) => (bold ? `*${text}*` : text))
    .join("|");

describe("withoutCopies", () => {
  it("reads text once that is printed again after other text, and takes it for bold", () => {
    expect(read(item("Titel", 10), item("Text", 10, 200), item("Titel", 10.4))).toBe("*Titel*|Text");
  });

  it("reads a shadow once", () => {
    expect(read(item("Titel", 12, 102), item("Titel", 10))).toBe("*Titel*");
  });

  it("reads letters and words once that are printed twice before the next", () => {
    const letters = [item("B", 10), item("BO", 10.5), item("OL", 16.5), item("LD", 22.5), item("D", 28.5)];
    expect(read(...letters).replaceAll(/[*|]/gu, "")).toBe("BOLD");
    const words = [item("Der", 10), item("Der fette", 10.5), item("fette", 34.5)];
    expect(read(...words).replaceAll(/[*|]/gu, "")).toBe("Der fette");
  });

  it("keeps the same text at another place, and letters that stand side by side", () => {
    expect(read(item("ja", 10), item("ja", 40), item("ja", 10, 114))).toBe("ja|ja|ja");
    expect(read(item("l", 10), item("l", 16))).toBe("l|l");
    expect(read(item("Fall", 10), item("l", 34))).toBe("Fall|l");
  });
});
