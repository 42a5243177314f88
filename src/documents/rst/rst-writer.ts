import { tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import type { Definition, ListItem, RstNode } from "./rst-tree.js";

/** Adds the parts of a reStructuredText document. */
export function addRst(builder: TextBuilder, nodes: readonly RstNode[]): void {
  for (const node of nodes) {
    addNode(builder, node);
  }
}

function addNode(builder: TextBuilder, node: RstNode): void {
  switch (node.type) {
    case "heading":
      builder.addHeading(node.text, node.level);
      break;
    case "list":
      addList(builder, node.items);
      break;
    case "definitions":
      addDefinitions(builder, node.items);
      break;
    case "table":
      builder.addBlock("table", tableLines(node.header, node.rows).join("\n"));
      break;
    case "group":
      addRst(builder, labelled(node.label, node.children));
      break;
    default:
      builder.addBlock(node.type, node.text);
  }
}

/** The label in front of the first paragraph, or alone. */
function labelled(given: string, children: readonly RstNode[]): readonly RstNode[] {
  const label = withoutColon(given);
  const [first, ...rest] = children;
  if (label === "" || children.length === 0) {
    return label === "" ? children : [{ type: "paragraph", text: label }];
  }
  return first?.type === "paragraph"
    ? [{ type: "paragraph", text: `${label}: ${first.text}` }, ...rest]
    : [{ type: "paragraph", text: `${label}:` }, ...children];
}

function withoutColon(term: string): string {
  return term.replace(/:$/u, "");
}

/** One line an item; a part of an item that has no place in a list, such as a table, follows by itself. */
function addList(builder: TextBuilder, items: readonly ListItem[]): void {
  let lines: string[] = [];
  for (const { marker, children } of items) {
    lines.push(marker);
    for (const child of children) {
      const own = childLines(child, "  ");
      if (own === undefined) {
        builder.addBlock("list", withoutEmptyMarker(lines));
        lines = [];
        addNode(builder, child);
      } else {
        addLines(lines, own, child.type === "paragraph");
      }
    }
  }
  builder.addBlock("list", withoutEmptyMarker(lines));
}

function withoutEmptyMarker(lines: readonly string[]): string {
  return lines.filter((line) => /[^\s•*+-]/u.test(line)).join("\n");
}

/** Text that begins an item stands beside its marker. */
function addLines(lines: string[], own: readonly string[], isText: boolean): void {
  const last = lines.at(-1);
  if (isText && last !== undefined && /^\s*\S+$/u.test(last)) {
    lines[lines.length - 1] = `${last} ${own.join(" ").trim()}`;
  } else {
    lines.push(...own);
  }
}

/** What a part of an item is in lines, or undefined if it is more than that. */
function childLines(node: RstNode, indent: string): string[] | undefined {
  if (node.type === "paragraph" || node.type === "code") {
    return node.text.split("\n").map((line) => indent + line);
  }
  if (node.type === "group" && node.label === "") {
    const parts = node.children.map((child) => childLines(child, indent));
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  if (node.type !== "list") {
    return undefined;
  }
  const lines: string[] = [];
  for (const { marker, children } of node.items) {
    lines.push(indent + marker);
    for (const child of children) {
      const own = childLines(child, `${indent}  `);
      if (own === undefined) {
        return undefined;
      }
      addLines(lines, own, child.type === "paragraph");
    }
  }
  return lines;
}

/** Definitions of a paragraph each are one list; any other follows its term. */
function addDefinitions(builder: TextBuilder, items: readonly Definition[]): void {
  let lines: string[] = [];
  for (const { term, children } of items) {
    const texts = children.flatMap((child) => (child.type === "paragraph" ? [child.text] : []));
    if (texts.length === children.length) {
      lines.push(texts.length === 0 ? term : `${withoutColon(term)}: ${texts.join(" ")}`);
      continue;
    }
    builder.addBlock("list", lines.join("\n"));
    lines = [];
    addRst(builder, labelled(term, children));
  }
  builder.addBlock("list", lines.join("\n"));
}
