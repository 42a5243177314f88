import { describe, expect, it } from "vitest";
import type { TextItem } from "../../../../src/documents/pdf/layout.js";
import { inReadingDirection } from "../../../../src/documents/pdf/right-to-left.js";

const item = (text: string, x: number, y = 100): TextItem => ({
  text,
  x,
  y,
  width: 6 * text.length,
  size: 12,
  bold: false,
  mono: false,
  rtl: false,
});

const read = (...items: TextItem[]): string[] => inReadingDirection(items).map(({ text }) => text);

describe("inReadingDirection", () => {
  it("reads letters from right to left that are drawn from left to right, or in any order", () => {
    const letters = [item("م", 10), item("ا", 16), item("ل", 22), item("س", 28)];
    expect(read(...letters)).toEqual(["سلام"]);
    expect(read(...letters.toReversed())).toEqual(["سلام"]);
  });

  it("reads a number of two pieces inside the line from left to right", () => {
    expect(read(item("סוף", 10), item("12", 32), item("/24", 44), item("תאריך", 66))).toEqual([
      "תאריך 12/24 סוף",
    ]);
  });

  it("reads a Hebrew word in an English line in its place", () => {
    const line = [item("The word", 10), item("ום", 62), item("של", 74), item("means peace", 90)];
    expect(read(...line)).toEqual(["The word שלום means peace"]);
  });

  it("keeps columns apart, the one on the right first", () => {
    expect(read(item("ערך", 10), item("שם", 200))).toEqual(["שם", "ערך"]);
  });

  it("leaves lines without such letters as they were drawn", () => {
    expect(read(item("b", 50), item("a", 10), item("שם", 10, 130))).toEqual(["b", "a", "שם"]);
  });
});
