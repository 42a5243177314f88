import { Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import { elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import type { TextBuilder } from "../text-builder.js";
import { unreadable } from "../unreadable.js";
import { LeftOut } from "./left-out.js";
import { countLeftOut } from "./odf-objects.js";
import { OdtBlocks } from "./odt-blocks.js";
import { readInline } from "./odt-inline.js";
import { OdtStyles, readOpenDocument } from "./open-document.js";
import type { SheetRow, Spreadsheet } from "./workbook.js";

/** A cell or row that is repeated more often fills a sheet up to its edge. */
const MAX_REPEATED = 1000;

/**
 * Reads an OpenDocument spreadsheet. Its cells hold the text that the program shows, which the library for
 * Excel files would make anew from the value and a format that it doesn't know whole; nor does it know which
 * sheets are hidden.
 */
export async function readOds(
  bytes: Uint8Array,
  path: string,
  limits: LoadLimits,
): Promise<Spreadsheet & { readonly objects: OdsObjects }> {
  const { content, styles, meta } = await readOpenDocument(bytes, path, limits);
  const body = elementAt(content, "office:body", "office:spreadsheet");
  if (body === undefined) {
    throw unreadable(path, "isn't an OpenDocument spreadsheet; save it as ODS again");
  }
  const hidden = hiddenStyles(content);
  const all = elements(body, "table:table");
  const tables = all.filter(({ attribs }) => !hidden.has(attribs["table:style-name"] ?? ""));
  return {
    title: textOf(elementAt(meta, "dc:title")),
    sheets: tables.map((table) => ({ name: table.attribs["table:name"] ?? "", rows: () => readRows(table) })),
    hidden: all.length - tables.length,
    objects: new OdsObjects(tables, new OdtStyles([styles, content])),
  };
}

/** The text boxes, charts and pictures that lie on the sheets. */
class OdsObjects {
  readonly #tables: ReadonlyMap<string, Element>;
  readonly #styles: OdtStyles;
  readonly #leftOut = new LeftOut();

  constructor(tables: readonly Element[], styles: OdtStyles) {
    this.#tables = new Map(tables.map((table) => [table.attribs["table:name"] ?? "", table]));
    this.#styles = styles;
  }

  /** Adds what lies on a sheet. @param sheet its name */
  add(builder: TextBuilder, sheet: string): void {
    const table = this.#tables.get(sheet);
    if (table === undefined) {
      return;
    }
    countLeftOut(table, this.#leftOut);
    const blocks = new OdtBlocks(builder, this.#styles);
    for (const shape of shapesOn(table)) {
      blocks.add(new Element("table:shapes", {}, [shape]));
    }
  }

  /** Tells a document what has no text. */
  report(builder: TextBuilder): void {
    this.#leftOut.report(builder);
  }
}

/** The outermost shapes of a sheet; they lie on its cells, or on the sheet as a whole. */
function shapesOn(table: Element): Element[] {
  const cells = rowsOf(table).flatMap((row) => elements(row));
  return [...elements(table, "table:shapes"), ...cells].flatMap((around) =>
    elements(around).filter(({ name }) => name.startsWith("draw:")),
  );
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
  for (const row of rowsOf(table)) {
    const { cells, spans } = readCells(row, number, merged);
    const repeated = repetitions(row, "table:number-rows-repeated");
    const isHeader = row.parent instanceof Element && row.parent.name === "table:table-header-rows";
    if (cells.size > 0 && repeated <= MAX_REPEATED) {
      for (let i = 0; i < repeated; i += 1) {
        rows.push({ number: number + i, cells, spans, isHeader });
      }
    }
    number += repeated;
  }
  return rows;
}

/** The rows of a sheet, those in groups too, but not those of charts that lie on it. */
function rowsOf(parent: Element): Element[] {
  return elements(parent).flatMap((child) => {
    if (child.name === "table:table-row") {
      return [child];
    }
    return /^table:table-(?:header-)?row(?:s|-group)$/u.test(child.name) ? rowsOf(child) : [];
  });
}

/** A cell that spans rows. */
interface Merged {
  readonly text: string;
  /** The number of the last row. */
  readonly until: number;
  readonly columns: number;
}

/** @param merged the last merged cell of each column; what it says holds for all the rows that it spans */
function readCells(
  row: Element,
  number: number,
  merged: Map<number, Merged>,
): Pick<SheetRow, "cells" | "spans"> {
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
