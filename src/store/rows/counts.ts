import { damaged } from "../errors.js";

/** How much an index holds. */
export interface Counts {
  readonly documents: number;
  readonly paragraphs: number;
  readonly passages: number;
}

/** What a new index holds. */
export const NOTHING: Counts = { documents: 0, paragraphs: 0, passages: 0 };

/** @throws FootnoteError `index_damaged` unless as much was found as was written */
export function checkCounts(found: Counts, written: Counts): void {
  const isSame =
    found.documents === written.documents &&
    found.paragraphs === written.paragraphs &&
    found.passages === written.passages;
  if (!isSame) {
    throw damaged("The index's database doesn't hold as much as was written to it.");
  }
}
