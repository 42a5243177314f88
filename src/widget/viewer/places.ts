import type { DocumentText } from "./document-text.js";

/** The index of the first block of which something is below a line across the window, in pixels from its top. */
export function blockBelow(text: DocumentText, line: number): number {
  return text.firstBlock((element) => element.getBoundingClientRect().bottom > line);
}
