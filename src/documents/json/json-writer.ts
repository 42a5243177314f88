import { oneLine, tableLine } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { nestedTooDeep } from "../unreadable.js";
import {
  isList,
  isRecord,
  isShort,
  type Json,
  type JsonRecord,
  keyInWords,
  nameOf,
  scalarText,
} from "./json-value.js";
import type { JsonEntry } from "./parse-json.js";

/** Adds JSON values to a document: keys become headings, entries with only short values become rows. */
export class JsonWriter {
  readonly #builder: TextBuilder;
  readonly #path: string;
  readonly #maxNesting: number;

  /** @param path of the file, for messages */
  constructor(builder: TextBuilder, path: string, maxNesting: number) {
    this.#builder = builder;
    this.#path = path;
    this.#maxNesting = maxNesting;
  }

  /**
   * Adds the one value of a JSON file.
   * @throws FootnoteError `unreadable_document` if it is nested too deep or becomes too long
   */
  addRoot(root: Json): void {
    this.#addContent(root, "", 1);
  }

  /**
   * Adds the entries of JSON Lines, each at its line: rows if all are short, else a section for each.
   * @throws FootnoteError `unreadable_document` as for `addRoot`
   */
  addEntries(entries: readonly JsonEntry[]): void {
    if (entries.every(({ value }) => value === undefined || isFlat(value))) {
      const lines = entries.map(({ row, value, source }) => ({
        text: value === undefined ? source : flatLine(value),
        mark: { kind: "row" as const, value: row },
      }));
      this.#builder.addLines("table", lines);
      return;
    }
    for (const { row, value, source } of entries) {
      this.#builder.mark("row", row);
      this.#builder.addHeading("", 1);
      if (value === undefined) {
        this.#builder.addBlock("paragraph", source);
      } else {
        this.#addItem(value, "", 1);
      }
    }
  }

  /** @param level of the headings that the content may have */
  #addContent(value: Json, key: string, level: number): void {
    if (level > this.#maxNesting) {
      throw nestedTooDeep(this.#path, this.#maxNesting);
    }
    if (isRecord(value)) {
      this.#addRecord(value, level);
    } else if (isList(value)) {
      this.#addList(value, key, level);
    } else {
      this.#addText(scalarText(value));
    }
  }

  /** Short values first, as a list; then a section for each of the others, so that none stands below another. */
  #addRecord(record: JsonRecord, level: number): void {
    const fields = Object.entries(record);
    const short = fields.filter(([, value]) => isCell(value));
    this.#builder.addBlock("list", short.map(([key, value]) => flatLine({ [key]: value })).join("\n"));
    for (const [key, value] of fields) {
      if (!isCell(value)) {
        this.#addSection(keyInWords(key), value, level);
      }
    }
  }

  #addSection(heading: string, value: Json, level: number): void {
    if (isEmpty(value, this.#maxNesting)) {
      return;
    }
    this.#builder.addHeading(oneLine(heading), level);
    this.#addContent(value, heading, level + 1);
    this.#builder.addHeading("", level);
  }

  #addList(list: readonly Json[], key: string, level: number): void {
    if (list.every(isShort)) {
      this.#builder.addBlock("list", list.map((value) => bullet(scalarText(value))).join("\n"));
    } else if (list.every(isFlat)) {
      this.#builder.addLines(
        "table",
        list.map((value) => ({ text: flatLine(value) })),
      );
    } else {
      for (const [i, value] of list.entries()) {
        this.#addItem(value, `${key} ${i + 1}`.trim(), level);
      }
    }
  }

  /** An entry among others, below its name or else its position; a text needs neither. */
  #addItem(value: Json, position: string, level: number): void {
    const name = (isRecord(value) ? nameOf(value) : undefined) ?? position;
    if (name === "" || isShort(value) || typeof value === "string") {
      this.#addContent(value, "", level);
    } else {
      this.#addSection(name, value, level);
    }
  }

  #addText(text: string): void {
    for (const paragraph of text.split(/\n\s*\n/u)) {
      this.#builder.addBlock("paragraph", paragraph);
    }
  }
}

/** The most values of a list in one cell. */
const CELL_VALUES = 20;

/** Whether a value can be said on one line: one for a cell, or an object of nothing but these. */
function isFlat(value: Json): boolean {
  return isRecord(value) ? Object.values(value).every(isCell) : isCell(value);
}

/** Whether a value fits in a cell: a short one, or a few of them. */
function isCell(value: Json): boolean {
  return isList(value) ? value.length <= CELL_VALUES && value.every(isShort) : isShort(value);
}

function flatLine(value: Json): string {
  if (!isRecord(value)) {
    return cellText(value);
  }
  return tableLine(Object.keys(value).map(keyInWords), Object.values(value).map(cellText));
}

function cellText(value: Json): string {
  return isList(value) ? value.map(scalarText).join(", ") : scalarText(value);
}

function bullet(text: string): string {
  return text.trim() === "" ? "" : `- ${oneLine(text)}`;
}

/** @param depth how many levels are examined; what lies deeper counts as not empty */
function isEmpty(value: Json, depth: number): boolean {
  if (depth === 0) {
    return false;
  }
  if (isRecord(value)) {
    return Object.values(value).every((field) => isEmpty(field, depth - 1));
  }
  if (isList(value)) {
    return value.every((item) => isEmpty(item, depth - 1));
  }
  return scalarText(value).trim() === "";
}
