import type { OcrPrograms } from "../../documents/ocr/ocr-programs.js";
import type { Check } from "./check.js";

const NAME = "ocr";
const REMEDY = "Install it, or set OCR=off. See docs/ocr.md.";

/** Whether the programs that read pictures and scanned pages are there. @param ocr undefined where OCR is off */
export function checkOcr(ocr: OcrPrograms | undefined): Check {
  if (ocr === undefined) {
    return { name: NAME, status: "ok", message: "Off; pictures and scanned pages aren't read." };
  }
  const { tesseract, pdftoppm, languages } = ocr;
  if ("problem" in tesseract) {
    return { name: NAME, status: "fail", message: sentence(tesseract.problem), remedy: REMEDY };
  }
  if ("problem" in pdftoppm) {
    return { name: NAME, status: "fail", message: sentence(pdftoppm.problem), remedy: REMEDY };
  }
  return { name: NAME, status: "ok", message: `${tesseract.path} reads ${languages.join(", ")}.` };
}

function sentence(problem: string): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
}
