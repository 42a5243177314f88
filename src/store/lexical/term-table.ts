const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const FIRST_BEYOND_ASCII = 0x80;

/** At most this much of the slots is used. */
const FILL = 0.5;

/** No entry: entries are counted from 1 in the slots. */
const EMPTY = 0;

/** The bytes that a text of so many UTF-16 code units has at most as JSON: a lone surrogate has six. */
const BYTES_PER_UNIT = 6;

const ENCODER = new TextEncoder();

/**
 * Terms with their ids, as bytes in a hash table: a dictionary is in memory in a few milliseconds, without a string for
 * each of its terms. A term is known by its JSON, as the dictionary's rows have it.
 */
export class TermTable {
  /** The terms' JSON without quotation marks, one behind the other. */
  #bytes = new Uint8Array(1024);
  /** Where each term begins, and behind the last one where the next will. */
  #starts = new Uint32Array(129);
  #hashes = new Uint32Array(128);
  #ids = new Uint32Array(128);
  #size = 0;
  #slots = new Uint32Array(256);
  #scratch = new Uint8Array(64);

  /** How many terms there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds terms. One that is there already gets its new id.
   * @param json an array of different strings, as `JSON.stringify` makes it
   * @param lastId of the last one; those before have the ids before
   */
  add(json: Uint8Array, lastId: number): void {
    const places: number[] = [];
    for (let start = json.indexOf(QUOTE) + 1; start > 0; ) {
      const end = endOfString(json, start);
      places.push(this.#enter(json, start, end));
      start = json.indexOf(QUOTE, end + 1) + 1;
    }
    let id = lastId - places.length;
    for (const place of places) {
      this.#ids[place] = ++id;
    }
  }

  /** The id of a term; undefined if it isn't there. */
  idOf(term: string): number | undefined {
    const length = this.#encode(term);
    const slot = this.#slotOf(hashOf(this.#scratch, 0, length), this.#scratch, 0, length);
    const entry = this.#slots[slot] as number;
    return entry === EMPTY ? undefined : this.#ids[entry - 1];
  }

  /** The terms in the order in which they were first added. @param first the place of the first one wanted */
  *terms(first = 0): Generator<string, void> {
    for (let place = first; place < this.#size; place++) {
      const bytes = this.#bytes.subarray(this.#starts[place], this.#starts[place + 1]);
      yield JSON.parse(`"${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)}"`) as string;
    }
  }

  /** The place of a term, which is added if it isn't there. */
  #enter(from: Uint8Array, first: number, end: number): number {
    const hash = hashOf(from, first, end);
    const slot = this.#slotOf(hash, from, first, end);
    const entry = this.#slots[slot] as number;
    if (entry !== EMPTY) {
      return entry - 1;
    }
    const place = this.#size++;
    const start = this.#starts[place] as number;
    this.#reserve(start + end - first);
    for (let i = first; i < end; i++) {
      this.#bytes[start + i - first] = from[i] as number;
    }
    this.#starts[place + 1] = start + end - first;
    this.#hashes[place] = hash;
    this.#slots[slot] = place + 1;
    if (this.#size > FILL * this.#slots.length) {
      this.#spread();
    }
    return place;
  }

  /** The slot that holds a term, or the empty one that it belongs into. */
  #slotOf(hash: number, from: Uint8Array, first: number, end: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (;;) {
      const entry = this.#slots[slot] as number;
      if (entry === EMPTY || (this.#hashes[entry - 1] === hash && this.#holds(entry - 1, from, first, end))) {
        return slot;
      }
      slot = (slot + 1) & last;
    }
  }

  #holds(place: number, from: Uint8Array, first: number, end: number): boolean {
    const start = this.#starts[place] as number;
    if ((this.#starts[place + 1] as number) - start !== end - first) {
      return false;
    }
    for (let i = first; i < end; i++) {
      if (this.#bytes[start + i - first] !== from[i]) {
        return false;
      }
    }
    return true;
  }

  /** Makes room for so many bytes, and for one term more. */
  #reserve(bytes: number): void {
    if (bytes > this.#bytes.length) {
      this.#bytes = enlarged(this.#bytes, new Uint8Array(2 * bytes));
    }
    if (this.#size > this.#ids.length) {
      const size = 2 * this.#size;
      this.#ids = enlarged(this.#ids, new Uint32Array(size));
      this.#hashes = enlarged(this.#hashes, new Uint32Array(size));
      this.#starts = enlarged(this.#starts, new Uint32Array(size + 1));
    }
  }

  /** Doubles the slots. */
  #spread(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const last = this.#slots.length - 1;
    for (let place = 0; place < this.#size; place++) {
      let slot = (this.#hashes[place] as number) & last;
      while (this.#slots[slot] !== EMPTY) {
        slot = (slot + 1) & last;
      }
      this.#slots[slot] = place + 1;
    }
  }

  /** Writes a term's JSON without quotation marks into the scratch. @returns its length */
  #encode(term: string): number {
    if (term.length * BYTES_PER_UNIT > this.#scratch.length) {
      this.#scratch = new Uint8Array(2 * term.length * BYTES_PER_UNIT);
    }
    for (let i = 0; i < term.length; i++) {
      const unit = term.charCodeAt(i);
      if (unit >= FIRST_BEYOND_ASCII || unit < FIRST_PRINTABLE || unit === QUOTE || unit === BACKSLASH) {
        return ENCODER.encodeInto(JSON.stringify(term).slice(1, -1), this.#scratch).written;
      }
      this.#scratch[i] = unit;
    }
    return term.length;
  }
}

/** Where a string of JSON ends that begins at `start`, behind its quotation mark. */
function endOfString(json: Uint8Array, start: number): number {
  let end = start;
  while (end < json.length && json[end] !== QUOTE) {
    end += json[end] === BACKSLASH ? 2 : 1;
  }
  return end;
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits. */
function hashOf(bytes: Uint8Array, first: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = first; i < end; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  }
  // Its low bits choose the slot.
  return (hash ^ (hash >>> 15)) >>> 0;
}

function enlarged<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
