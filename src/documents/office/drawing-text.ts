import type { Element } from "domhandler";
import { elementAt, elements, textOf } from "../archive/xml-tree.js";
import { superscript } from "../superscript.js";
import { oneLine } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";

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
