import type { TermTable } from "../lexical/term-table.js";
import { sealJson, unseal, unsealJson } from "./seal.js";

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
  const terms = unsealJson<string[]>(row.terms, [row.lastId]);
  let id = row.lastId - terms.length;
  for (const term of terms) {
    names.set(++id, term);
  }
}

/** Adds a row of the dictionary to a table. @throws FootnoteError `index_damaged` */
export function readTerms({ lastId, terms }: TermRow, table: TermTable): void {
  const [json = new Uint8Array()] = unseal(terms, [lastId]);
  table.add(json, lastId);
}
