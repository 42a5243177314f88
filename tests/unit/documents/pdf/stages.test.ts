import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endsSentence, isContentsEntry, listMarker } from "../../../../src/documents/pdf/group-lines.js";
import type { Segment, TextItem } from "../../../../src/documents/pdf/layout.js";
import { pdfTitle } from "../../../../src/documents/pdf/pdf-loader.js";
import { cleanText, fontStyle } from "../../../../src/documents/pdf/read-page.js";
import { readingOrder } from "../../../../src/documents/pdf/reading-order.js";
import { withoutRunningLines } from "../../../../src/documents/pdf/running-lines.js";
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

const piece = (text: string, left: number, y: number, more: Partial<Segment> = {}): Segment => ({
  text,
  left,
  right: left + 6 * text.length,
  y,
  size: 12,
  bold: false,
  mono: false,
  turn: 0,
  ...more,
});

const texts = (items: readonly TextItem[]): string[] => segments(items, 0).map(({ text }) => text);

describe("cleanText", () => {
  it.each([
    ["ﬁnale Auﬂage", "finale Auflage"],
    ["a\u00a0b\u2009c", "a b c"],
    ["a\u0000b\ue000", "ab"],
    ["u\u0308ber", "über"],
    ["\uf0b7 Punkt", "• Punkt"],
  ])("turns %j into %j", (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });
});

describe("segments", () => {
  it("puts one space where there is a gap, whether a space was drawn or not", () => {
    expect(texts([item("eins", 0), item("zwei", 28)])).toEqual(["eins zwei"]);
    expect(texts([item("eins", 0), item(" ", 24), item("zwei", 28)])).toEqual(["eins zwei"]);
    expect(texts([item("eins ", 0), item("zwei", 34)])).toEqual(["eins zwei"]);
  });

  it("puts no space inside a word that is drawn in pieces", () => {
    expect(texts([item("Ver", 0), item("handlung", 18.5)])).toEqual(["Verhandlung"]);
  });

  it("keeps what stands far apart in pieces", () => {
    expect(texts([item("Name", 0), item("Preis", 100)])).toEqual(["Name", "Preis"]);
  });

  it("writes raised numbers as such and leaves lowered ones on the line", () => {
    expect(texts([item("12 m", 0), item("2", 24, { y: 95, size: 7 })])).toEqual(["12 m²"]);
    expect(texts([item("H", 0), item("2", 6, { y: 102, size: 7 }), item("O", 12)])).toEqual(["H2O"]);
  });

  it("drops the second copy of text that is drawn twice to look bold", () => {
    expect(texts([item("fett", 0), item("fett", 0.4)])).toEqual(["fett"]);
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

describe("readingOrder", () => {
  const order = (...pieces: Segment[]): string[] =>
    readingOrder({ page: 1, height: 800, segments: pieces }).map(({ text }) => text);

  it("keeps the order in which a page was drawn as long as it goes downwards", () => {
    expect(order(piece("links", 0, 100), piece("unten", 0, 120), piece("rechts", 300, 100))).toEqual([
      "links",
      "unten",
      "rechts",
    ]);
  });

  it("reads from top to bottom when a title was drawn last", () => {
    expect(order(piece("Text", 0, 100), piece("Ende", 0, 120), piece("Titel", 0, 50))).toEqual([
      "Titel",
      "Text",
      "Ende",
    ]);
  });

  it("reads what stands on one baseline as one line", () => {
    expect(order(piece("Name", 0, 100), piece("Preis", 200, 100))).toEqual(["Name Preis"]);
  });
});

describe("withoutRunningLines", () => {
  const page = (number: number, ...pieces: Segment[]) => ({ page: number, height: 800, segments: pieces });
  const left = (pages: ReturnType<typeof page>[]): string[][] =>
    withoutRunningLines(pages).map(({ segments }) => segments.map(({ text }) => text));

  it("keeps everything in a document of two pages", () => {
    const pages = [1, 2].map((n) => page(n, piece("Kopf", 0, 20), piece(`Text ${n}`, 0, 100)));
    expect(left(pages)).toEqual([
      ["Kopf", "Text 1"],
      ["Kopf", "Text 2"],
    ]);
  });

  it("keeps the first line of the body, which stands at one place but says something else", () => {
    const words = ["eins", "zwei", "drei", "vier"];
    expect(left(words.map((word, i) => page(i + 1, piece(word, 0, 60), piece("Text", 0, 200))))).toEqual(
      words.map((word) => [word, "Text"]),
    );
  });

  it("removes a chapter's name beside a page number", () => {
    const pages = [1, 2, 3, 4].map((n) =>
      page(
        n,
        piece(n < 3 ? "Anfang" : "Ende", 0, 20),
        piece(`${n}`, 400, 20),
        piece(`Satz ${"abcd"[n]}`, 0, 100),
      ),
    );
    expect(left(pages).every((texts) => texts.length === 1)).toBe(true);
  });

  it("removes a watermark", () => {
    const pages = [1, 2, 3].map((n) =>
      page(n, piece("Text", 0, 300 + n * 9), piece("Entwurf", 0, 400, { turn: 1 })),
    );
    expect(left(pages)).toEqual([["Text"], ["Text"], ["Text"]]);
  });

  it("keeps a page that consists of repeated lines only", () => {
    const pages = [1, 2, 3].map((n) => page(n, piece("Leerseite", 0, 20)));
    expect(left(pages)).toEqual([["Leerseite"], ["Leerseite"], ["Leerseite"]]);
  });
});

describe("fontStyle", () => {
  it.each([
    ["ABCDEF+LiberationSerif-Bold", { bold: true, mono: false }],
    ["CMBX12", { bold: true, mono: false }],
    ["ArialMT", { bold: false, mono: false }],
    ["QWERTZ+CourierNewPSMT", { bold: false, mono: true }],
  ])("reads %s", (name, expected) => {
    expect(fontStyle(name)).toEqual(expected);
  });
});

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

describe("marks of lists and sentences", () => {
  it("knows bullets for sure, and dashes and numbers perhaps", () => {
    expect(["• a", "– a", "12. a", "(3) a", "b) a", "a b"].map(listMarker)).toEqual([
      "bullet",
      "dash or number",
      "dash or number",
      "dash or number",
      "dash or number",
      null,
    ]);
  });

  it("knows an entry of a table of contents", () => {
    expect(["Vorwort … 7", "und so weiter …", "Anhang … xii"].map(isContentsEntry)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("knows the end of a sentence behind quotation marks and footnotes", () => {
    expect(["Ja.", "„Ja.“", "Ja.¹²", "Ja", "Ja,"].map(endsSentence)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
