import type { List, ListItem, Nodes, RootContent } from "mdast";

/** The visible text of a node on one line: a line break in the source is a space to the reader. */
export function inline(node: Nodes): string {
  return visible(node).replace(/\s*\n\s*/gu, " ");
}

function visible(node: Nodes): string {
  switch (node.type) {
    case "break":
      return " ";
    case "html":
      return "";
    case "image":
    case "imageReference":
      return node.alt ?? "";
    default:
      if ("children" in node) {
        return node.children.map(visible).join("");
      }
      return "value" in node ? node.value : "";
  }
}

/** An identifier or classes behind a heading, as Hugo, Pandoc and kramdown read them: `{#fees}`, `{: .no_toc}`. */
const ANCHOR = /\s*\{:?\s*[#.][^{}]*\}\s*$/u;

/** A heading without the anchor that other pages link to it by. */
export function withoutAnchor(heading: string): string {
  return heading.replace(ANCHOR, "");
}

/** What marks a quote as a note or a warning, in front of its text, as GitHub and Obsidian read it. */
const ALERT = /^\[!\w+\][+-]?(?:\s+|$)/u;

/** The text of a paragraph without the mark that makes an alert of the quote around it. */
export function withoutAlertMark(text: string): string {
  return text.replace(ALERT, "");
}

/** One line per item; nested lists are indented by two spaces a level, code in an item keeps its lines. */
export function listText(list: List): string {
  return listLines(list, "").join("\n");
}

function listLines(list: List, indent: string): string[] {
  return list.children.flatMap((item, index) => {
    const bullet = list.ordered === true ? `${(list.start ?? 1) + index}.` : "-";
    return itemLines(item, `${indent}${bullet}`, `${indent}  `);
  });
}

/** @param indent of what isn't on the item's first line */
function itemLines(item: ListItem, bullet: string, indent: string): string[] {
  const lines = [bullet];
  let joins = true;
  for (const child of item.children) {
    const own = childLines(child, indent);
    if (own === undefined) {
      if (joins) {
        lines.push(`${lines.pop() ?? ""} ${inline(child)}`);
      } else {
        lines.push(indent + inline(child));
      }
    } else {
      lines.push(...own);
    }
    joins = own === undefined;
  }
  return lines;
}

/** The lines of a list or of code, or undefined for what flows on. */
function childLines(child: RootContent, indent: string): string[] | undefined {
  if (child.type === "list") {
    return listLines(child, indent);
  }
  if (child.type === "code") {
    return child.value.split("\n").map((line) => indent + line);
  }
  return undefined;
}
