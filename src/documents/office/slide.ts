import type { Element } from "domhandler";
import { descendants, elementAt, elements } from "../archive/xml-tree.js";
import { guessHeader, tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { addTextBody, lineOf } from "./drawing-text.js";

/** Placeholders of the slide's frame: date, footer, header, number, and its picture on a page of notes. */
const FRAME = new Set(["dt", "ftr", "hdr", "sldNum", "sldImg"]);

/** Adds a slide's title as a heading, then the text of its other shapes in their order, tables among them. */
export function addSlide(builder: TextBuilder, tree: Element | undefined): void {
  const shapes = shapesOf(tree).filter((shape) => !FRAME.has(placeholder(shape) ?? ""));
  const title = shapes.find(isTitle);
  builder.addHeading(title === undefined ? "" : lineOf(elementAt(title, "p:txBody")), 1);
  for (const shape of shapes) {
    if (shape !== title) {
      addShape(builder, shape);
    }
  }
}

/** Adds what the speaker noted on a slide. */
export function addNotes(builder: TextBuilder, tree: Element | undefined): void {
  for (const shape of shapesOf(tree)) {
    if (placeholder(shape) === "body") {
      addTextBody(builder, elementAt(shape, "p:txBody"), false);
    }
  }
}

function addShape(builder: TextBuilder, shape: Element): void {
  const kind = placeholder(shape);
  const bulleted = kind === "body" || kind === "obj";
  addTextBody(builder, elementAt(shape, "p:txBody"), bulleted);
  for (const table of descendants(elementAt(shape, "a:graphic"), "a:tbl")) {
    addTable(builder, table);
  }
}

/** The shapes of a slide, those in groups too. */
function shapesOf(parent: Element | undefined): Element[] {
  return elements(parent).flatMap((child) => {
    switch (child.name) {
      case "p:sp":
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
  const rows = elements(table, "a:tr").map((row) =>
    elements(row, "a:tc").map((cell) => lineOf(elementAt(cell, "a:txBody"))),
  );
  const marked = elementAt(table, "a:tblPr")?.attribs["firstRow"];
  const header = marked === "1" || marked === "true" ? (rows[0] ?? null) : guessHeader(rows);
  const lines = tableLines(header, header === null ? rows : rows.slice(1));
  builder.addLines(
    "table",
    lines.map((text) => ({ text })),
  );
}
