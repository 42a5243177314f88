import { type AnyNode, type Element, isTag } from "domhandler";
import { oneLine } from "../cell-text.js";
import { guessHeader, guessTwoNames, innerTableLine, tableLine, tableLines } from "../table-text.js";
import { cellsOf, holdsTable, isVisible, rowsOf } from "./data-table.js";
import { InlineText, lineOf } from "./inline-text.js";

/** Longer spans are mistakes or attacks; so are spans beyond this column, which count as one. */
const MAX_SPAN = 256;

/** The lines of a data table, each readable alone. */
export function tableText(table: Element): string {
  const rows = rowsOf(table);
  if (rows.every(isKeyAndValue)) {
    return rows.map(keyAndValue).join("\n");
  }
  const { header, body } = readTable(table);
  return tableLines(header, body).join("\n");
}

/** A table's texts by row and column, below the names of its columns. */
function readTable(table: Element): {
  readonly header: readonly string[] | null;
  readonly body: readonly (readonly string[])[];
} {
  const rows = rowsOf(table);
  const grid = expand(rows);
  const headed = rows.findIndex((row) => !isHeader(row));
  const headers = headed === 0 ? Number(isBoldHeader(rows)) : headed === -1 ? 1 : headed;
  const marked = headers > 0 ? joinHeaders(grid.slice(0, headers)) : null;
  const header = marked ?? guessHeader(grid) ?? (holdsTable(table) ? guessTwoNames(grid) : null);
  return { header, body: grid.slice(marked === null ? Number(header !== null) : headers) };
}

/** What a cell says on one line, a table in it too: `Beamer, 2; Leinwand, 1`. */
function cellText(cell: Element): string {
  if (!holdsTable(cell)) {
    return lineOf(cell);
  }
  const pieces: string[] = [];
  const inline = new InlineText();
  const add = (node: AnyNode): void => {
    if (isTag(node) && node.name === "table") {
      pieces.push(oneLine(inline.take()), isVisible(node) ? innerText(node) : "");
    } else if (isTag(node) && holdsTable(node)) {
      node.children.forEach(add);
    } else {
      inline.add(node);
    }
  };
  cell.children.forEach(add);
  return [...pieces, oneLine(inline.take())].filter((piece) => piece !== "").join("; ");
}

function innerText(table: Element): string {
  const { header, body } = readTable(table);
  return innerTableLine(header, body);
}

function isKeyAndValue(row: Element): boolean {
  const names = cellsOf(row).map(({ name }) => name);
  return names.length === 2 && names[0] === "th" && names[1] === "td";
}

function keyAndValue(row: Element): string {
  const [key = "", value = ""] = cellsOf(row).map(cellText);
  return value === "" ? key : tableLine([key], [value]);
}

function isHeader(row: Element): boolean {
  if (row.parent !== null && isTag(row.parent) && row.parent.name === "thead") {
    return true;
  }
  const cells = cellsOf(row);
  return cells.length > 0 && cells.every(({ name }) => name === "th");
}

/** Whether the cells of the first row are bold, and no other row's are: so writers of documents mark a header. */
function isBoldHeader([first, ...rows]: readonly Element[]): boolean {
  return first !== undefined && isBold(first) && rows.length > 0 && !rows.some(isBold);
}

/** Whether all text of a row of several cells, none of them empty, is bold. */
function isBold(row: Element): boolean {
  const cells = cellsOf(row);
  return cells.length > 1 && cells.every((cell) => lineOf(cell) !== "" && lineOf(cell, isStrong) === "");
}

function isStrong({ name }: Element): boolean {
  return name === "strong" || name === "b";
}

/**
 * The texts of the cells by row and column. A cell that spans rows stands in each of them; one that spans
 * columns of a header as well, but in the body only in the first.
 */
function expand(rows: readonly Element[]): string[][] {
  let above = new Map<number, { text: string; rows: number }>();
  return rows.map((row) => {
    const texts: string[] = [];
    const below = new Map<number, { text: string; rows: number }>();
    const fill = () => {
      for (let open = above.get(texts.length); open !== undefined; open = above.get(texts.length)) {
        if (open.rows > 1) {
          below.set(texts.length, { text: open.text, rows: open.rows - 1 });
        }
        texts.push(open.text);
      }
    };
    const repeats = isHeader(row);
    for (const cell of cellsOf(row)) {
      fill();
      const text = cellText(cell);
      const columns = Math.max(1, Math.min(span(cell, "colspan"), MAX_SPAN - texts.length));
      const height = texts.length < MAX_SPAN ? span(cell, "rowspan") : 1;
      for (let i = 0; i < columns; i++) {
        const shown = i === 0 || repeats ? text : "";
        if (height > 1) {
          below.set(texts.length, { text: shown, rows: height - 1 });
        }
        texts.push(shown);
      }
    }
    fill();
    above = below;
    return texts;
  });
}

function span(cell: Element, attribute: "colspan" | "rowspan"): number {
  const value = Number.parseInt(cell.attribs[attribute] ?? "1", 10);
  return Math.min(Math.max(Number.isNaN(value) ? 1 : value, 1), MAX_SPAN);
}

/** One name a column from one or more header rows: `Price` above `2019` gives `Price 2019`. */
function joinHeaders(rows: readonly (readonly string[])[]): string[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return Array.from({ length: width }, (_, column) =>
    Array.from(new Set(rows.map((row) => row[column] ?? "")))
      .filter((name) => name !== "")
      .join(" "),
  );
}
