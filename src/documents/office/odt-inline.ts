import { type Element, isTag, isText } from "domhandler";

/** More spaces in a row than any text has. */
const MAX_SPACES = 100;

/** What isn't part of the text: comments, drawings' descriptions, and the number of a note. */
const SKIPPED = new Set([
  "office:annotation",
  "office:annotation-end",
  "office:forms",
  "svg:title",
  "svg:desc",
  "draw:object",
  "text:note-citation",
  "text:ruby-text",
  "text:tracked-changes",
]);

/** The text of a paragraph, and the blocks that are anchored in it but stand elsewhere on the page. */
export interface Inline {
  readonly text: string;
  /** The bodies of footnotes and endnotes, and text boxes. */
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

function textOfElement(element: Element, asides: Element[]): string {
  if (SKIPPED.has(element.name)) {
    return "";
  }
  switch (element.name) {
    case "text:s":
      return " ".repeat(Math.min(Number(element.attribs["text:c"] ?? 1) || 1, MAX_SPACES));
    case "text:tab":
      return "\t";
    case "text:line-break":
      return "\n";
    case "text:note-body":
    case "draw:text-box":
      asides.push(element);
      return "";
    default:
      return collect(element, asides);
  }
}
