import type { Element } from "domhandler";
import { descendants, elementAt, elements, textOf } from "../archive/xml.js";
import { guessHeader, oneLine, tableLines } from "../table-text.js";
import { superscript, type TextBuilder } from "../text-builder.js";

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

/** A paragraph of DrawingML text. */
interface Paragraph {
  readonly text: string;
  /** 0 is the outermost. */
  readonly level: number;
  readonly bullet: "none" | "mark" | "number";
}

/**
 * Adds the text of a shape: bulleted paragraphs that stand together as a list, others as paragraphs.
 * @param bulleted whether paragraphs that don't say otherwise have a bullet
 */
function addTextBody(builder: TextBuilder, body: Element | undefined, bulleted: boolean): void {
  const paragraphs = elements(body, "a:p")
    .map((paragraph) => readParagraph(paragraph, bulleted))
    .filter(({ text }) => text !== "");
  let list: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.bullet !== "none") {
      list.push(paragraph);
      continue;
    }
    addList(builder, list);
    list = [];
    builder.addBlock("paragraph", paragraph.text);
  }
  addList(builder, list);
}

/** All text of a shape or cell on one line. */
function lineOf(body: Element | undefined): string {
  return oneLine(elements(body, "a:p").map(textOfParagraph).join(" "));
}

function readParagraph(paragraph: Element, bulleted: boolean): Paragraph {
  const properties = elementAt(paragraph, "a:pPr");
  const level = Number(properties?.attribs["lvl"] ?? 0);
  return {
    text: oneLine(textOfParagraph(paragraph)),
    level: level >= 0 && level <= 8 ? level : 0,
    bullet: bulletOf(properties, bulleted),
  };
}

function bulletOf(properties: Element | undefined, bulleted: boolean): Paragraph["bullet"] {
  const names = new Set(elements(properties).map(({ name }) => name));
  if (names.has("a:buNone")) {
    return "none";
  }
  if (names.has("a:buAutoNum")) {
    return "number";
  }
  return bulleted || names.has("a:buChar") || names.has("a:buBlip") ? "mark" : "none";
}

/** The text of runs and fields; a line break within a paragraph is a space. */
function textOfParagraph(paragraph: Element): string {
  return elements(paragraph)
    .map((child) => (child.name === "a:br" ? " " : textOfRun(child)))
    .join("");
}

function textOfRun(run: Element): string {
  const text = textOf(elementAt(run, "a:t"));
  // In thousandths of a percent, or with a percent sign.
  const raised = Number.parseFloat(elementAt(run, "a:rPr")?.attribs["baseline"] ?? "0") > 0;
  return raised ? superscript(text) : text;
}

/** One line an item, nested ones indented by two spaces a level; a single item is a paragraph. */
function addList(builder: TextBuilder, list: readonly Paragraph[]): void {
  const [first, second] = list;
  if (first !== undefined && second === undefined) {
    builder.addBlock("paragraph", first.text);
    return;
  }
  const numbers: number[] = [];
  const lines = list.map(({ text, level, bullet }) => {
    numbers.length = level + 1;
    numbers[level] = bullet === "number" ? (numbers[level] ?? 0) + 1 : 0;
    return `${"  ".repeat(level)}${bullet === "number" ? `${numbers[level]}.` : "-"} ${text}`;
  });
  builder.addBlock("list", lines.join("\n"));
}
