import { describe, expect, it } from "vitest";
import type { Segment } from "../../../../src/documents/pdf/layout.js";
import { withWholeRows } from "../../../../src/documents/pdf/whole-rows.js";
import { pdfPiece } from "../../../support/documents/pdf-piece.js";

const read = (segments: readonly Segment[]): string[] => withWholeRows(segments).map(({ text }) => text);

/** Three rows, the cells of each drawn one after the other; the first has a cell of two lines. */
const TABLE = [
  pdfPiece("Wartung der", 50, 100),
  pdfPiece("Pumpe", 50, 114),
  pdfPiece("120,00 €", 300, 100),
  pdfPiece("Dichtung", 50, 138),
  pdfPiece("54,00 €", 300, 138),
  pdfPiece("Anfahrt", 50, 158),
  pdfPiece("35,00 €", 300, 158),
];

describe("withWholeRows", () => {
  it("puts the lines of a cell together, before the next cell of its row", () => {
    expect(read(TABLE)).toEqual([
      "Wartung der Pumpe",
      "120,00 €",
      "Dichtung",
      "54,00 €",
      "Anfahrt",
      "35,00 €",
    ]);
  });

  it("joins a word that is divided in a cell", () => {
    const divided = TABLE.map((segment) =>
      segment.text === "Wartung der"
        ? { ...segment, text: "War-" }
        : segment.text === "Pumpe"
          ? { ...segment, text: "tung" }
          : segment,
    );
    expect(read(divided)[0]).toBe("Wartung");
  });

  it("leaves prose alone beside a column of numbers that was drawn after it", () => {
    const prose = ["Die Brücke ist", "sehr alt und", "wurde später", "noch einmal", "erneuert"];
    const numbers = ["1954", "1960", "1987"];
    const page = [
      ...prose.map((text, i) => pdfPiece(text, 50, 100 + 14 * i)),
      ...numbers.map((text, i) => pdfPiece(text, 300, 100 + 28 * i)),
    ];
    expect(read(page)).toEqual([...prose, ...numbers]);
  });

  it("leaves lines below a table alone that are as far from it as its rows from each other", () => {
    const below = pdfPiece("Hinweis", 50, 178);
    expect(read([...TABLE, below]).at(-1)).toBe("Hinweis");
  });
});
