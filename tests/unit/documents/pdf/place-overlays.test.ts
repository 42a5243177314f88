import { describe, expect, it } from "vitest";
import type { Overlay } from "../../../../src/documents/pdf/annotations.js";
import { placeOverlays } from "../../../../src/documents/pdf/place-overlays.js";
import type { Matrix, PlacedItem } from "../../../../src/documents/pdf/turn-items.js";

/** A page of 800 points whose own coordinates begin in the lower left corner. */
const VIEW: Matrix = [1, 0, 0, -1, 0, 800];

/** Text whose baseline is so far below the page's upper edge. */
const item = (text: string, x: number, y: number): PlacedItem => ({
  text,
  x,
  y,
  width: 5 * text.length,
  size: 10,
  bold: false,
  mono: false,
  rtl: false,
  degrees: 0,
});

/** A box from left to right whose upper edge is at `top` and which is 16 points high. */
const box = (
  line: string,
  left: number,
  right: number,
  top: number,
  more: Partial<Overlay> = {},
): Overlay => ({
  lines: [line],
  ticked: false,
  label: "",
  rect: [left, 800 - top - 16, right, 800 - top],
  size: 10,
  baseline: undefined,
  ...more,
});

const placed = (items: readonly PlacedItem[], ...overlays: Overlay[]): string[] =>
  placeOverlays(items, overlays, VIEW).map(({ text, x, y }) => `${text} @${Math.round(x)},${Math.round(y)}`);

describe("placeOverlays", () => {
  it("puts a value on the line of the text beside it, right behind a colon", () => {
    expect(placed([item("Name:", 10, 100), item("Ort", 10, 120)], box("Moll", 200, 300, 90))).toEqual([
      "Name: @10,100",
      "Moll @38,100",
      "Ort @10,120",
    ]);
  });

  it("leaves a value in its column that stands far from the text beside it", () => {
    expect(placed([item("Stuhl", 10, 100)], box("3", 200, 240, 90))).toEqual(["Stuhl @10,100", "3 @200,100"]);
  });

  it("reads a value after the caption above its box, and not after the next one's", () => {
    const captions = [item("Name", 10, 100), item("Vorname", 200, 100)];
    expect(placed(captions, box("Moll", 10, 190, 103), box("Gerda", 200, 390, 103))).toEqual([
      "Name @10,100",
      ": Moll @30,100",
      "Vorname @200,100",
      ": Gerda @235,100",
    ]);
  });

  it("leaves the values of a column below its head", () => {
    const boxes = [box("3", 200, 240, 103), box("4", 200, 240, 120)];
    expect(placed([item("Menge", 200, 100)], ...boxes).at(1)).toBe("3 @200,115");
  });

  it("names a field only if nothing on the page does", () => {
    const named = box("Moll", 10, 190, 300, { label: "Name" });
    expect(placed([item("Bestellung", 10, 100)], named).at(-1)).toMatch(/^Name: Moll @10/u);
    expect(placed([item("Name", 10, 326)], named).at(0)).toMatch(/^Moll/u);
  });

  it("ticks the text to the right of a box, else the text to its left", () => {
    const tick = { lines: [], ticked: true, label: "Ja" };
    const right = placed([item("Bote", 30, 100)], box("", 10, 22, 90, tick));
    expect(right.map((text) => text.split(" ")[0])).toEqual(["☒", "Bote"]);
    const left = placed([item("Bote", 30, 100)], box("", 55, 67, 90, tick));
    expect(left.map((text) => text.split(" ")[0])).toEqual(["Bote", "☒"]);
    expect(placed([], box("", 10, 22, 90, tick))[0]).toMatch(/^☒ Ja/u);
  });
});
