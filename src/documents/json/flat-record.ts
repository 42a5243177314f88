import { rowLines } from "../table-text.js";
import {
  isList,
  isRecord,
  isShort,
  type Json,
  type JsonRecord,
  keyInWords,
  nameKeyOf,
  scalarText,
} from "./json-value.js";

/** The most values of a list in one cell. */
const CELL_VALUES = 20;

/** What is nested deeper, or has more fields, is no row but a section. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 100;
const TEXT_MAX = 1000;

/** A value that fits in a cell, and the path of keys to it in words: `Supplier address city`. */
export interface Field {
  readonly name: string;
  readonly text: string;
}

/** Whether a value fits in a cell: a short one, a few of them, or a number with its unit. */
export function isCell(value: Json): boolean {
  if (isRecord(value)) {
    return measure(value) !== undefined;
  }
  return isList(value) ? value.length <= CELL_VALUES && value.every(isShort) : isShort(value);
}

/** A value that fits in a cell as text. */
function cellText(value: Json): string {
  if (isRecord(value)) {
    return measure(value) ?? "";
  }
  return isList(value) ? value.map(scalarText).join(", ") : scalarText(value);
}

/** Keys of a number and of its unit, in lower case. */
const AMOUNTS = new Set(["value", "amount", "quantity", "wert", "betrag", "menge"]);
const UNITS = new Set(["unit", "units", "uom", "currency", "einheit", "währung", "waehrung"]);

/** `{"value": 80, "unit": "cm"}` as `80 cm`. */
function measure(record: JsonRecord): string | undefined {
  const entries = Object.entries(record);
  const amount = entries.find(([key]) => AMOUNTS.has(key.toLowerCase()))?.[1];
  const unit = entries.find(([key]) => UNITS.has(key.toLowerCase()))?.[1];
  const isMeasure = entries.length === 2 && amount !== undefined && unit !== undefined;
  return isMeasure && isShort(amount) && isShort(unit)
    ? `${scalarText(amount)} ${scalarText(unit)}`.trim()
    : undefined;
}

/** A text of several sentences that fits in a row, which is cut between them; a longer one is a section. */
function isText(value: Json): boolean {
  return typeof value === "string" && value.length <= TEXT_MAX && !/\n\s*\S/u.test(value);
}

/**
 * The fields of a record that holds only cells and such records, its name first; undefined for any other.
 * @param fits what a cell may hold
 */
export function fieldsOf(
  record: JsonRecord,
  fits: (value: Json) => boolean = isCell,
  path = "",
  depth = MAX_DEPTH,
): Field[] | undefined {
  const nameKey = nameKeyOf(record);
  const entries = Object.entries(record);
  const fields: Field[] = [];
  for (const [key, value] of [
    ...entries.filter(([key]) => key === nameKey),
    ...entries.filter(([key]) => key !== nameKey),
  ]) {
    const below = path === "" ? key : `${path}_${key}`;
    const inner = fits(value)
      ? [{ name: keyInWords(below), text: cellText(value) }]
      : isRecord(value) && depth > 1
        ? fieldsOf(value, fits, below, depth - 1)
        : undefined;
    if (inner === undefined || fields.length + inner.length > MAX_FIELDS) {
      return undefined;
    }
    fields.push(...inner);
  }
  return fields;
}

/** Whether a value can be said in a row: a cell, or a record of nothing but these; without a name, short texts too. */
export function isFlat(value: Json): boolean {
  return isCell(value) || (isRecord(value) && rowFields(value) !== undefined);
}

/** The lines of a row. @param key of the row, if it has one */
export function flatLines(value: Json, key = ""): string[] {
  const fields = isRecord(value) && !isCell(value) ? rowFields(value) : undefined;
  const cells = fields ?? [{ name: "", text: cellText(value) }];
  return rowLines(["", ...cells.map(({ name }) => name)], [key, ...cells.map(({ text }) => text)]);
}

/** A record with a name is a section if it has texts; one without, such as a review, would be torn from its author. */
function rowFields(record: JsonRecord): Field[] | undefined {
  const isNamed = nameKeyOf(record) !== undefined;
  return fieldsOf(record, (value) => isCell(value) || (!isNamed && isText(value)));
}
