import { sealJson, unsealJson } from "./seal.js";

/** Terms with consecutive ids, as a row of the dictionary. @param lastId of the last of them */
export function sealTerms(lastId: number, terms: readonly string[]): Uint8Array {
  return sealJson([lastId], terms);
}

/** A row of the dictionary. */
export interface TermRow {
  readonly lastId: number;
  readonly terms: ArrayBuffer;
}

/** Reads a row of the dictionary into a map from ids to terms. @throws FootnoteError `index_damaged` */
export function readTermNames(row: TermRow, names: Map<number, string>): void {
  visitTerms(row, (term, id) => names.set(id, term));
}

/** Reads a row of the dictionary into a map from terms to ids. @throws FootnoteError `index_damaged` */
export function readTerms(blob: ArrayBuffer, lastId: number, ids: Map<string, number>): void {
  visitTerms({ lastId, terms: blob }, (term, id) => ids.set(term, id));
}

function visitTerms({ lastId, terms: blob }: TermRow, visit: (term: string, id: number) => void): void {
  const terms = unsealJson<string[]>(blob, [lastId]);
  let id = lastId - terms.length;
  for (const term of terms) {
    visit(term, ++id);
  }
}
