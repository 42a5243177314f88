import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { openWritableWorkspace } from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import { findOcrPrograms } from "../../../src/documents/ocr/find-ocr-programs.js";
import {
  createLoadingPool,
  type FileLimits,
  type LoadingPool,
} from "../../../src/ingest/loading/loading-pool.js";
import { loadingProcesses } from "../../support/child-processes.js";
import {
  HANGS,
  type PictureTexts,
  picturesTaken,
  release,
  WAITS,
  writeFakeOcr,
} from "../../support/documents/fake-ocr.js";
import { pngHeader, scannedPdf } from "../../support/documents/pictures.js";
import { column, writePdf } from "../../support/documents/write-pdf.js";
import { openTemporaryFootnote } from "../../support/open-temporary-footnote.js";
import { until } from "../../support/wait-for.js";
import { repository } from "../../support/workspace.js";

let folder: string;
let documents: string;
let programs: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "footnote-ocr-"));
  [documents, programs] = [join(folder, "documents"), join(folder, "programs")];
  await mkdir(documents);
  await mkdir(programs);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe("an ingest of scans", () => {
  beforeEach(async () => {
    await writeFile(join(documents, "akte.pdf"), writePdf([[], []], { image: true }));
    await writeFile(join(documents, "brief.png"), pngHeader(2480, 3508));
    await writeFile(join(documents, "brot.txt"), "Brot wird aus Mehl gebacken.");
    vi.stubEnv("PATH", programs);
  });

  async function ingest(environment: Record<string, string>) {
    const directories = { DOCUMENTS_DIR: documents, INDEX_DIR: join(folder, "index") };
    const workspace = await openWritableWorkspace(
      loadConfig({ ...directories, ...environment }, "/"),
      () => {},
    );
    try {
      const report = await workspace.scheduler.ingest();
      const files = await workspace.store.documents();
      return { report, texts: await Promise.all(files.map(async ({ id }) => workspace.store.document(id))) };
    } finally {
      await workspace.close();
    }
  }

  it("reads them once OCR is on and its programs are there, and only then", async () => {
    const off = await ingest({});
    expect(off.report).toMatchObject({
      added: ["brot.txt"],
      failed: [{ path: "akte.pdf", reason: expect.stringContaining("OCR=tesseract") }],
      skipped: [{ path: "brief.png", reason: expect.stringContaining("OCR=tesseract") }],
    });

    const missing = await ingest({ OCR: "tesseract" });
    const reason = expect.stringContaining("apt-get install tesseract-ocr");
    expect(missing.report).toMatchObject({
      unchanged: ["brot.txt"],
      failed: [
        { path: "akte.pdf", reason },
        { path: "brief.png", reason },
      ],
      skipped: [],
    });

    await writeFakeOcr(programs, {
      "page 1": "Die Kaution beträgt\ndrei Monatsmieten.",
      "page 2": "Sie wird verzinst.",
      "image 1": "Der Termin ist am Montag.",
    });
    const on = await ingest({ OCR: "tesseract" });
    expect(on.report).toMatchObject({
      added: ["akte.pdf", "brief.png"],
      unchanged: ["brot.txt"],
      failed: [],
    });
    expect(on.texts.map((document) => document?.text)).toEqual(
      expect.arrayContaining(["Der Termin ist am Montag.", expect.stringContaining("Sie wird verzinst.")]),
    );

    const again = await ingest({ OCR: "tesseract" });
    expect(again.report).toMatchObject({ added: [], unchanged: ["akte.pdf", "brief.png", "brot.txt"] });

    const offAgain = await ingest({});
    expect(offAgain.report).toMatchObject({
      removed: ["brief.png"],
      failed: [{ path: "akte.pdf" }],
      documents: 1,
    });
  });

  it("reads them again in other languages", async () => {
    await writeFakeOcr(programs, { "page 1": "Alt.", "image 1": "Alt." });
    await ingest({ OCR: "tesseract" });
    await writeFakeOcr(programs, { "page 1": "Neu.", "image 1": "Neu." });
    const { report, texts } = await ingest({ OCR: "tesseract", OCR_LANGUAGES: "deu" });
    expect(report).toMatchObject({ reloaded: ["image", "pdf"], added: [], failed: [] });
    expect(texts.map((document) => document?.text).sort()).toEqual([
      "Brot wird aus Mehl gebacken.",
      "Neu.",
      "Neu.",
    ]);
  });
});

