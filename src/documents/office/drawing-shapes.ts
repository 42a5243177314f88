import type { Element } from "domhandler";
import { descendants, elementAt, elements, localName } from "../archive/xml.js";
import { guessHeader, tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { addTextBody, lineOf } from "./drawing-text.js";
import { addGraphic } from "./graphic-block.js";
import { type Graphics, graphicIds } from "./graphics.js";
import { type LeftOut, pictureDescription } from "./left-out.js";

/** What shapes refer to, and what is counted of them. */
export interface DrawingObjects {
  readonly graphics: Graphics;
  /** Counts what has no text. */
  readonly leftOut: LeftOut;
}

/** The shapes, pictures and frames of a slide or of a sheet's drawing, those in groups too. */
export function shapesOf(parent: Element | undefined): Element[] {
  return elements(parent).flatMap((child) => {
    switch (localName(child)) {
      case "sp":
      case "pic":
      case "graphicFrame":
        return [child];
      case "grpSp":
        return shapesOf(child);
      case "AlternateContent":
        return shapesOf(elementAt(child, "mc:Choice") ?? elementAt(child, "mc:Fallback"));
      default:
        return [];
    }
  });
}

/** The text of a shape, or undefined if it can't have one. */
export function textBody(shape: Element): Element | undefined {
  return elements(shape).find((child) => localName(child) === "txBody");
}

/**
 * Adds what a shape says: its text, table, chart or SmartArt, and what the author says of a picture.
 * @param bulleted whether paragraphs that don't say otherwise have a bullet
 */
export function addShape(
  builder: TextBuilder,
  shape: Element,
  bulleted: boolean,
  { graphics, leftOut }: DrawingObjects,
): void {
  addTextBody(builder, textBody(shape), bulleted);
  for (const table of descendants(elementAt(shape, "a:graphic"), "a:tbl")) {
    addTable(builder, table);
  }
  for (const id of graphicIds(shape)) {
    const graphic = graphics.get(id);
    addGraphic(builder, graphic?.blocks ?? []);
    if (graphic?.isWhole !== true) {
      leftOut.addChart();
    }
  }
  for (const { attribs } of descendants(shape, "p:oleObj").slice(0, 1)) {
    leftOut.addObject(attribs["progId"] ?? "");
  }
  addDescription(builder, shape, leftOut);
}

function addDescription(builder: TextBuilder, shape: Element, leftOut: LeftOut): void {
  const properties = elements(elements(shape)[0]).find((child) => localName(child) === "cNvPr");
  const description = pictureDescription(properties?.attribs["descr"]);
  builder.addBlock("paragraph", description);
  const isDecorative = descendants(properties, "adec:decorative").some(({ attribs }) => isOn(attribs["val"]));
  if (localName(shape) === "pic" && description === "" && !isDecorative) {
    leftOut.addPictures(1);
  }
}

function addTable(builder: TextBuilder, table: Element): void {
  const rows = cellsOf(table);
  const isMarked = isOn(elementAt(table, "a:tblPr")?.attribs["firstRow"]);
  const header = isMarked ? (rows[0] ?? null) : guessHeader(rows);
  const lines = tableLines(header, header === null ? rows : rows.slice(1));
  builder.addLines(
    "table",
    lines.map((text) => ({ text })),
  );
}

/** The texts of a table's cells; what a cell that spans rows says holds for each of them. */
function cellsOf(table: Element): string[][] {
  let above: readonly string[] = [];
  return elements(table, "a:tr").map((row) => {
    const texts = elements(row, "a:tc").map((cell, column) =>
      isOn(cell.attribs["vMerge"]) ? (above[column] ?? "") : lineOf(elementAt(cell, "a:txBody")),
    );
    above = texts;
    return texts;
  });
}

function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
