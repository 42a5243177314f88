import type { Element } from "domhandler";
import { elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { readOmml } from "../math/omml.js";
import { writeFormula } from "../math/write-formula.js";
import { superscript, type TextBuilder } from "../text-builder.js";
import { listLines } from "./graphic-block.js";
import { readable } from "./symbol-font.js";

/** A paragraph of DrawingML text. */
interface Paragraph {
  readonly text: string;
  /** 0 is the outermost. */
  readonly level: number;
  readonly bullet: "none" | "mark" | "number";
}

/**
 * Adds the text of a shape: bulleted paragraphs that stand together as a list, others as paragraphs.
 * @param body holds the paragraphs, such as `p:txBody`
 * @param bulleted whether paragraphs that don't say otherwise have a bullet
 */
export function addTextBody(builder: TextBuilder, body: Element | undefined, bulleted: boolean): void {
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
export function lineOf(body: Element | undefined): string {
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

/** The text of runs, fields and formulas; a line break within a paragraph is a space. */
function textOfParagraph(paragraph: Element): string {
  return elements(paragraph).map(textOfPart).join("");
}

function textOfPart(part: Element): string {
  switch (part.name) {
    case "a:br":
      return " ";
    case "a14:m":
      return writeFormula(readOmml(part));
    case "mc:AlternateContent":
      return textOfParagraph(elementAt(part, "mc:Choice") ?? part);
    default:
      return textOfRun(part);
  }
}

function textOfRun(run: Element): string {
  const text = symbolsOf(run, textOf(elementAt(run, "a:t")));
  // In thousandths of a percent, or with a percent sign.
  const raised = Number.parseFloat(elementAt(run, "a:rPr")?.attribs["baseline"] ?? "0") > 0;
  return raised ? superscript(text) : text;
}

/** A run may keep the font of symbols behind one, for letters that aren't meant in it. */
function symbolsOf(run: Element, text: string): string {
  const properties = elementAt(run, "a:rPr");
  const isSymbol = text.trim().length === 1 && elementAt(properties, "a:sym") !== undefined;
  const font = elementAt(properties, isSymbol ? "a:sym" : "a:latin");
  return readable(text, font?.attribs["typeface"] ?? "");
}

/** A single item is a paragraph. */
function addList(builder: TextBuilder, list: readonly Paragraph[]): void {
  const [first, second] = list;
  if (first !== undefined && second === undefined) {
    builder.addBlock("paragraph", first.text);
    return;
  }
  const items = list.map(({ text, level, bullet }) => ({ text, level, isNumbered: bullet === "number" }));
  builder.addBlock("list", listLines(items).join("\n"));
}
