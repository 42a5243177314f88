import { Element, Text } from "domhandler";
import type { GraphicBlock } from "./graphic-block.js";

/** Styles of the list items that `wordBlocks` makes, by their level, and what mammoth makes of them. */
export const LIST_STYLE_MAP: readonly string[] = Array.from({ length: 9 }, (_, level) => {
  const around = "ul|ol > li > ".repeat(level);
  return `p.${listStyle(level)} => ${around}ul > li:fresh`;
});

/** Writes what a graphic says as paragraphs and tables of Word. */
export function wordBlocks(blocks: readonly GraphicBlock[]): Element[] {
  return blocks.flatMap(elementsOf);
}

function elementsOf(block: GraphicBlock): Element[] {
  switch (block.kind) {
    case "paragraph":
      return [paragraph(block.text)];
    case "list":
      return block.items.map(({ text, level }) => paragraph(text, listStyle(level)));
    case "table":
      return [table(block.header, block.rows)];
  }
}

function listStyle(level: number): string {
  return `FootnoteItem${level}`;
}

function paragraph(text: string, style?: string): Element {
  const properties =
    style === undefined ? [] : [new Element("w:pPr", {}, [new Element("w:pStyle", { "w:val": style })])];
  const run = new Element("w:r", {}, [new Element("w:t", { "xml:space": "preserve" }, [new Text(text)])]);
  return new Element("w:p", {}, [...properties, run]);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): Element {
  const marked = new Element("w:trPr", {}, [new Element("w:tblHeader", {})]);
  return new Element("w:tbl", {}, [
    new Element("w:tr", {}, [marked, ...header.map(cell)]),
    ...rows.map((row) => new Element("w:tr", {}, row.map(cell))),
  ]);
}

function cell(text: string): Element {
  return new Element("w:tc", {}, [paragraph(text)]);
}
