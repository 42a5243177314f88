import { describe, expect, it } from "vitest";
import { checkOcr } from "../../../src/cli/doctor/check-ocr.js";
import type { OcrPrograms } from "../../../src/documents/ocr/ocr-programs.js";

const OCR: OcrPrograms = {
  tesseract: { path: "/usr/bin/tesseract" },
  pdftoppm: { path: "/usr/bin/pdftoppm" },
  languages: ["deu", "eng"],
  findsOrientation: true,
  prlimit: undefined,
};

describe("doctor, of OCR", () => {
  it("is content where it is off, or has all it needs", () => {
    expect(checkOcr(undefined)).toMatchObject({ status: "ok", message: expect.stringContaining("Off") });
    expect(checkOcr(OCR)).toMatchObject({ status: "ok", message: "/usr/bin/tesseract reads deu, eng." });
  });

  it("says what is missing and what to do", () => {
    const problem = "the program isn't installed (Debian: apt-get install it)";
    const failed = {
      status: "fail",
      message: "The program isn't installed (Debian: apt-get install it).",
      remedy: expect.stringContaining("OCR=off"),
    };
    expect(checkOcr({ ...OCR, tesseract: { problem } })).toMatchObject(failed);
    expect(checkOcr({ ...OCR, pdftoppm: { problem } })).toMatchObject(failed);
  });
});
