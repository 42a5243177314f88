import { describe, expect, it } from "vitest";
import type { Segment } from "../../../../src/documents/pdf/layout.js";
import { withoutRunningLines } from "../../../../src/documents/pdf/running-lines.js";
import { pdfPiece } from "../../../support/documents/pdf-piece.js";

describe("withoutRunningLines", () => {
  const page = (number: number, ...pieces: Segment[]) => ({ page: number, height: 800, segments: pieces });
  const left = (pages: ReturnType<typeof page>[]): string[][] =>
    withoutRunningLines(pages).map(({ segments }) => segments.map(({ text }) => text));

  it("keeps everything in a document of two pages", () => {
    const pages = [1, 2].map((n) => page(n, pdfPiece("Kopf", 0, 20), pdfPiece(`Text ${n}`, 0, 100)));
    expect(left(pages)).toEqual([
      ["Kopf", "Text 1"],
      ["Kopf", "Text 2"],
    ]);
  });

  it("keeps the first line of the body, which stands at one place but says something else", () => {
    const words = ["eins", "zwei", "drei", "vier"];
    expect(
      left(words.map((word, i) => page(i + 1, pdfPiece(word, 0, 60), pdfPiece("Text", 0, 200)))),
    ).toEqual(words.map((word) => [word, "Text"]));
  });

  it("removes a chapter's name beside a page number", () => {
    const pages = [1, 2, 3, 4].map((n) =>
      page(
        n,
        pdfPiece(n < 3 ? "Anfang" : "Ende", 0, 20),
        pdfPiece(`${n}`, 400, 20),
        pdfPiece(`Satz ${"abcd"[n]}`, 0, 100),
      ),
    );
    expect(left(pages).every((texts) => texts.length === 1)).toBe(true);
  });

  it("removes a watermark", () => {
    const pages = [1, 2, 3].map((n) =>
      page(n, pdfPiece("Text", 0, 300 + n * 9), pdfPiece("Entwurf", 0, 400, { turn: 1 })),
    );
    expect(left(pages)).toEqual([["Text"], ["Text"], ["Text"]]);
  });

  it("keeps a page that consists of repeated lines only", () => {
    const pages = [1, 2, 3].map((n) => page(n, pdfPiece("Leerseite", 0, 20)));
    expect(left(pages)).toEqual([["Leerseite"], ["Leerseite"], ["Leerseite"]]);
  });
});
