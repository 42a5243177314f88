import type { List, ListItem, Nodes, Paragraph, PhrasingContent, RootContent } from "mdast";
import { withStars } from "./inline-dialects.js";

/** The visible text of a node on one line: a line break in the source is a space to the reader. */
export function inline(node: Nodes): string {
  return withStars(visible(node).replace(/\s*\n\s*/gu, " "));
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

/** The text of a paragraph. Bold words on a line of their own at its start name what follows, so a colon parts them. */
export function paragraphText(paragraph: Paragraph): string {
  const [first, second] = paragraph.children;
  const text = withoutAlertMark(inline(paragraph));
  const label = first?.type === "strong" ? inline(first) : "";
  if (label === "" || !startsLine(second) || /[\p{P}]$/u.test(label) || !text.startsWith(label)) {
    return text;
  }
  return `${label}: ${text.slice(label.length).trimStart()}`;
}

/** Whether a node begins with a line break, or one in the source behind which a sentence may begin. */
function startsLine(node: PhrasingContent | undefined): boolean {
  return (
    node?.type === "break" ||
    (node?.type === "html" && /^<br\b/iu.test(node.value)) ||
    (node?.type === "text" && /^[ \t]*\n\s*[\p{Lu}\p{N}]/u.test(node.value))
  );
}

/** Longer bold paragraphs say something themselves. */
const LONGEST_LABEL = 120;

/** The text of a paragraph that is a question or a label in bold, and belongs to what follows; undefined for another. */
export function boldLabel({ children }: Paragraph): string | undefined {
  const [only, ...others] = children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  if (only?.type !== "strong" || others.length > 0) {
    return undefined;
  }
  const text = inline(only).trim();
  return text.length <= LONGEST_LABEL && !/[.!;…]["”“»)\]]*$|:\s/u.test(text) ? text : undefined;
}

/** Whether a paragraph is nothing but pictures that link somewhere, as signs of a project's state do. */
export function isBadges({ children }: Paragraph): boolean {
  const seen = children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  return seen.length > 0 && seen.every((child) => isLink(child) && child.children.every(isPicture));
}

function isLink(node: PhrasingContent): node is Extract<PhrasingContent, { children: PhrasingContent[] }> {
  return (node.type === "link" || node.type === "linkReference") && node.children.length > 0;
}

function isPicture({ type }: PhrasingContent): boolean {
  return type === "image" || type === "imageReference";
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
function withoutAlertMark(text: string): string {
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
  const lines = [item.checked === true ? `${bullet} [x]` : bullet];
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
    return withStars(child.value)
      .split("\n")
      .map((line) => indent + line);
  }
  return undefined;
}
