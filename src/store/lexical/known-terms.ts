import type { NearId } from "./language-index.js";
import { NearTerms } from "./near-terms.js";
import { TermTable } from "./term-table.js";

/**
 * Terms with their ids. An id is never given twice, so what is here stays right, also when terms were removed and
 * stored again, with other ids.
 */
export class KnownTerms {
  /** More may be added to it, but none removed. */
  readonly table = new TermTable();
  /** Filled when a word is looked for that no text holds. */
  readonly #near = new NearTerms();
  #nearSize = 0;

  /** The ids of those of the terms that are known. */
  find(terms: readonly string[]): Map<string, number> {
    return new Map(
      terms.flatMap((term) => {
        const id = this.table.idOf(term);
        return id === undefined ? [] : [[term, id] as const];
      }),
    );
  }

  /** The terms that are written nearly like one, nearest first. @param most the highest cost of edits */
  near(term: string, most: number): readonly NearId[] {
    this.#fillNear();
    return this.#near.find(term, most).flatMap((found) => {
      const id = this.table.idOf(found.term);
      return id === undefined ? [] : [{ ...found, id }];
    });
  }

  #fillNear(): void {
    for (const known of this.table.terms(this.#nearSize)) {
      this.#near.add(known);
    }
    this.#nearSize = this.table.size;
  }
}
