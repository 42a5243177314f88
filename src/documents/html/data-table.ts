import { type Element, isTag } from "domhandler";
import { isColumnName } from "../cell-text.js";
import { descendants, headingLevel, holdsOnly, isInvisible, names } from "./elements.js";
import { lineOf } from "./inline-text.js";

/** What these may hold, beside white space. */
const PARTS = names("caption colgroup thead tbody tfoot tr");
const ROWS = names("tr");
const CELLS = names("td th");

/** A cell with a table in it that is longer, in characters, is a part of the page. */
const MAX_CELL = 1000;

/**
 * Whether a table holds data, to be read by rows. Others only arrange blocks on the page: they hold headings or code,
 * or tables in cells that nothing names, or have one column, or text stands outside their cells.
 */
export function isDataTable(table: Element): boolean {
  return isGrid(table) && (innerTables(table).length === 0 || namesItsCells(table));
}

function isGrid(table: Element): boolean {
  const role = table.attribs["role"];
  if (role === "presentation" || role === "none" || !holdsOnly(table, PARTS)) {
    return false;
  }
  for (const element of descendants(table, isNoTable)) {
    const { name } = element;
    if (name === "pre" || headingLevel(element) !== undefined) {
      return false;
    }
    if (name === "tr" && !holdsOnly(element, CELLS)) {
      return false;
    }
    if ((name === "thead" || name === "tbody" || name === "tfoot") && !holdsOnly(element, ROWS)) {
      return false;
    }
  }
  return rowsOf(table).some((row) => cellsOf(row).length > 1);
}

/** Whether each cell that holds a table has a name: its column's or, of two columns, what stands beside it. */
function namesItsCells(table: Element): boolean {
  const [first, ...rows] = rowsOf(table).map(cellsOf);
  if (first === undefined || rows.length === 0) {
    return false;
  }
  const isKeyed = [first, ...rows].every((row) => row.length === 2 && isShort(row[0]));
  const isNamed = first.length > 1 && first.every(isShort);
  return (
    (isKeyed || isNamed) &&
    rows.every((row) => !row.some(holdsTable) || (row.length === first.length && row.every(isInnerCell)))
  );
}

function isShort(cell: Element | undefined): boolean {
  return cell !== undefined && !holdsTable(cell) && isColumnName(lineOf(cell));
}

/** Whether what a cell holds, tables among it, can be said in a line. */
function isInnerCell(cell: Element): boolean {
  return innerTables(cell).every(isInnerTable) && (!holdsTable(cell) || lineOf(cell).length <= MAX_CELL);
}

function isInnerTable(table: Element): boolean {
  return innerTables(table).length === 0 && !Array.from(descendants(table)).some(isHeadingOrCode);
}

function isHeadingOrCode(element: Element): boolean {
  return element.name === "pre" || headingLevel(element) !== undefined;
}

/** Whether there are tables within an element. */
export function holdsTable(cell: Element): boolean {
  return innerTables(cell).length > 0;
}

/** The outermost tables within an element. */
function innerTables(element: Element): Element[] {
  return Array.from(descendants(element, isNoTable)).filter((inner) => !isNoTable(inner));
}

function isNoTable({ name }: Element): boolean {
  return name !== "table";
}

/** The rows of a data table, without those of tables in it. */
export function rowsOf(table: Element): Element[] {
  return Array.from(descendants(table, (element) => isVisible(element) && !CELLS.has(element.name))).filter(
    (element) => element.name === "tr" && isVisible(element),
  );
}

/** The cells of a row. */
export function cellsOf(row: Element): Element[] {
  return row.children.filter(isTag).filter(({ name }) => CELLS.has(name));
}

/** Whether a reader sees an element. */
export function isVisible(element: Element): boolean {
  return !isInvisible(element);
}
