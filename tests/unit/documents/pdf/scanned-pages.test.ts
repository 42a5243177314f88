import { describe, expect, it } from "vitest";
import { PDF_LOADER } from "../../../../src/documents/pdf/pdf-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";
import { fakeRecogniser } from "../../../support/documents/fake-recogniser.js";
import { column, writePdf } from "../../../support/documents/write-pdf.js";

const TYPED = column(["Diese Seite hat einen eigenen Text, der nicht erkannt werden muss."]);
const load = (
  pages: Parameters<typeof writePdf>[0],
  recogniser: ReturnType<typeof fakeRecogniser>,
  limits = {},
) => PDF_LOADER.load(writePdf(pages, { image: true }), "akte.pdf", { ...LIMITS, ...limits }, { recogniser });

describe("scanned pages of a PDF", () => {
  it("are recognised and stand where they belong; the others aren't", async () => {
    const recogniser = fakeRecogniser({ "page 1": "Deckblatt.", "page 3": "Dritte.\n\nNoch ein Absatz." });
    const document = await load([[], TYPED, [], TYPED, []], recogniser);
    expect(recogniser.asked).toEqual(["page 1", "page 3", "page 5"]);
    expect(document.text).toMatch(
      /^Deckblatt\.\n\nDiese Seite.*\n\nDritte\.\n\nNoch ein Absatz\.\n\nDiese Seite/su,
    );
    expect(document.marks.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
    expect(document.notices).toEqual([
      "pages 1 and 3: read by OCR, which may misread",
      "page 5: no text found by OCR",
    ]);
    expectSound(document);
  });

  it("may be all there is", async () => {
    const document = await load([[], []], fakeRecogniser({ "page 1": "Eins.", "page 2": "Zwei." }));
    expect(document).toMatchObject({ title: "Akte", text: "Eins.\n\nZwei.", pages: 2 });
    expectSound(document);
  });

  it("leave a document as it is that has none", async () => {
    const recogniser = fakeRecogniser({});
    const document = await load([TYPED], recogniser);
    expect(document).toEqual(await PDF_LOADER.load(writePdf([TYPED], { image: true }), "akte.pdf", LIMITS));
    expect(recogniser.asked).toEqual([]);
  });

  it("are a note where they can't be read, and an error where there is nothing else", async () => {
    const recogniser = fakeRecogniser({ "page 1": { failure: "the program tesseract isn't installed" } });
    expect((await load([[], TYPED], recogniser)).notices).toEqual([
      "page 1: not read by OCR: the program tesseract isn't installed",
    ]);
    await expect(load([[]], recogniser)).rejects.toMatchObject({
      code: "unreadable_document",
      message: expect.stringMatching(/^akte\.pdf holds only images .*tesseract isn't installed/u),
    });
    await expect(load([[]], fakeRecogniser({}))).rejects.toMatchObject({
      message: expect.stringMatching(/^akte\.pdf holds only images .*OCR found no text/u),
    });
  });

  it("count for the length of the text", async () => {
    await expect(
      load([[]], fakeRecogniser({ "page 1": "zu lang" }), { characters: 5 }),
    ).rejects.toMatchObject({
      message: expect.stringContaining("MAX_DOCUMENT_CHARACTERS"),
    });
  });
});
