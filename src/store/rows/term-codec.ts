import { sealJson, unsealJson } from "./seal.js";

/** Terms with consecutive ids, as a row of the dictionary. @param lastId of the last of them */
export function sealTerms(lastId: number, terms: readonly string[]): Uint8Array {
  return sealJson([lastId], terms);
}

/** Reads a row of the dictionary into a map from terms to ids. @throws FootnoteError `index_damaged` */
export function readTerms(blob: ArrayBuffer, lastId: number, ids: Map<string, number>): void {
  const terms = unsealJson<string[]>(blob, [lastId]);
  let id = lastId - terms.length;
  for (const term of terms) {
    ids.set(term, ++id);
  }
}
