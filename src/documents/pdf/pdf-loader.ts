import type { FootnoteError } from "../../core/errors.js";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { languageCode } from "../metadata.js";
import { noteRecognition, whyNothing } from "../ocr/recognise-pages.js";
import { TextBuilder } from "../text-builder.js";
import { tooLong } from "../unreadable.js";
import { textOf } from "./add-parts.js";
import { Fonts } from "./fonts.js";
import { notices } from "./notices.js";
import { DAMAGED, openPdf, type Pdf, unreadable } from "./open-pdf.js";
import { markOutline, readOutline } from "./outline.js";
import { drawings } from "./page-drawing.js";
import { structure } from "./parts.js";
import { type ReadPage, readPage } from "./read-page.js";
import { readingOrder } from "./reading-order.js";
import { withoutRunningLines } from "./running-lines.js";
import { addPartsAndScans, recogniseScanned } from "./scanned-pages.js";
import { pdfTitle } from "./title.js";

/**
 * PDF: pages → pieces of text with their place and font → without running headers → lines in reading order →
 * paragraphs, headings, lists and tables. LangChain's PDFLoader joins text by equal baselines and knows neither
 * fonts nor columns nor bookmarks, so headings, and with them where a passage belongs, would be lost.
 */
export const PDF_LOADER: Loader = {
  format: "pdf",
  extensions: [".pdf"],
  async load(bytes, path, limits, { recogniser } = {}) {
    const pdf = await openPdf(bytes, path);
    try {
      const { numPages } = pdf;
      if (numPages > limits.pages) {
        throw unreadable(
          path,
          `has ${numPages} pages, more than ${limits.pages}; split it, or raise MAX_PAGES`,
        );
      }
      const { pages, damaged } = await readPages(pdf, path, limits);
      const empty = pages.filter(({ segments }) => segments.length === 0).map(({ page }) => page);
      const scanned = { pdf, bytes, path, maxCharacters: limits.characters };
      const scans = recogniser && (await recogniseScanned(empty, scanned, recogniser));
      if (empty.length === pages.length && !scans?.pages.length) {
        throw scans === undefined
          ? await noText(pdf, bytes, path, pages)
          : unreadable(path, `holds only images of pages, ${whyNothing(scans)}`);
      }
      const lines = withoutRunningLines(pages).flatMap(readingOrder);
      const { parts, headline } = structure(markOutline(lines, await readOutline(pdf)));
      const builder = new TextBuilder(path, limits.characters);
      addPartsAndScans(builder, parts, scans?.pages ?? []);
      if (scans !== undefined) {
        noteRecognition(builder, scans);
      }
      const { info } = await pdf.getMetadata();
      for (const what of notices({
        pages,
        damaged,
        drawn: await drawings(pdf, { bytes, path }, scans === undefined ? empty : []),
        info,
      })) {
        builder.notice(what);
      }
      builder.leaveOut(
        pages.reduce((sum, page) => sum + page.comments, 0),
        "comment",
      );
      const language = typeof info.Language === "string" ? languageCode(info.Language) : null;
      return {
        title: pdfTitle(info.Title, headline && textOf(headline), path),
        ...builder.build(),
        pages: numPages,
        language,
      };
    } finally {
      await pdf.loadingTask.destroy();
    }
  },
};

/** How many pages of a file without text are examined for images; a scan has one on its first pages. */
const EXAMINED = 3;

/** The error of a file without text. */
async function noText(
  pdf: Pdf,
  bytes: Uint8Array,
  path: string,
  pages: readonly ReadPage[],
): Promise<FootnoteError> {
  if (pages.some(({ unmapped }) => unmapped > 0)) {
    const what = "has text only in fonts that don't say which characters they show";
    return unreadable(path, `${what}; save it again from the program that made it, or add the text with OCR`);
  }
  const numbers = pages.slice(0, EXAMINED).map(({ page }) => page);
  const drawn = [...(await drawings(pdf, { bytes, path }, numbers)).values()];
  const what = drawn.includes("an image")
    ? "holds only images of pages, as scans do"
    : "holds no text: its pages are blank or drawings";
  return unreadable(path, `${what}; read it with OCR=tesseract, or add the text with ocrmypdf`);
}

/** What was read of a document's pages. */
interface Pages {
  readonly pages: readonly ReadPage[];
  /** The numbers of those that can't be read. */
  readonly damaged: readonly number[];
}

/** Reads page by page, and frees what pdf.js keeps of each. */
async function readPages(pdf: Pdf, path: string, limits: LoadLimits): Promise<Pages> {
  const fonts = new Fonts();
  const pages: ReadPage[] = [];
  const damaged: number[] = [];
  let characters = 0;
  let failure: unknown;
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const text = await readPage(page, fonts);
      page.cleanup();
      characters += text.segments.reduce((sum, segment) => sum + segment.text.length, 0);
      pages.push(text);
    } catch (cause) {
      // The other pages of a damaged file are worth reading.
      failure = cause;
      damaged.push(number);
    }
    if (characters > limits.characters) {
      throw tooLong(path, limits.characters);
    }
  }
  if (characters === 0 && failure !== undefined) {
    throw unreadable(path, DAMAGED, failure);
  }
  return { pages, damaged };
}
