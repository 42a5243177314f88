import type { Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { descendants, elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../table-text.js";
import { unreadable } from "../unreadable.js";
import { readInline } from "./odt-inline.js";
import { readOpenDocument } from "./open-document.js";
import { hiddenSheets, type SheetRow, type Spreadsheet } from "./workbook.js";

/** A cell or row that is repeated more often fills a sheet up to its edge. */
const MAX_REPEATED = 1000;

/**
 * Reads an OpenDocument spreadsheet. Its cells hold the text that the program shows, which the library for
 * Excel files would make anew from the value and a format that it doesn't know whole; nor does it know which
 * sheets are hidden.
 */
export async function readOds(archive: Archive, path: string, limits: LoadLimits): Promise<Spreadsheet> {
  const { content, meta } = await readOpenDocument(archive, path, limits);
  const document = elementAt(content, "office:document-content");
  const body = elementAt(document, "office:body", "office:spreadsheet");
  if (body === undefined) {
    throw unreadable(path, "isn't an OpenDocument spreadsheet; save it as ODS again");
  }
  const hidden = hiddenStyles(document);
  const all = elements(body, "table:table");
  const tables = all.filter(({ attribs }) => !hidden.has(attribs["table:style-name"] ?? ""));
  return {
    title: textOf(elementAt(meta, "dc:title")),
    sheets: tables.map((table) => ({ name: table.attribs["table:name"] ?? "", rows: () => readRows(table) })),
    notices: hiddenSheets(all.length - tables.length),
  };
}

function hiddenStyles(document: Element | undefined): ReadonlySet<string> {
  const styles = elements(elementAt(document, "office:automatic-styles"), "style:style").filter(
    (style) => elementAt(style, "style:table-properties")?.attribs["table:display"] === "false",
  );
  return new Set(styles.map(({ attribs }) => attribs["style:name"] ?? ""));
}

function readRows(table: Element): SheetRow[] {
  const rows: SheetRow[] = [];
  const merged = new Map<number, Merged>();
  let number = 1;
  for (const row of descendants(table, "table:table-row")) {
    const { cells, spans } = readCells(row, number, merged);
    const repeated = repetitions(row, "table:number-rows-repeated");
    if (cells.size > 0 && repeated <= MAX_REPEATED) {
      for (let i = 0; i < repeated; i += 1) {
        rows.push({ number: number + i, cells, spans });
      }
    }
    number += repeated;
  }
  return rows;
}

/** A cell that spans rows. */
interface Merged {
  readonly text: string;
  /** The number of the last row. */
  readonly until: number;
  readonly columns: number;
}

/** @param merged the last merged cell of each column; what it says holds for all the rows that it spans */
function readCells(row: Element, number: number, merged: Map<number, Merged>): Omit<SheetRow, "number"> {
  const cells = new Map<number, string>();
  const spans = new Map<number, number>();
  const covered: number[] = [];
  let column = 0;
  for (const cell of elements(row)) {
    const repeated = repetitions(cell, "table:number-columns-repeated");
    const text = cellText(cell);
    const columns = repetitions(cell, "table:number-columns-spanned");
    const until = number + repetitions(cell, "table:number-rows-spanned") - 1;
    for (let i = 0; i < repeated && repeated <= MAX_REPEATED; i += 1) {
      if (cell.name === "table:covered-table-cell") {
        covered.push(column + i);
      }
      if (text !== "") {
        cells.set(column + i, text);
        spans.set(column + i, columns);
      }
    }
    if (until > number) {
      merged.set(column, { text, until, columns });
    }
    column += repeated;
  }
  if (cells.size > 0) {
    fillFromAbove(cells, spans, covered, number, merged);
  }
  return { cells: new Map([...cells].sort(([a], [b]) => a - b)), spans };
}

function fillFromAbove(
  cells: Map<number, string>,
  spans: Map<number, number>,
  covered: readonly number[],
  number: number,
  merged: ReadonlyMap<number, Merged>,
): void {
  for (const column of covered) {
    const cell = merged.get(column);
    if (cell !== undefined && cell.until >= number && cell.text !== "" && !cells.has(column)) {
      cells.set(column, cell.text);
      spans.set(column, cell.columns);
    }
  }
}

/** What the program shows; the value, if the program that wrote the file shows nothing. */
function cellText(cell: Element): string {
  const paragraphs = elements(cell, "text:p");
  if (paragraphs.length === 0) {
    return VALUES.map((name) => cell.attribs[`office:${name}`]).find((value) => value !== undefined) ?? "";
  }
  return oneLine(paragraphs.map((paragraph) => readInline(paragraph).text).join(" "));
}

/** The attributes that hold a cell's value, by its type (ODF 1.3, part 3, section 19.389). */
const VALUES = ["string-value", "date-value", "time-value", "boolean-value", "value"] as const;

function repetitions({ attribs }: Element, attribute: string): number {
  return Math.max(Number.parseInt(attribs[attribute] ?? "1", 10) || 1, 1);
}
