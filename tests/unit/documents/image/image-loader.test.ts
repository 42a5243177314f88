import { describe, expect, it } from "vitest";
import { IMAGE_LOADER } from "../../../../src/documents/image/image-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import { fakeRecogniser } from "../../../support/documents/fake-recogniser.js";
import { pngHeader, tiffHeader } from "../../../support/documents/pictures.js";

const PNG = pngHeader(2480, 3508);
const TEXT = { "image 1": "Die erste Seite.", "image 3": "Die dritte Seite." };
const page = [2480, 3508] as const;

const failure = (message: RegExp) => ({
  code: "unreadable_document",
  message: expect.stringMatching(message),
});

describe("pictures", () => {
  const load = (bytes: Uint8Array, recogniser = fakeRecogniser(TEXT), limits = {}) =>
    IMAGE_LOADER.load(bytes, "scans/brief.tif", { ...LIMITS, ...limits }, { recogniser });

  it("have a note that they were read by OCR", async () => {
    expect(await load(PNG)).toMatchObject({
      title: "Brief",
      text: "Die erste Seite.",
      pages: null,
      marks: [],
      notices: ["read by OCR, which may misread"],
    });
  });

  it("may have several pages", async () => {
    expect(await load(tiffHeader([page, page, page]))).toMatchObject({
      text: "Die erste Seite.\n\nDie dritte Seite.",
      pages: 3,
      marks: [
        { start: 0, kind: "page", value: 1 },
        { start: 18, kind: "page", value: 3 },
      ],
      notices: ["pages 1 and 3: read by OCR, which may misread", "page 2: no text found by OCR"],
    });
  });

  it("aren't read without OCR", async () => {
    await expect(IMAGE_LOADER.load(PNG, "a.png", LIMITS)).rejects.toMatchObject(failure(/OCR=tesseract/u));
  });

  it("fail with the reason why there is no text", async () => {
    await expect(load(PNG, fakeRecogniser({}))).rejects.toMatchObject(failure(/OCR found no text/u));
    const missing = fakeRecogniser({ "image 1": { failure: "the program tesseract isn't installed" } });
    await expect(load(PNG, missing)).rejects.toMatchObject(
      failure(/brief\.tif .*tesseract isn't installed/u),
    );
  });

  it.each([
    ["has too many pixels", pngHeader(30_000, 30_000), /30000 × 30000 pixels/u],
    ["is too long", pngHeader(40_000, 10), /40000 × 10 pixels/u],
    ["has a later page with too many pixels", tiffHeader([page, [30_000, 30_000]]), /30000 × 30000 pixels/u],
    ["has too many pages", tiffHeader([page, page, page, page]), /more than 3 pages.*MAX_PAGES/u],
    ["names other files", Uint8Array.from(Buffer.from("/etc/passwd\n/srv/secret.png\n")), /isn't a picture/u],
    ["is a drawing", Uint8Array.from(Buffer.from('<svg width="10" height="10"></svg>')), /isn't a picture/u],
    ["is a grey map", Uint8Array.from(Buffer.from("P5\n10 10\n255\n")), /isn't a picture/u],
    ["is empty", new Uint8Array(), /isn't a picture/u],
  ])("never reach the program if one %s", async (_, bytes, message) => {
    const recogniser = fakeRecogniser(TEXT);
    await expect(load(bytes, recogniser, { pages: 3 })).rejects.toMatchObject(failure(message));
    expect(recogniser.asked).toEqual([]);
  });
});
