import type { Element } from "domhandler";
import { elementAt } from "../archive/xml.js";
import type { TextBuilder } from "../text-builder.js";
import { addShape, type DrawingObjects, shapesOf, textBody } from "./drawing-shapes.js";
import { addTextBody, lineOf } from "./drawing-text.js";

/** Placeholders of the slide's frame: date, footer, header, number, and its picture on a page of notes. */
const FRAME = new Set(["dt", "ftr", "hdr", "sldNum", "sldImg"]);

/**
 * Adds a slide's title as a heading, then the text of its other shapes in their order, tables and charts among them.
 * @returns whether it shows pictures or objects
 */
export function addSlide(builder: TextBuilder, tree: Element | undefined, objects: DrawingObjects): boolean {
  const shapes = shapesOf(tree).filter((shape) => !FRAME.has(placeholder(shape) ?? ""));
  const title = shapes.find(isTitle);
  builder.addHeading(title === undefined ? "" : lineOf(textBody(title)), 1);
  for (const shape of shapes) {
    if (shape !== title) {
      const kind = placeholder(shape);
      addShape(builder, shape, kind === "body" || kind === "obj", objects);
    }
  }
  return shapes.some(({ name }) => name !== "p:sp");
}

/** Adds what the speaker noted on a slide. */
export function addNotes(builder: TextBuilder, tree: Element | undefined): void {
  for (const shape of shapesOf(tree)) {
    if (placeholder(shape) === "body") {
      addTextBody(builder, textBody(shape), false);
    }
  }
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
