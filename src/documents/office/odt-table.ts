import type { Element } from "domhandler";
import { descendants, elements } from "../archive/xml.js";
import { guessHeader, guessTwoNames, innerTableLine } from "../table-text.js";
import { readInline } from "./odt-inline.js";

/** The texts of a table's cells, below the names of its columns where it has some. */
export interface OdtTable {
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** Reads a table of an OpenDocument text. @param asides gets what is anchored in its cells */
export function readOdtTable(table: Element, asides: Element[]): OdtTable {
  const marked = elements(table, "table:table-header-rows").flatMap((group) => readRows(group, asides));
  const body = readRows(table, asides);
  const holdsTable = descendants(table, "table:table").length > 0;
  const header = marked.at(-1) ?? guessHeader(body) ?? (holdsTable ? guessTwoNames(body) : null);
  return { header, rows: marked.length === 0 && header !== null ? body.slice(1) : body };
}

/** The cells' texts of the rows right below a table or a group of its rows. */
function readRows(parent: Element, asides: Element[]): string[][] {
  const spanning = new Map<number, { readonly text: string; rows: number }>();
  return rowsOf(parent).map((row) =>
    elements(row).map((cell, column) => {
      const above = spanning.get(column);
      if (cell.name === "table:covered-table-cell" && above !== undefined && above.rows > 0) {
        above.rows -= 1;
        return above.text;
      }
      const text = cellText(cell, asides);
      const rows = Number.parseInt(cell.attribs["table:number-rows-spanned"] ?? "1", 10);
      spanning.set(column, { text, rows: rows > 1 ? rows - 1 : 0 });
      return text;
    }),
  );
}

function rowsOf(parent: Element): Element[] {
  return elements(parent).flatMap((child) => {
    if (child.name === "table:table-rows" || child.name === "table:table-row-group") {
      return rowsOf(child);
    }
    return child.name === "table:table-row" ? [child] : [];
  });
}

/** All that a cell holds, lists and tables inside it too, as one text. */
function cellText(cell: Element, asides: Element[]): string {
  const holdsTable = elements(cell, "table:table").length > 0;
  return elements(cell)
    .map((child) => {
      if (child.name === "table:table") {
        const { header, rows } = readOdtTable(child, asides);
        return innerTableLine(header, rows);
      }
      if (child.name !== "text:p" && child.name !== "text:h") {
        return cellText(child, asides);
      }
      const inline = readInline(child);
      asides.push(...inline.asides);
      return inline.text;
    })
    .filter((text) => text !== "")
    .join(holdsTable ? "; " : " ");
}
