import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { LANGUAGES } from "../../languages/find-language.js";
import type { FoundProgram, OcrPrograms } from "./ocr-programs.js";
import { runProgram } from "./run-program.js";

/** Data that tells which way up a page is; no language. */
const ORIENTATION = "osd";

/** Listing languages takes milliseconds; a program that hangs mustn't keep Footnote from starting. */
const LIST_TIMEOUT_MS = 30_000;
const LIST_BYTES = 100_000;

/** What is wanted of the programs. */
interface OcrWishes {
  /** As tesseract calls them; undefined are all that Footnote knows and that are installed. */
  readonly languages: readonly string[] | undefined;
}

/**
 * Looks for the programs on the PATH, and for the language data of tesseract. What is missing is no error: the result
 * says what, and files that need it fail with that reason.
 */
export async function findOcrPrograms(
  { languages }: OcrWishes,
  { PATH = "" }: Readonly<Record<string, string | undefined>>,
): Promise<OcrPrograms> {
  const [tesseract, pdftoppm, prlimit] = await Promise.all(
    ["tesseract", "pdftoppm", "prlimit"].map((name) => findOnPath(name, PATH)),
  );
  const pages: FoundProgram =
    pdftoppm === undefined
      ? {
          problem:
            "pages of PDFs are drawn by the program pdftoppm, which isn't installed (Debian: apt-get install poppler-utils)",
        }
      : { path: pdftoppm };
  if (tesseract === undefined) {
    const problem = "the program tesseract isn't installed (Debian: apt-get install tesseract-ocr)";
    return { tesseract: { problem }, pdftoppm: pages, languages: [], findsOrientation: false, prlimit };
  }
  const installed = await listLanguages(tesseract);
  const chosen =
    languages ?? LANGUAGES.map(({ longCode }) => longCode).filter((code) => installed.includes(code));
  const missing = chosen.filter((language) => !installed.includes(language));
  return {
    tesseract: missing.length + (chosen.length === 0 ? 1 : 0) > 0 ? noData(missing) : { path: tesseract },
    pdftoppm: pages,
    languages: chosen,
    findsOrientation: installed.includes(ORIENTATION),
    prlimit,
  };
}

function noData(missing: readonly string[]): FoundProgram {
  const [first = "eng"] = missing;
  const packages = `Debian: apt-get install tesseract-ocr-${first.replaceAll("_", "-").toLowerCase()}`;
  return {
    problem:
      missing.length === 0
        ? `tesseract has no data of a language that Footnote knows (${packages}); install it, or set OCR_LANGUAGES`
        : `tesseract has no data of ${missing.join(", ")} (${packages}); install it, or change OCR_LANGUAGES`,
  };
}

async function findOnPath(name: string, folders: string): Promise<string | undefined> {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  for (const folder of folders.split(path.delimiter).filter((folder) => path.isAbsolute(folder))) {
    const candidate = path.join(folder, file);
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // The next folder may have it.
    }
  }
  return undefined;
}

/** @returns none if the program fails */
async function listLanguages(tesseract: string): Promise<string[]> {
  const result = await runProgram(tesseract, ["--list-langs"], {
    timeoutMs: LIST_TIMEOUT_MS,
    outputBytes: LIST_BYTES,
  });
  // The first line says how many there are and where.
  return "failure" in result
    ? []
    : result.output
        .toString()
        .split("\n")
        .slice(1)
        .map((line) => line.trim());
}
