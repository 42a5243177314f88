import { binarySearch } from "../binary-search.js";

/**
 * The passages of a generation by position: ascending keys, so a key's position is found by halving. Every
 * part of a snapshot knows a passage by its position here.
 */
export class PassageTable {
  readonly #keys: Float64Array;
  readonly #documentKeys: Float64Array;
  readonly #documentIds: ReadonlyMap<number, string>;

  /**
   * @param passages by ascending key, each with the key of its document
   * @param documentIds the documents' ids by key
   */
  constructor(
    passages: readonly { readonly key: number; readonly document: number }[],
    documentIds: ReadonlyMap<number, string>,
  ) {
    this.#keys = Float64Array.from(passages, (passage) => passage.key);
    this.#documentKeys = Float64Array.from(passages, (passage) => passage.document);
    this.#documentIds = documentIds;
  }

  /** How many passages there are. */
  get size(): number {
    return this.#keys.length;
  }

  /** How many passages have a key up to this one; they stand at the first positions. */
  countThrough(key: number): number {
    const next = this.#keys.findIndex((other) => other > key);
    return next < 0 ? this.size : next;
  }

  keyAt(position: number): number {
    return this.#keys[position] ?? 0;
  }

  /** −1 for a key that isn't of this generation. */
  positionOf(key: number): number {
    return binarySearch(this.#keys, key);
  }

  /** The keys of the documents with these ids; an unknown id is ignored. */
  documentKeys(ids: ReadonlySet<string>): ReadonlySet<number> {
    return new Set([...this.#documentIds].filter(([, id]) => ids.has(id)).map(([key]) => key));
  }

  /** The key of the document that the passage at a position belongs to. */
  documentKeyAt(position: number): number {
    return this.#documentKeys[position] ?? 0;
  }
}
