import { describe, expect, it } from "vitest";
import { extensionsOf, findLoader, isSupported, whyUnsupported } from "../../../src/documents/find-loader.js";

const WITH_OCR = { ocr: "tesseract eng" };

describe("findLoader", () => {
  it("finds for every extension a loader that knows it, in any case", async () => {
    for (const extension of extensionsOf(WITH_OCR)) {
      const loader = await findLoader(`a/b${extension.toUpperCase()}`);
      expect(loader?.extensions, extension).toContain(extension);
    }
  });

  it("finds none for other files", async () => {
    expect(isSupported({ path: "a.exe" }, WITH_OCR)).toBe(false);
    expect(await findLoader("txt")).toBeUndefined();
  });
});

describe("pictures", () => {
  it("are supported with OCR only, and otherwise the reason says how to have them read", () => {
    expect(isSupported({ path: "a/scan.PNG" }, {})).toBe(false);
    expect(isSupported({ path: "a/scan.PNG" }, WITH_OCR)).toBe(true);
    expect(isSupported({ path: "a.pdf" }, {})).toBe(true);
    expect(whyUnsupported("a/scan.PNG")).toContain("OCR=tesseract");
    expect(whyUnsupported("a.exe")).toContain("PDF");
  });
});
