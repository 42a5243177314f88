import { describe, expect, it } from "vitest";
import { DrawnGlyphs } from "../../../../src/documents/pdf/drawn-glyphs.js";
import { withoutTracking } from "../../../../src/documents/pdf/tracked-text.js";
import type { PlacedItem } from "../../../../src/documents/pdf/turn-items.js";

/** Items of 10 points with gaps between them, all on one baseline. */
function line(gap: number, ...texts: string[]): PlacedItem[] {
  let x = 50;
  return texts.map((text) => {
    const item = { text, x, y: 100, width: 8 * text.length, size: 10, bold: false, mono: false, rtl: false };
    x += item.width + gap;
    return { ...item, degrees: 0 };
  });
}

const read = async (items: readonly PlacedItem[], drawn = ""): Promise<string> => {
  const glyphs = async () => new DrawnGlyphs(drawn);
  return (await withoutTracking(items, glyphs)).map(({ text }) => text).join("|");
};

describe("withoutTracking", () => {
  it("puts words together that pdf.js split at every letter", async () => {
    expect(await read(line(9, "A N N U A L", "R E P O R T"))).toBe("ANNUAL REPORT");
  });

  it("tells words by the spaces that are drawn, if they are", async () => {
    const drawn = "Einleitung Travel expenses abroad";
    expect(await read(line(0, "Tr a v e l e x p e n s e s a b r o a d"), drawn)).toBe(
      "Travel expenses abroad",
    );
  });

  it("tells words by wider gaps where every letter stands alone", async () => {
    const near = line(4, "K", "E", "Y");
    const far = line(4, "D", "A", "T", "A").map((item) => ({ ...item, x: item.x + 42 }));
    expect(await read([...near, ...far])).toBe("KEY DATA");
  });

  it("reads letters between which somebody typed spaces, and more of them between words", async () => {
    expect(await read(line(0, "N O T E S O N"), "N O T E S   O N")).toBe("NOTES ON");
  });

  it("puts Chinese and Japanese characters together that stand apart", async () => {
    expect(await read(line(0, "会 議 資 料"))).toBe("会議資料");
  });

  it.each([
    [["A B C D E"]],
    [["x x x x"]],
    [["1 2 3 4 5"]],
    [["I am in it"]],
    [["a = b + c"]],
    [["A", "lot", "of", "words"]],
  ])("leaves %j as it is", async (texts) => {
    expect(await read(line(9, ...texts), texts.join(" "))).toBe(texts.join("|"));
  });

  it("leaves letters that stand far apart, or close together, as they are", async () => {
    expect(await read(line(30, "S", "M", "D", "W"))).toBe("S|M|D|W");
    expect(await read(line(0.2, "W", "o", "r", "t"))).toBe("W|o|r|t");
  });
});
