import { type Element, isTag, isText } from "domhandler";
import { elements } from "../archive/xml.js";
import { chartOf, formulaOf, frameDescription } from "./odf-objects.js";

/** More spaces in a row than any text has. */
const MAX_SPACES = 100;

/** What isn't part of the text: comments, pictures and their descriptions, and the number of a note. */
const SKIPPED = new Set([
  "draw:image",
  "office:annotation",
  "office:annotation-end",
  "office:forms",
  "svg:title",
  "svg:desc",
  "text:note-citation",
  "text:ruby-text",
  "text:tracked-changes",
]);

/** Shapes that may have text in them. */
const SHAPES = new Set(
  [
    "caption",
    "circle",
    "connector",
    "custom-shape",
    "ellipse",
    "line",
    "measure",
    "path",
    "polygon",
    "polyline",
  ]
    .concat(["rect", "regular-polygon", "text-box"])
    .map((name) => `draw:${name}`),
);

/** The text of a paragraph, and the blocks that are anchored in it but stand elsewhere on the page. */
export interface Inline {
  readonly text: string;
  /** The bodies of footnotes and endnotes, text boxes and other shapes, and charts. */
  readonly asides: readonly Element[];
}

/** Reads a paragraph: white space collapses except where elements stand for it (ODF 1.3 part 3, 6.1.2). */
export function readInline(paragraph: Element): Inline {
  const asides: Element[] = [];
  return { text: collect(paragraph, asides).replace(/\n+/gu, " ").trim(), asides };
}

/** Reads preformatted text: its line breaks and spaces count. */
export function readPreformatted(paragraph: Element): string {
  return collect(paragraph, []).trimEnd();
}

function collect(parent: Element, asides: Element[]): string {
  let text = "";
  for (const child of parent.children) {
    if (isText(child)) {
      text += child.data.replace(/\s+/gu, " ");
    } else if (isTag(child)) {
      text += textOfElement(child, asides);
    }
  }
  return text;
}

/** Of elements between which white space has no meaning. */
function collectElements(parent: Element, asides: Element[]): string {
  return elements(parent)
    .map((child) => textOfElement(child, asides))
    .join("");
}

function textOfElement(element: Element, asides: Element[]): string {
  if (SKIPPED.has(element.name)) {
    return "";
  }
  if (element.name === "text:note-body" || SHAPES.has(element.name)) {
    asides.push(element);
    return "";
  }
  switch (element.name) {
    case "text:s":
      return " ".repeat(Math.min(Number(element.attribs["text:c"] ?? 1) || 1, MAX_SPACES));
    case "text:tab":
      return "\t";
    case "text:line-break":
      return "\n";
    case "draw:frame":
    case "draw:g":
      return `${frameDescription(element)}${collectElements(element, asides)}`;
    case "draw:object": {
      const chart = chartOf(element);
      asides.push(...(chart === undefined ? [] : [chart]));
      return formulaOf(element);
    }
    default:
      return collect(element, asides);
  }
}