describe("a program that reads a picture", () => {
  const limits: FileLimits = {
    characters: 1_000_000,
    pages: 100,
    unpackedBytes: 1_000_000,
    nesting: 100,
    fileBytes: 1_000_000,
    timeoutMs: 60_000,
  };

  let pool: LoadingPool;

  async function load(texts: PictureTexts, signal?: AbortSignal) {
    const absolute = join(documents, "akte.pdf");
    await writeFile(absolute, writePdf(Object.keys(texts).map(() => [])));
    pool = createLoadingPool({ limits, ocr: await writeFakeOcr(programs, texts), processes: 1 });
    onTestFinished(() => pool.close());
    return pool.load({ absolute, path: "akte.pdf" }, signal);
  }

  /** The process id of the program, once it has its picture. */
  async function running(): Promise<number> {
    let pid = 0;
    await until(async () => {
      pid = Number(await readFile(join(programs, "pid.txt"), "utf8").catch(() => ""));
      return pid > 0;
    });
    return pid;
  }

  it("ends when its file takes too long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const result = load({ "page 1": HANGS });
    const pid = await running();
    vi.advanceTimersByTime(limits.timeoutMs);
    expect(await result).toMatchObject({
      state: "failed",
      reason: expect.stringContaining("longer than 60 s"),
    });
    await until(() => !isAlive(pid));
  });

  it("ends when nobody wants its file any more", async () => {
    const controller = new AbortController();
    const result = load({ "page 1": HANGS }, controller.signal);
    const pid = await running();
    controller.abort();
    await expect(result).rejects.toMatchObject({ code: "aborted" });
    await until(() => !isAlive(pid));
  });

  it("ends when the pool is closed", async () => {
    const result = load({ "page 1": HANGS });
    const pid = await running();
    await Promise.all([expect(result).rejects.toThrow("closed"), pool.close()]);
    await until(() => !isAlive(pid));
  });

  it("ends when the process crashes that has started it", async () => {
    const result = load({ "page 1": HANGS });
    const pid = await running();
    for (const loading of loadingProcesses()) {
      process.kill(loading, "SIGKILL");
    }
    expect(await result).toMatchObject({ state: "failed", reason: expect.stringContaining("crashed") });
    await until(() => !isAlive(pid));
  });

  it.each(["SIGKILL", "SIGTERM"] as const)("ends when Footnote ends by %s", async (signal) => {
    const absolute = join(documents, "akte.pdf");
    await writeFile(absolute, writePdf([[]]));
    const ocr = await writeFakeOcr(programs, { "page 1": HANGS });
    const script = `
      import { createLoadingPool } from "./dist/ingest/loading/loading-pool.js";
      const pool = createLoadingPool(${JSON.stringify({ limits, ocr, processes: 1 })});
      await pool.load({ absolute: ${JSON.stringify(absolute)}, path: "akte.pdf" });
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: repository });
    const pid = await running();
    parent.kill(signal);
    await until(() => !isAlive(pid));
  });

  it("has the time for a file anew for every page", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const result = load({ "page 1": WAITS, "page 2": WAITS });
    for (const key of ["page 1", "page 2"]) {
      await until(async () => (await picturesTaken(programs)).includes(key));
      vi.advanceTimersByTime(limits.timeoutMs - 1);
      await release(programs, key);
    }
    // What waited has no text, which is another reason than the time.
    expect(await result).toMatchObject({ state: "failed", reason: expect.stringContaining("found no text") });
  });
});

describe("the real tesseract", async () => {
  const { tesseract, pdftoppm } = await findOcrPrograms({ languages: ["deu", "eng"] }, process.env);
  const draw = "path" in pdftoppm ? pdftoppm.path : "";
  const isInstalled = "path" in tesseract && draw !== "";

  it.skipIf(!isInstalled)("reads a scan and a picture (needs tesseract with deu, and pdftoppm)", async () => {
    const pdf = writePdf([
      column(
        [
          "Die Gebühr für Erwachsene beträgt 18,50 Euro, für Schüler",
          "und Studierende neun Euro. Bei Verlust des Ausweises wird eine",
          "Gebühr von vier Euro erhoben, die sofort zu bezahlen ist.",
        ],
        { size: 14, leading: 20 },
      ),
    ]);
    const drawn = (...kind: string[]) =>
      execFileSync(draw, ["-r", "150", ...kind, "-"], { input: pdf, maxBuffer: 10_000_000 });
    await writeFile(join(documents, "gebuehren.pdf"), scannedPdf(drawn("-gray")));
    await writeFile(join(documents, "foto.png"), drawn("-png"));
    const footnote = await openTemporaryFootnote(documents, {
      OCR: "tesseract",
      OCR_LANGUAGES: "deu+eng",
    });
    onTestFinished(() => footnote.close());
    expect(footnote.report).toMatchObject({ added: ["foto.png", "gebuehren.pdf"], failed: [] });
    for (const { id } of await footnote.store.documents()) {
      const text = (await footnote.store.document(id))?.text;
      expect(text).toContain(
        "Die Gebühr für Erwachsene beträgt 18,50 Euro, für Schüler und Studierende neun Euro.",
      );
    }
    const { citations } = await footnote.ask("Wie hoch ist die Gebühr für Erwachsene?");
    expect(citations[0]?.quote).toContain("beträgt 18,50 Euro");
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
