/** Numbers from 0 to 2³² − 1 side by side in memory, of which more and more come. */
export class NumberList {
  #numbers = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = number;
  }

  /** 0 outside of the list. */
  at(position: number): number {
    return position < this.#length ? (this.#numbers[position] ?? 0) : 0;
  }

  /** Keeps the first of them. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A copy of a part. */
  slice(start = 0, end = this.#length): Uint32Array<ArrayBuffer> {
    return this.#numbers.slice(start, Math.min(end, this.#length));
  }
}
