import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OcrPrograms } from "../../../../src/documents/ocr/ocr-programs.js";
import { createTesseract } from "../../../../src/documents/ocr/tesseract.js";
import { FAILS, HANGS, writeFakeOcr, writeProgram } from "../../../support/documents/fake-ocr.js";

const IMAGE = Uint8Array.of(1, 2, 3);
const A4 = { number: 2, length: 842 };

describe("tesseract", () => {
  let folder: string;
  let programs: OcrPrograms;
  const texts = { "image 1": "Gut lesbar.", "image 3": FAILS, "image 4": HANGS, "page 2": "Zweite Seite." };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "footnote-ocr-"));
    programs = await writeFakeOcr(folder, texts);
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = (change: Partial<OcrPrograms> = {}, timeoutMs = 30_000) =>
    createTesseract({ ...programs, ...change }, { timeoutMs, onPage: () => {} });
  const recognised = (text: string) => ({ paragraphs: [[{ text, isWrapped: false }]] });

  async function calls() {
    const lines = (await readFile(join(folder, "calls.txt"), "utf8")).trim().split("\n");
    return lines.map((line) => JSON.parse(line) as { args: string[]; environment: Record<string, string> });
  }

  it("reads the pages of pictures and of PDFs", async () => {
    const tesseract = open();
    expect(await tesseract.recogniseImage(IMAGE, 1)).toEqual(recognised("Gut lesbar."));
    expect(await tesseract.recogniseImage(IMAGE, 2)).toEqual({ paragraphs: [] });
    expect(await tesseract.recognisePdfPage(IMAGE, A4)).toEqual(recognised("Zweite Seite."));
  });

  it("is started with fixed arguments, on one thread and without a key", async () => {
    vi.stubEnv("OPENAI_API_KEY", "secret");
    await open({ findsOrientation: false }).recogniseImage(IMAGE, 1);
    await open().recognisePdfPage(IMAGE, A4);
    const [image, page] = await calls();
    expect(image?.args.join(" ")).toBe("stdin stdout -l deu+eng --psm 3 -c tessedit_page_number=0 tsv");
    expect(page?.args.join(" ")).toBe("stdin stdout -l deu+eng --psm 1 --dpi 300 tsv");
    expect(image?.environment["OMP_THREAD_LIMIT"]).toBe("1");
    expect(JSON.stringify(image?.environment)).not.toContain("secret");
    vi.unstubAllEnvs();
  });

  it("says what is missing", async () => {
    const problem = "it isn't installed";
    const without = open({ tesseract: { problem } });
    expect(await without.recogniseImage(IMAGE, 1)).toEqual({ failure: problem });
    expect(await without.recognisePdfPage(IMAGE, A4)).toEqual({ failure: problem });
    expect(await open({ pdftoppm: { problem } }).recognisePdfPage(IMAGE, A4)).toEqual({ failure: problem });
  });

  it("says that a picture can't be read", async () => {
    expect(await open().recogniseImage(IMAGE, 3)).toEqual({ failure: "tesseract failed on it" });
    const gone = open({ tesseract: { path: join(folder, "gone") } });
    expect(await gone.recogniseImage(IMAGE, 1)).toEqual({ failure: "gone can't be started (ENOENT)" });
  });

  it("ends a program that takes too long", async () => {
    const result = await open({}, 100).recogniseImage(IMAGE, 4);
    expect(result).toEqual({ failure: "tesseract took longer than 0.1 s" });
  });

  it("ends a program that writes too much", async () => {
    const path = await writeProgram(
      folder,
      "flood",
      'const write = () => process.stdout.write("P5".repeat(100_000), write); write();',
    );
    expect(await open({ tesseract: { path } }).recogniseImage(IMAGE, 1)).toEqual({
      failure: "flood made too much of it",
    });
  });

  it("never gives tesseract anything but a picture: it would take it for a list of files", async () => {
    const path = await writeProgram(folder, "pdftoppm", 'process.stdout.write("/etc/passwd");');
    const result = await open({ pdftoppm: { path } }).recognisePdfPage(IMAGE, A4);
    expect(result).toEqual({ failure: "pdftoppm couldn't draw it" });
    await expect(calls()).rejects.toThrow();
  });

  it("draws a page at 300 dots an inch, and an endless one no larger than A2", async () => {
    const path = await writeProgram(
      folder,
      "echo",
      'require("node:fs").writeFileSync(__dirname + "/drawn.txt", process.argv.slice(2).join(" "));',
    );
    const drawn = async (length: number) => {
      await open({ pdftoppm: { path } }).recognisePdfPage(IMAGE, { number: 7, length });
      return readFile(join(folder, "drawn.txt"), "utf8");
    };
    expect(await drawn(842)).toBe("-gray -cropbox -f 7 -l 7 -scale-to 3509 -");
    expect(await drawn(1e9)).toContain("-scale-to 7016 ");
    expect(await drawn(0)).toContain("-scale-to 1 ");
  });

  it("tells of every page that is done, whatever became of it", async () => {
    const onPage = vi.fn();
    const tesseract = createTesseract(programs, { timeoutMs: 30_000, onPage });
    await tesseract.recogniseImage(IMAGE, 1);
    await tesseract.recogniseImage(IMAGE, 3);
    await tesseract.recognisePdfPage(IMAGE, A4);
    expect(onPage).toHaveBeenCalledTimes(3);
  });
});
