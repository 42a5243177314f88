import { describe, expect, it } from "vitest";
import { type SignedItem, withBullets } from "../../../../src/documents/pdf/bullets.js";

const item = (text: string, x: number, more: Partial<SignedItem> = {}): SignedItem => ({
  text,
  x,
  y: 100,
  width: 6 * text.length,
  size: 12,
  bold: false,
  mono: false,
  rtl: false,
  degrees: 0,
  pictures: false,
  ...more,
});

const read = (...items: SignedItem[]): string[] => withBullets(items).map(({ text }) => text);

describe("withBullets", () => {
  it("takes an unknown sign, an o and a picture before text for bullets", () => {
    expect(read(item("\ufffd", 10), item("Licht aus", 30))).toEqual(["•", "Licht aus"]);
    expect(read(item("o", 10), item(" ", 16), item("Licht aus", 30))).toEqual(["◦", " ", "Licht aus"]);
    expect(read(item("l", 10, { pictures: true }), item("Licht aus", 30))).toEqual(["•", "Licht aus"]);
  });

  it("knows the bullet of a second column", () => {
    const second = [item("o", 200), item("Tür zu", 220)];
    expect(read(item("Licht aus", 30), ...second)).toEqual(["Licht aus", "◦", "Tür zu"]);
  });

  it("leaves a word of one letter, and drops an unknown sign inside a line", () => {
    expect(read(item("o", 10), item("sea", 19))).toEqual(["o", "sea"]);
    expect(read(item("rot", 10), item("o", 32), item("blu", 48))).toEqual(["rot", "o", "blu"]);
    expect(read(item("rot", 10), item("\ufffd", 32), item("blu", 48))).toEqual(["rot", "", "blu"]);
  });
});
