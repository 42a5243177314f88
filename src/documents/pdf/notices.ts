import { whereNotice } from "../where-notice.js";
import type { PdfInfo } from "./open-pdf.js";
import type { Drawing } from "./page-drawing.js";
import type { ReadPage } from "./read-page.js";

/** Fewer characters that a font doesn't name are bullets and other ornaments. */
const MIN_UNMAPPED = 10;

/** What is known of a document besides its text. */
export interface Findings {
  readonly pages: readonly ReadPage[];
  /** The numbers of the pages that can't be read. */
  readonly damaged: readonly number[];
  /** What is drawn on the pages without text. */
  readonly drawn: ReadonlyMap<number, Drawing>;
  readonly info: PdfInfo;
}

/** What of a document isn't in its text, each as a phrase for a person. */
export function notices({ pages, damaged, drawn, info }: Findings): string[] {
  const withoutForm = info.IsXFAPresent === true && pages.every(({ hasFields }) => !hasFields);
  const numbers = (isOne: (page: ReadPage) => boolean) => pages.filter(isOne).map(({ page }) => page);
  const isUnmapped = ({ unmapped }: ReadPage) => unmapped >= MIN_UNMAPPED;
  const withoutText = (drawing: Drawing) =>
    numbers((page) => drawn.get(page.page) === drawing && !isUnmapped(page));
  return [
    onPages(damaged, "damaged"),
    onPages(withoutText("an image"), "no text, only images"),
    onPages(withoutText("a drawing"), "no text, only drawings"),
    onPages(numbers(isUnmapped), "text in fonts that don't say which characters they show"),
    onPages(
      numbers(({ incomplete }) => incomplete),
      "form fields or notes that can't be read",
    ),
    withoutForm ? ["a form that only Adobe's programs show (XFA): not read"] : [],
    info.IsCollectionPresent === true ? ["the files that are packed into it: not read"] : [],
  ].flat();
}

function onPages(pages: readonly number[], what: string): string[] {
  return pages.length === 0 ? [] : [whereNotice("page", pages, what)];
}
