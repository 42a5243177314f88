import { getResolvedPDFJS } from "unpdf";
import { openPdf } from "./open-pdf.js";

/** A scan has an image on its first pages, or has none at all. */
const PAGES = 3;

/** Whether there are images on the first pages of a PDF. */
export async function hasImages(bytes: Uint8Array, path: string): Promise<boolean> {
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
