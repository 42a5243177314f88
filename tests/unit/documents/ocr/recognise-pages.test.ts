import { describe, expect, it } from "vitest";
import {
  addParagraphs,
  noteRecognition,
  recognisePages,
  whyNothing,
} from "../../../../src/documents/ocr/recognise-pages.js";
import { TextBuilder } from "../../../../src/documents/text-builder.js";
import { fakeRecogniser } from "../../../support/documents/fake-recogniser.js";

const IMAGE = new Uint8Array();

type Results = Parameters<typeof fakeRecogniser>[0];

function recognise(results: Results, maxCharacters = 1000) {
  const recogniser = fakeRecogniser(results);
  const numbers = Object.keys(results).map((key) => Number(key.split(" ")[1]));
  return recognisePages(numbers, (page) => recogniser.recogniseImage(IMAGE, page), {
    path: "a.tif",
    maxCharacters,
  });
}

async function built(results: Results) {
  const builder = new TextBuilder("a.tif", 1000);
  const recognised = await recognise(results);
  recognised.pages.forEach((page) => {
    addParagraphs(builder, page);
  });
  noteRecognition(builder, recognised);
  return builder.build();
}

describe("recognised pages", () => {
  it("are noted for readers, those without text and those that failed as well", async () => {
    const failure = "tesseract failed on it";
    const { notices } = await built({
      "image 1": "Eins",
      "image 2": "Zwei",
      "image 3": "",
      "image 4": "Vier",
      "image 5": { failure },
      "image 6": { failure },
    });
    expect(notices).toEqual([
      "pages 1, 2 and 4: read by OCR, which may misread",
      "page 3: no text found by OCR",
      "pages 5 and 6: not read by OCR: tesseract failed on it",
    ]);
  });

  it("give why there is no text", async () => {
    expect(whyNothing(await recognise({ "image 1": "" }))).toMatch(/OCR found no text; scan it again/u);
    expect(whyNothing(await recognise({ "image 1": "", "image 2": { failure: "it is missing" } }))).toBe(
      "which OCR couldn't read: it is missing",
    );
  });

  it("join the lines of a paragraph that was wrapped, and words that were divided", async () => {
    const { text, blocks } = await built({
      "image 1":
        "Die Anmel-\\\ndung erfolgt in der Nord-\\\nund der Südseite\\\ndes Hauses.\n\nRathausplatz 1\n01234 Grünau\nTelefon 5",
    });
    expect(text).toBe(
      "Die Anmeldung erfolgt in der Nord- und der Südseite des Hauses.\n\nRathausplatz 1\n01234 Grünau\nTelefon 5",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "list"]);
  });

  it("aren't tried any more after three that failed", async () => {
    const failure = "tesseract took longer than 30 s";
    const keys = ["image 1", "image 2", "image 3", "image 4", "image 5"];
    const recogniser = fakeRecogniser(Object.fromEntries(keys.map((key) => [key, { failure }])));
    const { failed } = await recognisePages(
      [1, 2, 3, 4, 5],
      (page) => recogniser.recogniseImage(IMAGE, page),
      { path: "a.tif", maxCharacters: 1000 },
    );
    expect(recogniser.asked).toEqual(keys.slice(0, 3));
    expect(failed).toEqual(new Map([[failure, [1, 2, 3, 4, 5]]]));
  });

  it("end where the text becomes too long", async () => {
    await expect(recognise({ "image 1": "lang genug", "image 2": "zu lang" }, 15)).rejects.toMatchObject({
      code: "unreadable_document",
      message: expect.stringContaining("MAX_DOCUMENT_CHARACTERS"),
    });
  });
});
