import { describe, expect, it } from "vitest";
import { pdfTitle } from "../../../../src/documents/pdf/pdf-loader.js";

describe("pdfTitle", () => {
  it.each([
    ["Microsoft Word - brief.docx"],
    ["untitled"],
    ["bericht_2022.pdf"],
    ["C:\\texte\\bericht"],
    ["12"],
    [undefined],
  ])("doesn't take %j for a title", (declared) => {
    expect(pdfTitle(declared, null, "berichte/jahr-2022.pdf")).toBe("Jahr 2022");
    expect(pdfTitle(declared, "Jahresbericht", "a.pdf")).toBe("Jahresbericht");
  });

  it("takes a declared title before the headline", () => {
    expect(pdfTitle(" Die  Grenze ", "Kapitel 1", "a.pdf")).toBe("Die Grenze");
  });
});
