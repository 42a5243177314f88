import type { TextRecogniser } from "../../core/ports/loader.js";
import {
  addParagraphs,
  type RecognisedPage,
  type RecognisedPages,
  recognisePages,
} from "../ocr/recognise-pages.js";
import type { TextBuilder } from "../text-builder.js";
import { addParts, linesOf } from "./add-parts.js";
import type { Pdf } from "./open-pdf.js";
import type { Part } from "./parts.js";

/** A PDF whose pages are to be recognised. */
interface ScannedPdf {
  readonly pdf: Pdf;
  readonly bytes: Uint8Array;
  readonly path: string;
  readonly maxCharacters: number;
}

/**
 * Recognises pages.
 * @param numbers of the pages that have no text of their own; they are scans, drawings or blank
 * @throws FootnoteError `unreadable_document` as soon as their text becomes too long
 */
export async function recogniseScanned(
  numbers: readonly number[],
  { pdf, bytes, ...limits }: ScannedPdf,
  recogniser: TextRecogniser,
): Promise<RecognisedPages> {
  const recognise = async (number: number) => {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    return recogniser.recognisePdfPage(bytes, { number, length: Math.max(width, height) });
  };
  return recognisePages(numbers, recognise, limits);
}

/** Adds a document's blocks as `addParts` does, with the recognised pages where they belong among them. */
export function addPartsAndScans(
  builder: TextBuilder,
  parts: readonly Part[],
  scans: readonly RecognisedPage[],
): void {
  let start = 0;
  for (const scan of scans) {
    let end = start;
    while (end < parts.length && firstPage(parts[end]) < scan.number) {
      end++;
    }
    addParts(builder, parts.slice(start, end));
    builder.mark("page", scan.number);
    addParagraphs(builder, scan);
    start = end;
  }
  addParts(builder, parts.slice(start));
}

function firstPage(part: Part | undefined): number {
  return (part && linesOf(part)[0]?.page) ?? 0;
}
