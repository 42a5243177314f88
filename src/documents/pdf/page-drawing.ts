import { getResolvedPDFJS } from "unpdf";
import { type OperatorList, openPdf, type Pdf } from "./open-pdf.js";

/** What stands on a page without text. */
export type Drawing = "nothing" | "an image" | "a drawing";

/** A page of fewer numbers has some lines and frames, but nothing that is drawn with them. */
const MIN_NUMBERS = 200;

/**
 * What is drawn on pages on which no text was found. No image is decoded for it: this document leaves them out, and the
 * file is opened again so that one is an error, which ends what it takes to draw the page.
 *
 * @param pages their numbers, 1-based
 */
export async function drawings(
  pdf: Pdf,
  file: { readonly bytes: Uint8Array; readonly path: string },
  pages: readonly number[],
): Promise<ReadonlyMap<number, Drawing>> {
  const found = new Map<number, Drawing>();
  if (pages.length === 0) {
    return found;
  }
  const strict = await openPdf(file.bytes, file.path, { strict: true });
  try {
    for (const number of pages) {
      found.set(number, await drawingOf(pdf, strict, number));
    }
  } finally {
    await strict.loadingTask.destroy();
  }
  return found;
}

async function drawingOf(pdf: Pdf, strict: Pdf, number: number): Promise<Drawing> {
  const { fnArray, argsArray } = await operators(pdf, number);
  if (fnArray.length > (await operators(strict, number)).fnArray.length) {
    return "an image";
  }
  const { OPS } = await getResolvedPDFJS();
  const numbers = fnArray.reduce(
    (sum, operator, i) => sum + (operator === OPS.constructPath ? pathLength(argsArray[i]) : 0),
    0,
  );
  return numbers >= MIN_NUMBERS || fnArray.includes(OPS.showText) ? "a drawing" : "nothing";
}

async function operators(pdf: Pdf, number: number): Promise<OperatorList> {
  const page = await pdf.getPage(number);
  const list = await page.getOperatorList();
  page.cleanup();
  return list;
}

/** How many numbers a path has; pdf.js gives it as `[operator, [numbers], bounds]`. */
function pathLength(args: unknown): number {
  const path: unknown = Array.isArray(args) ? args[1] : undefined;
  const numbers: unknown = Array.isArray(path) ? path[0] : undefined;
  return ArrayBuffer.isView(numbers) && "length" in numbers ? Number(numbers.length) : 0;
}
