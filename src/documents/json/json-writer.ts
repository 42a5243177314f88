import { oneLine } from "../cell-text.js";
import { tableLine } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { nestedTooDeep } from "../unreadable.js";
import { type Field, fieldsOf, flatLines, isCell, isFlat } from "./flat-record.js";
import {
  isList,
  isRecord,
  isShort,
  type Json,
  type JsonRecord,
  keyInWords,
  nameKeyOf,
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
      const lines = entries.flatMap(({ row, value, source }) =>
        (value === undefined ? [source] : flatLines(value)).map((text) => ({
          text,
          mark: { kind: "row" as const, value: row },
        })),
      );
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

  /**
   * Entries with a key each are rows, where a key with digits is an identifier and stays. Otherwise what fits on lines
   * comes first, as a list, then a section for each of the other values, so that none stands below another.
   */
  #addRecord(record: JsonRecord, level: number): void {
    if (isKeyed(record)) {
      this.#addRows(
        Object.entries(record).flatMap(([key, value]) =>
          flatLines(value, /\d/u.test(key) ? key : keyInWords(key)),
        ),
      );
      return;
    }
    const { lines, rest } = listOf(record, level === 1 ? OUTERMOST_LINES : Number.POSITIVE_INFINITY);
    this.#builder.addBlock("list", lines.map(({ name, text }) => tableLine([name], [text])).join("\n"));
    for (const [key, value] of rest) {
      this.#addSection(keyInWords(key), value, level);
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
      this.#addRows(list.flatMap((value) => flatLines(value)));
    } else {
      for (const [i, value] of list.entries()) {
        this.#addItem(value, `${key} ${i + 1}`.trim(), level);
      }
    }
  }

  #addRows(lines: readonly string[]): void {
    this.#builder.addLines(
      "table",
      lines.map((text) => ({ text })),
    );
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

/** With more lines than this, the records in the outermost one are sections. */
const OUTERMOST_LINES = 20;

/** What of a record fits on lines, its name first, and the other fields. @param most lines with those of nested records */
function listOf(record: JsonRecord, most: number): { lines: Field[]; rest: [string, Json][] } {
  const nameKey = nameKeyOf(record);
  const select = (withNested: boolean) => {
    const lines: Field[] = [];
    const rest: [string, Json][] = [];
    for (const [key, value] of Object.entries(record)) {
      const isLines = isCell(value) || (withNested && isRecord(value) && !isKeyed(value));
      const fields = isLines ? fieldsOf({ [key]: value }) : undefined;
      if (fields === undefined) {
        rest.push([key, value]);
      } else {
        lines.splice(key === nameKey ? 0 : lines.length, 0, ...fields);
      }
    }
    return { lines, rest };
  };
  const nested = select(true);
  return nested.lines.length > most ? select(false) : nested;
}

/** Whether a record is a list of entries that all have a key in common, such as `{"S-7": {"name": "Saw"}, …}`. */
function isKeyed(record: JsonRecord): boolean {
  const [first, ...others] = Object.values(record);
  if (!isRecord(first) || others.length === 0 || ![first, ...others].every(isFlatRecord)) {
    return false;
  }
  return Object.keys(first).some((key) =>
    others.every((other) => isRecord(other) && Object.hasOwn(other, key)),
  );
}

function isFlatRecord(value: Json): boolean {
  return isRecord(value) && !isCell(value) && isFlat(value);
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
