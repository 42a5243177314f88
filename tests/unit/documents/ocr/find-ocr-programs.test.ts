import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findOcrPrograms } from "../../../../src/documents/ocr/find-ocr-programs.js";
import { describeOcr } from "../../../../src/documents/ocr/ocr-programs.js";
import { writeFakeOcr } from "../../../support/documents/fake-ocr.js";

describe("looking for the programs of OCR", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "footnote-ocr-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const find = (languages?: readonly string[], path = folder) =>
    findOcrPrograms({ languages }, { PATH: path });

  it("finds them on the PATH, and takes the installed languages that Footnote knows", async () => {
    await writeFakeOcr(folder, {}, ["chi_sim", "eng", "deu", "osd"]);
    const programs = await find(undefined, ["relative", join(folder, "none"), folder].join(delimiter));
    expect(programs).toEqual({
      tesseract: { path: join(folder, "tesseract") },
      pdftoppm: { path: join(folder, "pdftoppm") },
      languages: ["deu", "eng"],
      findsOrientation: true,
      prlimit: undefined,
    });
    expect(describeOcr(programs)).toBe("tesseract deu+eng");
  });

  it("takes the languages that are set, and says which aren't installed and how to get them", async () => {
    await writeFakeOcr(folder, {}, ["chi_sim", "eng"]);
    expect(await find(["eng", "chi_sim"])).toMatchObject({
      languages: ["eng", "chi_sim"],
      findsOrientation: false,
    });
    const programs = await find(["fra", "eng"]);
    expect(programs.tesseract).toEqual({
      problem: expect.stringMatching(/no data of fra .*apt-get install tesseract-ocr-fra.*OCR_LANGUAGES/u),
    });
    expect(describeOcr(programs)).toBe("tesseract missing");
  });

  it("says that there is no language it knows", async () => {
    await writeFakeOcr(folder, {}, ["chi_sim", "osd"]);
    expect((await find()).tesseract).toEqual({ problem: expect.stringContaining("set OCR_LANGUAGES") });
  });

  it("says which program is missing and how to get it", async () => {
    const programs = await find();
    expect(programs.tesseract).toEqual({ problem: expect.stringContaining("apt-get install tesseract-ocr") });
    expect(programs.pdftoppm).toEqual({ problem: expect.stringContaining("apt-get install poppler-utils") });
    expect(describeOcr(programs)).toBe("tesseract missing");
    await writeFakeOcr(folder, {});
    await rm(join(folder, "pdftoppm"));
    expect(describeOcr(await find())).toBe("tesseract deu+eng, pdftoppm missing");
  });

  it("doesn't take a file that can't be run", async () => {
    await writeFile(join(folder, "tesseract"), "", { mode: 0o644 });
    expect((await find()).tesseract).toHaveProperty("problem");
  });
});
