/** Above these numbers are marks such as "free" and "end of chain". */
const LAST_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const ENTRY_BYTES = 128;
/** Where an entry has its type, and the entries that it leads to: its siblings and its child. */
const TYPE = 66;
const LINKS = [68, 72, 76];
/** The type of an entry that holds nothing; some programs fill it with zeros. */
const UNUSED = 0;
/** So many sectors of the allocation table are listed in the header. */
const LISTED_IN_HEADER = 109;

/**
 * Makes sure that a parser that follows the chains and trees of a compound file (DOC, MSG) terminates: no chain of
 * sectors is a cycle, and no entry of the directory is reached twice ([MS-CFB] 2.2 to 2.6).
 *
 * @returns the names of the directory's entries, which stand for streams and the storages that hold them; undefined if
 *   the bytes are no compound file or one that is damaged
 */
export function compoundFileEntries(bytes: Uint8Array): string[] | undefined {
  const file = new CompoundFile(bytes);
  return file.isSound() ? file.names() : undefined;
}

/** A file system in a file, as older versions of Office write it. */
class CompoundFile {
  readonly #view: DataView;
  readonly #sectorBytes: number;
  readonly #sectors: number;

  constructor(bytes: Uint8Array) {
    // A file may end within its last sector.
    const shift = bytes.length >= 512 ? new DataView(bytes.buffer, bytes.byteOffset).getUint16(30, true) : 0;
    this.#sectorBytes = shift === 12 ? 4096 : 512;
    this.#sectors = Math.max(Math.ceil(bytes.length / this.#sectorBytes) - 1, 0);
    const whole = new Uint8Array((this.#sectors + 1) * this.#sectorBytes);
    whole.set(bytes);
    this.#view = new DataView(whole.buffer);
  }

  isSound(): boolean {
    if (this.#view.getUint32(0) !== 0xd0cf11e0 || this.#sectors === 0) {
      return false;
    }
    const listed = this.#allocationSectors();
    if (listed === null) {
      return false;
    }
    const next = this.#numbers(listed);
    if (hasCycle(next)) {
      return false;
    }
    const short = this.#numbers(chain(next, this.#header(60)));
    return !hasCycle(short) && this.#isTree(chain(next, this.#header(48)));
  }

  /** The names of the directory's entries; only of a sound file. */
  names(): string[] {
    const next = this.#numbers(this.#allocationSectors() ?? []);
    const entries = this.#entryOffsets(chain(next, this.#header(48)));
    return entries.map((entry) => this.#name(entry)).filter((name) => name !== "");
  }

  /** UTF-16, with the number of its bytes and those of the character that ends it behind. */
  #name(entry: number): string {
    const bytes = Math.min(this.#view.getUint16(entry + 64, true), 64);
    const units = Array.from({ length: Math.max(Math.floor(bytes / 2) - 1, 0) }, (_, index) =>
      this.#view.getUint16(entry + 2 * index, true),
    );
    return String.fromCharCode(...units);
  }

  /** The sectors of the allocation table, or null if there are more than the file has. */
  #allocationSectors(): number[] | null {
    const [count, further] = [this.#header(44), this.#header(72)];
    if (count > this.#sectors || further > this.#sectors) {
      return null;
    }
    const listed = Array.from({ length: LISTED_IN_HEADER }, (_, index) => this.#header(76 + 4 * index));
    let sector = this.#header(68);
    for (let read = 0; read < further && sector < this.#sectors; read += 1) {
      const numbers = this.#numbers([sector]);
      sector = numbers.pop() ?? NO_ENTRY;
      for (const number of numbers) {
        listed.push(number);
      }
    }
    return listed.slice(0, count);
  }

  /** Whether each entry of the directory is at most once the sibling or child of another. */
  #isTree(sectors: readonly number[]): boolean {
    const reached = new Set<number>();
    const unused: number[] = [];
    for (const [index, offset] of this.#entryOffsets(sectors).entries()) {
      const targets = LINKS.map((field) => this.#view.getUint32(offset + field, true));
      if (this.#view.getUint8(offset + TYPE) === UNUSED && targets.every((target) => target === 0)) {
        unused.push(index);
        continue;
      }
      for (const target of targets.filter((target) => target !== NO_ENTRY)) {
        if (target === 0 || reached.has(target)) {
          return false;
        }
        reached.add(target);
      }
    }
    return !unused.some((index) => reached.has(index));
  }

  #entryOffsets(sectors: readonly number[]): number[] {
    const entries = Array.from(
      { length: this.#sectorBytes / ENTRY_BYTES },
      (_, index) => index * ENTRY_BYTES,
    );
    return sectors.flatMap((sector) => entries.map((entry) => this.#offset(sector) + entry));
  }

  #header(offset: number): number {
    return this.#view.getUint32(offset, true);
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sectorBytes;
  }

  /** The numbers that fill the sectors; those that the file doesn't have count as empty. */
  #numbers(sectors: readonly number[]): number[] {
    const numbers: number[] = [];
    for (const sector of sectors) {
      for (let at = 0; at < this.#sectorBytes; at += 4) {
        numbers.push(
          sector < this.#sectors ? this.#view.getUint32(this.#offset(sector) + at, true) : NO_ENTRY,
        );
      }
    }
    return numbers;
  }
}

/** The sectors of a chain that doesn't run in a circle. */
function chain(next: readonly number[], first: number): number[] {
  const sectors: number[] = [];
  for (let sector = first; sector < next.length; sector = next[sector] ?? LAST_SECTOR) {
    sectors.push(sector);
  }
  return sectors;
}

function hasCycle(next: readonly number[]): boolean {
  /** The walk on which a sector was first seen. */
  const seen = new Int32Array(next.length);
  for (let start = 0; start < next.length; start += 1) {
    const walk = start + 1;
    for (
      let sector = start;
      sector < next.length && next[sector] !== undefined;
      sector = next[sector] ?? LAST_SECTOR
    ) {
      if (seen[sector] === walk) {
        return true;
      }
      if (seen[sector] !== 0) {
        break;
      }
      seen[sector] = walk;
    }
  }
  return false;
}
