import type { Element } from "domhandler";
import { descendants, elementAt, elements } from "../archive/xml.js";
import { guessHeader, tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { addTextBody, lineOf } from "./drawing-text.js";
import { addGraphic } from "./graphic-block.js";
import { type Graphics, graphicIds } from "./graphics.js";
import { type LeftOut, pictureDescription } from "./left-out.js";

/** Placeholders of the slide's frame: date, footer, header, number, and its picture on a page of notes. */
const FRAME = new Set(["dt", "ftr", "hdr", "sldNum", "sldImg"]);

/** What a slide shows beside the text of its shapes. */
export interface SlideObjects {
  readonly graphics: Graphics;
  /** Counts what has no text. */
  readonly leftOut: LeftOut;
}

/**
 * Adds a slide's title as a heading, then the text of its other shapes in their order, tables and charts among them.
 * @returns whether it shows pictures or objects
 */
export function addSlide(builder: TextBuilder, tree: Element | undefined, objects: SlideObjects): boolean {
  const shapes = shapesOf(tree).filter((shape) => !FRAME.has(placeholder(shape) ?? ""));
  const title = shapes.find(isTitle);
  builder.addHeading(title === undefined ? "" : lineOf(elementAt(title, "p:txBody")), 1);
  for (const shape of shapes) {
    if (shape !== title) {
      addShape(builder, shape, objects);
    }
  }
  return shapes.some(({ name }) => name !== "p:sp");
}

/** Adds what the speaker noted on a slide. */
export function addNotes(builder: TextBuilder, tree: Element | undefined): void {
  for (const shape of shapesOf(tree)) {
    if (placeholder(shape) === "body") {
      addTextBody(builder, elementAt(shape, "p:txBody"), false);
    }
  }
}

function addShape(builder: TextBuilder, shape: Element, objects: SlideObjects): void {
  const kind = placeholder(shape);
  const bulleted = kind === "body" || kind === "obj";
  addTextBody(builder, elementAt(shape, "p:txBody"), bulleted);
  for (const table of descendants(elementAt(shape, "a:graphic"), "a:tbl")) {
    addTable(builder, table);
  }
  for (const id of graphicIds(shape)) {
    const graphic = objects.graphics.get(id) ?? [];
    if (graphic.length === 0) {
      objects.leftOut.addChart();
    }
    addGraphic(builder, graphic);
  }
  for (const { attribs } of descendants(shape, "p:oleObj").slice(0, 1)) {
    objects.leftOut.addObject(attribs["progId"] ?? "");
  }
  addDescription(builder, shape, objects.leftOut);
}

/** Adds what the author says of a picture or a drawing. */
function addDescription(builder: TextBuilder, shape: Element, leftOut: LeftOut): void {
  const [properties] = descendants(elements(shape)[0], "p:cNvPr");
  const description = pictureDescription(properties?.attribs["descr"]);
  builder.addBlock("paragraph", description);
  const isDecorative = descendants(properties, "adec:decorative").some(
    ({ attribs }) => attribs["val"] === "1",
  );
  if (shape.name === "p:pic" && description === "" && !isDecorative) {
    leftOut.addPictures(1);
  }
}

/** The shapes of a slide, those in groups too. */
function shapesOf(parent: Element | undefined): Element[] {
  return elements(parent).flatMap((child) => {
    switch (child.name) {
      case "p:sp":
      case "p:pic":
      case "p:graphicFrame":
        return [child];
      case "p:grpSp":
        return shapesOf(child);
      case "mc:AlternateContent":
        return shapesOf(elementAt(child, "mc:Choice") ?? elementAt(child, "mc:Fallback"));
      default:
        return [];
    }
  });
}

/** The kind of placeholder that a shape fills, or undefined if it stands for itself. */
function placeholder(shape: Element): string | undefined {
  const found = elementAt(shape, "p:nvSpPr", "p:nvPr", "p:ph");
  return found === undefined ? undefined : (found.attribs["type"] ?? "obj");
}

function isTitle(shape: Element): boolean {
  const kind = placeholder(shape);
  return kind === "title" || kind === "ctrTitle";
}

function addTable(builder: TextBuilder, table: Element): void {
  const rows = cellsOf(table);
  const marked = elementAt(table, "a:tblPr")?.attribs["firstRow"];
  const header = marked === "1" || marked === "true" ? (rows[0] ?? null) : guessHeader(rows);
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
