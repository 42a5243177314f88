import { getResolvedPDFJS } from "unpdf";
import type { FootnoteError } from "../../core/errors.js";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { isPlaceholderTitle, languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { tooLong } from "../unreadable.js";
import { addParts, textOf } from "./add-parts.js";
import type { PageText } from "./layout.js";
import { DAMAGED, openPdf, type Pdf, unreadable } from "./open-pdf.js";
import { markOutline, readOutline } from "./outline.js";
import { structure } from "./parts.js";
import { Fonts, readPage } from "./read-page.js";
import { readingOrder } from "./reading-order.js";
import { withoutRunningLines } from "./running-lines.js";

/**
 * PDF: pages → pieces of text with their place and font → without running headers → lines in reading order →
 * paragraphs, headings, lists and tables. LangChain's PDFLoader joins text by equal baselines and knows neither
 * fonts nor columns nor bookmarks, so headings, and with them where a passage belongs, would be lost.
 */
export const PDF_LOADER: Loader = {
  format: "pdf",
  extensions: [".pdf"],
  async load(bytes, path, limits) {
    const pdf = await openPdf(bytes, path);
    try {
      const { numPages } = pdf;
      if (numPages > limits.pages) {
        throw unreadable(
          path,
          `has ${numPages} pages, more than ${limits.pages}; split it, or raise MAX_PAGES`,
        );
      }
      const pages = await readPages(pdf, path, limits);
      if (pages.every(({ segments }) => segments.length === 0)) {
        throw await noText(bytes, path);
      }
      const lines = withoutRunningLines(pages).flatMap(readingOrder);
      const { parts, headline } = structure(markOutline(lines, await readOutline(pdf)));
      const builder = new TextBuilder(path, limits.characters);
      addParts(builder, parts);
      const { info } = await pdf.getMetadata();
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

/** The error of a file without text. */
async function noText(bytes: Uint8Array, path: string): Promise<FootnoteError> {
  const images = await hasImages(bytes, path);
  const what = images
    ? "holds only images of pages, as scans do"
    : "holds no text: its pages are blank or drawings";
  return unreadable(path, `${what}; add the text with OCR (ocrmypdf does it)`);
}

/** Reads page by page, and frees what pdf.js keeps of each. */
async function readPages(pdf: Pdf, path: string, limits: LoadLimits): Promise<PageText[]> {
  const fonts = new Fonts();
  const pages: PageText[] = [];
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
    }
    if (characters > limits.characters) {
      throw tooLong(path, limits.characters);
    }
  }
  if (characters === 0 && failure !== undefined) {
    throw unreadable(path, DAMAGED, failure);
  }
  return pages;
}

/** How many pages are examined for images; a scan has one on its first pages. */
const PAGES = 3;

/** Whether there are images on the first pages of a PDF. */
async function hasImages(bytes: Uint8Array, path: string): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painting = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
  ]);
  const pdf = await openPdf(bytes, path, { images: true });
  try {
    for (let number = 1; number <= Math.min(PAGES, pdf.numPages); number++) {
      const page = await pdf.getPage(number);
      const { fnArray } = await page.getOperatorList();
      if (fnArray.some((operator) => painting.has(operator))) {
        return true;
      }
    }
    return false;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** The longest title, in characters; longer ones are an abstract. */
const MAX_TITLE = 300;
const FILE_NAME = /\.(?:docx?|odt|rtf|pdf|pptx?|xlsx?|indd|qxp|qxd|tex|dvi|ps|html?|txt|pages|md|ai)$/iu;
const ADDRESS = /^(?:https?:|file:|[a-z]:\\|\/)/iu;

/**
 * A document's title: the one it says it has, unless a program made it up; else its headline; else its file name.
 *
 * @param declared what the file's information has as its title
 * @param headline what looks like a title on page 1
 */
export function pdfTitle(declared: unknown, headline: string | null, path: string): string {
  const title = typeof declared === "string" ? declared.replace(/[\s\p{Cc}]+/gu, " ").trim() : "";
  return isSensible(title) ? title : (headline ?? titleFromPath(path));
}

function isSensible(title: string): boolean {
  if (!/\p{L}{2}/u.test(title) || title.length > MAX_TITLE) {
    return false;
  }
  return !isPlaceholderTitle(title) && !FILE_NAME.test(title) && !ADDRESS.test(title);
}
