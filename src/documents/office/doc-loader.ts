import { DocxLoader } from "@langchain/community/document_loaders/fs/docx";
import type { Loader } from "../../core/ports/loader.js";
import { titleFromPath } from "../metadata.js";
import { guessHeader, tableLines } from "../table-text.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";

/** Word 97 to 2003: the text, without its structure, which no kept library reads. */
export const DOC_LOADER: Loader = {
  format: "doc",
  extensions: [".doc"],
  load(bytes, path, limits) {
    return readAs(path, "a Word 97–2003 document", async () => {
      checkCompoundFile(bytes, path);
      const [document] = await new DocxLoader(new Blob([Uint8Array.from(bytes)]), { type: "doc" }).load();
      const builder = new TextBuilder(path, limits.characters);
      addText(builder, document?.pageContent ?? "");
      return { title: titleFromPath(path), ...builder.build(), pages: null, language: null };
    });
  },
};

/** Every line is a paragraph, or a row of a table if it ends in a tab: one stands after every cell. */
function addText(builder: TextBuilder, text: string): void {
  let rows: string[][] = [];
  for (const line of text.split("\n")) {
    if (line.endsWith("\t")) {
      rows.push(line.slice(0, -1).split("\t"));
      continue;
    }
    addTable(builder, rows);
    rows = [];
    builder.addBlock("paragraph", line);
  }
  addTable(builder, rows);
}

function addTable(builder: TextBuilder, rows: readonly (readonly string[])[]): void {
  const header = guessHeader(rows);
  const lines = tableLines(header, header === null ? rows : rows.slice(1));
  builder.addLines(
    "table",
    lines.map((text) => ({ text })),
  );
}

/** Above these numbers are marks such as "free" and "end of chain". */
const LAST_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const ENTRY_BYTES = 128;
/** So many sectors of the allocation table are listed in the header. */
const LISTED_IN_HEADER = 109;

/**
 * Makes sure that a parser that follows the chains and trees of a compound file terminates: no chain of sectors is a
 * cycle, and no entry of the directory is reached twice ([MS-CFB] 2.2 to 2.6).
 *
 * @throws FootnoteError `unreadable_document` if the bytes are no compound file or one that is damaged
 */
function checkCompoundFile(bytes: Uint8Array, path: string): void {
  const file = new CompoundFile(bytes);
  if (!file.isSound()) {
    throw unreadable(path, "isn't a Word 97–2003 document, or is damaged; save it as DOCX");
  }
}

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
    for (const sector of sectors) {
      for (let entry = 0; entry < this.#sectorBytes; entry += ENTRY_BYTES) {
        for (const field of [68, 72, 76]) {
          const target = this.#view.getUint32(this.#offset(sector) + entry + field, true);
          if (target === NO_ENTRY) {
            continue;
          }
          if (target === 0 || reached.has(target)) {
            return false;
          }
          reached.add(target);
        }
      }
    }
    return true;
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
