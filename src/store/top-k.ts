/**
 * Keeps the `limit` best of any number of scored items: a binary heap with the worst kept item on top.
 * Of equal scores the lower item wins, so that results don't depend on the order they are offered in.
 */
export class TopK {
  readonly #limit: number;
  readonly #heap: { readonly item: number; readonly score: number }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What has a lower score wouldn't be kept. */
  get threshold(): number {
    return this.#heap.length < this.#limit ? Number.NEGATIVE_INFINITY : (this.#heap[0]?.score ?? 0);
  }

  offer(item: number, score: number): void {
    if (this.#heap.length < this.#limit) {
      this.#heap.push({ item, score });
      this.#rise(this.#heap.length - 1);
    } else if (this.#heap[0] !== undefined && worse(this.#heap[0], { item, score })) {
      this.#heap[0] = { item, score };
      this.#sink(0);
    }
  }

  /** The kept items, best first. */
  items(): number[] {
    return this.#heap.toSorted((a, b) => (worse(a, b) ? 1 : -1)).map(({ item }) => item);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#swapIfWorse(at, parent)) {
        return;
      }
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#isWorse(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfWorse(child, at)) {
        return;
      }
      at = child;
    }
  }

  #isWorse(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    return x !== undefined && y !== undefined && worse(x, y);
  }

  /** Swaps the items if the one at `lower` in the tree is the worse. */
  #swapIfWorse(lower: number, upper: number): boolean {
    const [x, y] = [this.#heap[lower], this.#heap[upper]];
    if (x === undefined || y === undefined || !worse(x, y)) {
      return false;
    }
    this.#heap[lower] = y;
    this.#heap[upper] = x;
    return true;
  }
}

interface Scored {
  readonly item: number;
  readonly score: number;
}

function worse(a: Scored, b: Scored): boolean {
  return a.score < b.score || (a.score === b.score && a.item > b.item);
}
