import { describe, expect, it } from "vitest";
import type { Segment } from "../../../../src/documents/pdf/layout.js";
import { measure } from "../../../../src/documents/pdf/measures.js";
import { readingOrder } from "../../../../src/documents/pdf/reading-order.js";
import { findTables } from "../../../../src/documents/pdf/tables.js";
import { pdfPiece } from "../../../support/documents/pdf-piece.js";

const rowsOf = (segments: readonly Segment[]) => {
  const lines = readingOrder({ page: 1, height: 800, segments });
  return findTables(lines, measure(lines)).map(({ rows }) => rows);
};

const row = (y: number, name: string, count: string, price: string): Segment[] => [
  pdfPiece(name, 50, y),
  pdfPiece(count, 200, y),
  pdfPiece(price, 300, y),
];

describe("findTables", () => {
  it("takes a header apart whose cells stand so close that they look like one", () => {
    const pieces = [
      { text: "Menge", left: 200, right: 290 },
      { text: "Preis", left: 300, right: 340 },
    ];
    const header = [pdfPiece("Teil", 50, 80), pdfPiece("Menge Preis", 200, 80, { right: 340, pieces })];
    const rows = [
      ...row(100, "Ring", "12", "4,50"),
      ...row(120, "Rohr", "10", "9,00"),
      ...row(140, "Hahn", "11", "7,10"),
    ];
    expect(rowsOf([...header, ...rows])[0]?.[0]).toEqual(["Teil", "Menge", "Preis"]);
  });

  it("finds a table whose last rows are sums", () => {
    const sums = ["Summe", "Steuer", "Gesamt"].flatMap((text, i) => [
      pdfPiece(text, 50, 140 + 20 * i),
      pdfPiece("9,00", 300, 140 + 20 * i),
    ]);
    const rows = [...row(100, "Ring", "12", "4,50"), ...row(120, "Rohr", "10", "9,00")];
    expect(rowsOf([...row(80, "Teil", "Menge", "Preis"), ...rows, ...sums])[0]).toHaveLength(6);
  });
});
