import { binarySearch } from "../../lexical/postings.js";
import type { Segment } from "../../lexical/segment.js";

/**
 * The passages of a generation by position: ascending keys, so a key's position is found by halving. The
 * dense leg knows a passage by its position here.
 */
export class PassageTable {
  readonly #keys: Uint32Array;
  readonly #documentKeys: Uint32Array;
  readonly #documentIds: ReadonlyMap<number, string>;
  /** Of each document's passages, by its id; made when a search in some documents first needs it. */
  #positions: ReadonlyMap<string, readonly number[]> | undefined;

  /**
   * @param segments that hold every passage once
   * @param documentIds the ids of the documents that are still there, by key
   */
  constructor(segments: Iterable<Segment>, documentIds: ReadonlyMap<number, string>) {
    const live = Array.from(segments, ({ keys, documents }) => {
      const isLive = (_: number, i: number) => documentIds.has(documents[i] ?? 0);
      return {
        keys: keys.filter(isLive),
        documents: documents.filter((document) => documentIds.has(document)),
      };
    });
    this.#documentIds = documentIds;
    this.#keys = new Uint32Array(live.reduce((sum, { keys }) => sum + keys.length, 0));
    let size = 0;
    for (const { keys } of live) {
      this.#keys.set(keys, size);
      size += keys.length;
    }
    this.#keys.sort();
    this.#documentKeys = new Uint32Array(size);
    for (const { keys, documents } of live) {
      for (const [i, key] of keys.entries()) {
        this.#documentKeys[this.positionOf(key)] = documents[i] ?? 0;
      }
    }
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

  /** The positions of the passages of the documents with these ids, ascending; an unknown id is ignored. */
  positionsWithin(documents: ReadonlySet<string>): Uint32Array {
    this.#positions ??= this.#groupByDocument();
    const positions = this.#positions;
    return Uint32Array.from([...documents].flatMap((id) => positions.get(id) ?? [])).sort();
  }

  #groupByDocument(): Map<string, number[]> {
    const positions = new Map(Array.from(this.#documentIds.values(), (id): [string, number[]] => [id, []]));
    for (let position = 0; position < this.size; position++) {
      positions.get(this.#documentIds.get(this.documentKeyAt(position)) ?? "")?.push(position);
    }
    return positions;
  }

  /** The key of the document that the passage at a position belongs to. */
  documentKeyAt(position: number): number {
    return this.#documentKeys[position] ?? 0;
  }
}
