import { editCost } from "../../spelling/edit-cost.js";

/** A term that another may be a misspelling of. */
export interface NearTerm {
  readonly term: string;
  readonly cost: number;
}

/** Shorter terms are character grams, or too near to others. */
const LEAST_LETTERS = 5;

/** More candidates than these aren't compared, so that the work is bounded. */
const MOST_COMPARED = 20_000;

/** So many of the nearest are given. */
const MOST_FOUND = 8;

/** Finds the terms of a vocabulary that are written nearly alike: by their first letter and length, then by edit cost. */
export class NearTerms {
  readonly #buckets = new Map<string, string[]>();

  add(term: string): void {
    if (term.length < LEAST_LETTERS) {
      return;
    }
    const key = bucketOf(term, term.length);
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      this.#buckets.set(key, [term]);
    } else {
      bucket.push(term);
    }
  }

  /** The nearest terms, nearest first, without the term itself. @param most the highest edit cost */
  find(term: string, most: number): NearTerm[] {
    const found: NearTerm[] = [];
    let compared = 0;
    for (const length of [0, -1, 1, -2, 2].map((difference) => term.length + difference)) {
      for (const other of this.#buckets.get(bucketOf(term, length)) ?? []) {
        if (compared++ >= MOST_COMPARED) {
          break;
        }
        const cost = editCost(term, other, most);
        if (cost !== undefined && other !== term) {
          found.push({ term: other, cost });
        }
      }
    }
    return found.sort((a, b) => a.cost - b.cost).slice(0, MOST_FOUND);
  }
}

function bucketOf(term: string, length: number): string {
  return `${term[0] ?? ""}${length}`;
}
