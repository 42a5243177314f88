import type { PdfPageImage, Recognition, TextRecogniser } from "../../core/ports/loader.js";
import type { FoundProgram, OcrPrograms } from "./ocr-programs.js";
import { runProgram } from "./run-program.js";
import { readTsv } from "./tesseract-tsv.js";

/** What tesseract is trained on; text in finer drawings isn't read better. */
const DOTS_PER_INCH = 300;
const POINTS_PER_INCH = 72;

/** The longer side of a page as it is drawn: A2 at 300 dots an inch, so that a page takes 50 MB at most. */
const MAX_SIDE = 7016;
const MAX_PAGE_BYTES = MAX_SIDE * MAX_SIDE + 100;

/** The words of a page with their places; a page of 500 words takes 26 kB. */
const MAX_WORDS_BYTES = 10_000_000;

/** Of each program, where it can be limited: many times what a usual page takes, for hostile files. */
const MEMORY_BYTES = 2 ** 31;

/** Page segmentation modes: find the columns, and also which way up the page is. */
const AUTOMATIC = "3";
const AUTOMATIC_WITH_ORIENTATION = "1";

/** How pages are recognised. */
interface TesseractOptions {
  /** The longest that each program may take for a page. */
  readonly timeoutMs: number;
  /** Called after every page. */
  readonly onPage: () => void;
}

/**
 * Recognises text with the `tesseract` program; pages of PDFs are drawn by `pdftoppm`. Both read their standard input
 * and write their standard output, so that there are no temporary files.
 */
export function createTesseract(programs: OcrPrograms, options: TesseractOptions): TextRecogniser {
  const { languages, findsOrientation, prlimit } = programs;
  const { timeoutMs, onPage } = options;
  const memory = prlimit === undefined ? undefined : { prlimit, bytes: MEMORY_BYTES };
  const settings = [
    ...["-l", languages.join("+")],
    ...["--psm", findsOrientation ? AUTOMATIC_WITH_ORIENTATION : AUTOMATIC],
  ];

  const run = async (
    program: FoundProgram,
    programArguments: readonly string[],
    outputBytes: number,
    input: Uint8Array,
  ) =>
    "problem" in program
      ? { failure: program.problem }
      : runProgram(program.path, programArguments, { timeoutMs, outputBytes, memory }, input);

  const recognise = async (image: Uint8Array, more: readonly string[]): Promise<Recognition> => {
    const args = ["stdin", "stdout", ...settings, ...more, "tsv"];
    const result = await run(programs.tesseract, args, MAX_WORDS_BYTES, image);
    onPage();
    return "failure" in result ? result : { paragraphs: readTsv(result.output.toString()) };
  };

  return {
    recogniseImage: (image, page) => recognise(image, ["-c", `tessedit_page_number=${page - 1}`]),
    recognisePdfPage: async (pdf, page) => {
      if ("problem" in programs.tesseract) {
        return { failure: programs.tesseract.problem };
      }
      const drawn = await run(programs.pdftoppm, drawingArguments(page), MAX_PAGE_BYTES, pdf);
      if ("failure" in drawn) {
        return drawn;
      }
      // Tesseract would take anything but a picture for a list of files to read.
      if (!drawn.output.subarray(0, 2).equals(GREY_MAP)) {
        return { failure: "pdftoppm couldn't draw it" };
      }
      return recognise(drawn.output, ["--dpi", String(DOTS_PER_INCH)]);
    },
  };
}

/** What a binary PGM begins with. */
const GREY_MAP = Buffer.from("P5");

function drawingArguments({ number, length }: PdfPageImage): string[] {
  const side = Math.min(MAX_SIDE, Math.max(1, Math.ceil((length / POINTS_PER_INCH) * DOTS_PER_INCH)));
  return ["-gray", "-cropbox", "-f", `${number}`, "-l", `${number}`, "-scale-to", `${side}`, "-"];
}
