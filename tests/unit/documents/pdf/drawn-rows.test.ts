import { describe, expect, it } from "vitest";
import { withDrawnRows } from "../../../../src/documents/pdf/drawn-rows.js";
import type { Segment } from "../../../../src/documents/pdf/layout.js";
import { pdfPiece } from "../../../support/documents/pdf-piece.js";

/** The lines of a cell. */
const cell = (left: number, top: number, ...texts: string[]): Segment[] =>
  texts.map((text, i) => pdfPiece(text, left, top + 14 * i));

const read = (...cells: Segment[][]): string[] => withDrawnRows(cells.flat()).map(({ text }) => text);

describe("withDrawnRows", () => {
  it("puts the lines of cells together that were drawn row by row", () => {
    const rows = read(
      cell(50, 100, "Art"),
      cell(200, 100, "Wer und", "wann"),
      cell(50, 140, "Sonder-", "urlaub"),
      cell(200, 140, "Wer", "umzieht"),
      cell(50, 180, "Bildung"),
      cell(200, 180, "Alle"),
    );
    expect(rows).toEqual(["Art", "Wer und wann", "Sonderurlaub", "Wer umzieht", "Bildung", "Alle"]);
  });

  it("leaves boxes alone that are no rows, and columns of prose", () => {
    const boxes = [
      cell(50, 100, "Eins", "a", "b"),
      cell(200, 100, "Zwei", "c", "d"),
      cell(50, 200, "Drei", "e"),
    ];
    expect(read(...boxes)).toEqual(boxes.flat().map(({ text }) => text));
  });

  it("leaves rows of one line as they are", () => {
    const rows = [0, 20, 40].flatMap((y) => [cell(50, 100 + y, "Ring"), cell(200, 100 + y, "12")]);
    expect(withDrawnRows(rows.flat())).toEqual(rows.flat());
  });
});
