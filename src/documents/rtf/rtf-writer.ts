import { oneLine } from "../cell-text.js";
import { guessHeader, tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";

/** What is known of a paragraph when it ends. */
export interface ParagraphStyle {
  /** The level of a heading, 1 is the outermost; null for body text. */
  readonly headingLevel: number | null;
  readonly inTable: boolean;
  /** The level of a list's item, 0 is the outermost. */
  readonly listLevel: number;
}

/** What numbers or marks an item: bullets of all kinds (those of symbol fonts too), or a number or letter. */
const BULLET = /^(?:[^\p{L}\p{N}]+|o)$/u;

/** An item of a list whose bullet or number is part of its text, as simple programs write it. */
const TYPED_ITEM = /^(?:[•·▪◦‣–*-]|\(?(?:\d{1,3}|[a-z])[.)])\t\s*(?=\S)/u;

/** Puts paragraphs, rows of tables and items of lists together in the order in which RTF gives them. */
export class RtfWriter {
  readonly #builder: TextBuilder;
  /** The paragraph that hasn't ended yet. */
  #text = "";
  #marker = "";
  /** Paragraphs of the body that wait while a note in the middle of them is read. */
  readonly #around: string[] = [];
  #notes: string[] = [];
  #items: string[] = [];
  #cellParagraphs: string[] = [];
  #cells: string[] = [];
  #rows: string[][] = [];
  /** The first row, once the file says that it is the header. */
  #header: string[] | null = null;

  constructor(builder: TextBuilder) {
    this.#builder = builder;
  }

  append(text: string): void {
    this.#text += text;
  }

  /** Adds to the bullet or number of the paragraph. */
  appendMarker(text: string): void {
    this.#marker += text;
  }

  /** What follows belongs to a note until `closeNote`. */
  openNote(): void {
    this.#around.push(this.#text);
    this.#text = "";
  }

  /** The note stands behind the paragraph that refers to it. */
  closeNote(): void {
    this.#notes.push(this.#text);
    this.#text = this.#around.pop() ?? "";
  }

  endParagraph(style: ParagraphStyle): void {
    if (this.#around.length > 0) {
      this.#text += "\n";
    } else if (style.inTable) {
      this.#cellParagraphs.push(this.#takeText());
    } else {
      this.#endTable();
      this.#addParagraph(style);
    }
  }

  endCell(): void {
    this.#cellParagraphs.push(this.#takeText());
    this.#cells.push(this.#cellParagraphs.join("\n").trim());
    this.#cellParagraphs = [];
  }

  /** @param isHeader whether the row is repeated on each page, as only headers are */
  endRow(isHeader: boolean): void {
    if (isHeader && this.#header === null && this.#rows.length === 0) {
      this.#header = this.#cells;
    } else {
      this.#rows.push(this.#cells);
    }
    this.#cells = [];
  }

  /** Adds what hasn't ended at the end of the file. */
  finish(): void {
    this.endParagraph({ headingLevel: null, inTable: false, listLevel: 0 });
    this.#endList();
    this.#addNotes();
  }

  /** The paragraph with its marker, which a cell holds as text. */
  #takeText(): string {
    const text = oneLine(this.#marker) === "" ? this.#text : `${markerOf(this.#marker)} ${this.#text}`;
    this.#marker = "";
    this.#text = "";
    return text.replaceAll("\t", " ").trim();
  }

  #addParagraph({ headingLevel, listLevel }: ParagraphStyle): void {
    const typed = headingLevel === null && this.#marker === "" ? TYPED_ITEM.exec(this.#text)?.[0] : undefined;
    if (typed !== undefined) {
      this.#marker = typed;
      this.#text = this.#text.slice(typed.length);
    }
    const isItem = this.#marker.trim() !== "";
    const text = this.#takeText();
    if (text === "") {
      return;
    }
    if (headingLevel !== null) {
      this.#endList();
      this.#builder.addHeading(oneLine(text), headingLevel);
    } else if (isItem) {
      this.#items.push("  ".repeat(listLevel) + text.replace(/\n+/gu, " "));
    } else {
      this.#endList();
      this.#builder.addBlock("paragraph", text);
    }
    this.#addNotes();
  }

  #endList(): void {
    this.#builder.addBlock("list", this.#items.join("\n"));
    this.#items = [];
  }

  #endTable(): void {
    if (this.#cells.length > 0) {
      this.endRow(false);
    }
    if (this.#rows.length === 0 && this.#header === null) {
      return;
    }
    this.#endList();
    const guessed = this.#header === null ? guessHeader(this.#rows) : null;
    const lines = tableLines(this.#header ?? guessed, guessed === null ? this.#rows : this.#rows.slice(1));
    this.#builder.addBlock("table", lines.join("\n"));
    this.#rows = [];
    this.#header = null;
    this.#addNotes();
  }

  #addNotes(): void {
    if (this.#notes.length > 0) {
      this.#endList();
    }
    for (const note of this.#notes) {
      this.#builder.addBlock("paragraph", note.replaceAll("\t", " "));
    }
    this.#notes = [];
  }
}

function markerOf(marker: string): string {
  const shown = oneLine(marker);
  return BULLET.test(shown) ? "-" : shown;
}
