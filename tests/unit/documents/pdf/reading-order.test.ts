import { describe, expect, it } from "vitest";
import type { Segment } from "../../../../src/documents/pdf/layout.js";
import { readingOrder } from "../../../../src/documents/pdf/reading-order.js";
import { pdfPiece } from "../../../support/documents/pdf-piece.js";

describe("readingOrder", () => {
  const order = (...pieces: Segment[]): string[] =>
    readingOrder({ page: 1, height: 800, segments: pieces }).map(({ text }) => text);

  it("keeps the order in which a page was drawn as long as it goes downwards", () => {
    expect(order(pdfPiece("links", 0, 100), pdfPiece("unten", 0, 120), pdfPiece("rechts", 300, 100))).toEqual(
      ["links", "unten", "rechts"],
    );
  });

  it("reads from top to bottom when a title was drawn last", () => {
    expect(order(pdfPiece("Text", 0, 100), pdfPiece("Ende", 0, 120), pdfPiece("Titel", 0, 50))).toEqual([
      "Titel",
      "Text",
      "Ende",
    ]);
  });

  it("reads what stands on one baseline as one line", () => {
    expect(order(pdfPiece("Name", 0, 100), pdfPiece("Preis", 200, 100))).toEqual(["Name Preis"]);
  });
});
