import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextItem } from "../../../../src/documents/pdf/layout.js";
import { readingOrder } from "../../../../src/documents/pdf/reading-order.js";
import { segments } from "../../../../src/documents/pdf/segments.js";

const item = (text: string, x: number, more: Partial<TextItem> = {}): TextItem => ({
  text,
  x,
  y: 100,
  width: 6 * text.length,
  size: 12,
  bold: false,
  mono: false,
  rtl: false,
  ...more,
});

const texts = (items: readonly TextItem[]): string[] => segments(items, 0).map(({ text }) => text);

describe("segments", () => {
  it("puts one space where there is a gap, whether a space was drawn or not", () => {
    expect(texts([item("eins", 0), item("zwei", 28)])).toEqual(["eins zwei"]);
    expect(texts([item("eins", 0), item(" ", 24), item("zwei", 28)])).toEqual(["eins zwei"]);
    expect(texts([item("eins ", 0), item("zwei", 34)])).toEqual(["eins zwei"]);
  });

  it("puts no space inside a word that is drawn in pieces", () => {
    expect(texts([item("Ver", 0), item("handlung", 18.5)])).toEqual(["Verhandlung"]);
  });

  it("puts a space into a narrow gap, but not before a raised number", () => {
    expect(texts([item("§ 8", 0, { bold: true }), item("Absatz", 19.5)])).toEqual(["§ 8 Absatz"]);
    expect(texts([item("12 m", 0), item("2", 25.5, { y: 95, size: 7 })])).toEqual(["12 m²"]);
  });

  it("puts no space between Chinese characters that are spread over the line", () => {
    const spread = [item("会議", 0, { width: 24 }), item(" ", 24), item("資料", 28, { width: 24 })];
    expect(texts(spread)).toEqual(["会議資料"]);
  });

  it("joins a word that is divided where no line ends", () => {
    expect(texts([item("Adminis\u00ad ", 0), item("tration", 60)])).toEqual(["Administration"]);
  });

  it("keeps what stands far apart in pieces", () => {
    expect(texts([item("Name", 0), item("Preis", 100)])).toEqual(["Name", "Preis"]);
  });

  it("writes raised numbers as such and leaves lowered ones on the line", () => {
    expect(texts([item("12 m", 0), item("2", 24, { y: 95, size: 7 })])).toEqual(["12 m²"]);
    expect(texts([item("H", 0), item("2", 6, { y: 102, size: 7 }), item("O", 12)])).toEqual(["H2O"]);
  });

  it("joins text from right to left in reading order", () => {
    expect(texts([item("שלום", 60, { rtl: true }), item("עולם", 32, { rtl: true })])).toEqual(["שלום עולם"]);
  });

  it("shortens the dots before a page number", () => {
    expect(texts([item("Vorwort . . . . . . . . . . 7", 0)])).toEqual(["Vorwort … 7"]);
  });

  it("loses no letter, whatever is drawn where", () => {
    const anywhere = fc.record({
      text: fc.stringMatching(/^[a-z]{1,5}$/u),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 800 }),
      size: fc.integer({ min: 6, max: 30 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anywhere, { selector: ({ text }) => text, maxLength: 40 }), (drawn) => {
        const items = drawn.map(({ text, x, ...more }) => item(text, x, more));
        const lines = readingOrder({ page: 1, height: 800, segments: segments(items, 0) });
        const letters = (parts: readonly string[]) => [...parts.join("").replaceAll(" ", "")].sort().join("");
        expect(letters(lines.map(({ text }) => text))).toBe(letters(drawn.map(({ text }) => text)));
      }),
    );
  });
});
