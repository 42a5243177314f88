import { describe, expect, it } from "vitest";
import { isProse, pdfTitle } from "../../../../src/documents/pdf/title.js";

const ABSTRACT =
  "Dieser Bericht beschreibt die Wartung der Anlage im Winter. Er richtet sich an alle, die im Dienst sind.";

describe("pdfTitle", () => {
  it.each([
    ["Microsoft Word - brief.docx"],
    ["Microsoft Word - Dokument1"],
    ["brief.doc [Kompatibilitätsmodus]"],
    ["untitled"],
    ["(anonymous)"],
    ["Layout 1"],
    ["Folie 1"],
    ["Dokument1"],
    ["Neues Dokument (2)"],
    ["PowerPoint-Präsentation"],
    ["Présentation PowerPoint"],
    ["Presentazione standard di PowerPoint"],
    ["Diapositiva 1"],
    ["bericht_2022.pdf"],
    ["Jahresbericht_2022_final"],
    ["20220314-0a3f9e77b1c2"],
    ["C:\\texte\\bericht"],
    ["12"],
    [ABSTRACT],
    [ABSTRACT.slice(0, 90)],
    [undefined],
  ])("doesn't take %j for a title", (declared) => {
    expect(pdfTitle(declared, null, "berichte/jahr-2022.pdf")).toBe("Jahr 2022");
    expect(pdfTitle(declared, "Jahresbericht", "a.pdf")).toBe("Jahresbericht");
  });

  it.each([
    ["Layout der Leiterplatte"],
    ["COVID-19"],
    ["Wer ist Dr. Müller?"],
    ["年度報告"],
    ["On the Stability of Retaining Walls in Clay, with Remarks on Drainage and the Effects of Freezing"],
  ])("takes %j", (declared) => {
    expect(pdfTitle(declared, "Kapitel 1", "a.pdf")).toBe(declared);
  });

  it("takes a declared title before the headline", () => {
    expect(pdfTitle(" Die  Grenze ", "Kapitel 1", "a.pdf")).toBe("Die Grenze");
  });
});

describe("isProse", () => {
  it("knows sentences from long titles", () => {
    expect(isProse(ABSTRACT)).toBe(true);
    expect(
      isProse("Prof. Dr. Gerda Moll und ihre Arbeiten zur Wasserversorgung der Städte am Oberlauf"),
    ).toBe(false);
  });
});
