import type { List, ListItem, Nodes, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import type { Loader } from "../core/ports/loader.js";
import { decodeText } from "./decode.js";
import { TextBuilder } from "./text-builder.js";
import { titleFromPath } from "./title.js";

/**
 * Markdown (CommonMark with GFM tables and front matter): the document's text is what a reader sees, without
 * the markup; raw HTML and front matter are left out.
 */
export const markdownLoader: Loader = {
  format: "markdown",
  extensions: [".md", ".markdown"],
  async load(bytes, path) {
    const tree = fromMarkdown(decodeText(bytes, path), {
      extensions: [gfm(), frontmatter(["yaml", "toml"])],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml", "toml"])],
    });
    const builder = new TextBuilder();
    for (const node of tree.children) addBlock(builder, node);
    const built = builder.build();
    const title = built.headings.find((heading) => heading.level === 1)?.text ?? titleFromPath(path);
    return { title, ...built };
  },
};

function addBlock(builder: TextBuilder, node: RootContent): void {
  switch (node.type) {
    case "heading":
      builder.addHeading(inline(node), node.depth);
      break;
    case "list":
      builder.addBlock("list", listText(node));
      break;
    case "table":
      builder.addBlock("table", tableText(node));
      break;
    case "code":
      builder.addBlock("code", node.value);
      break;
    case "blockquote":
    case "footnoteDefinition":
      for (const child of node.children) addBlock(builder, child);
      break;
    case "paragraph":
      builder.addBlock("paragraph", inline(node));
      break;
    default:
  }
}

/** The visible text of a node on one line: a line break in the source is a space to the reader. */
function inline(node: Nodes): string {
  return visible(node).replace(/\s*\n\s*/gu, " ");
}

function visible(node: Nodes): string {
  switch (node.type) {
    case "break":
      return " ";
    case "html":
      return "";
    case "image":
      return node.alt ?? "";
    default:
      if ("children" in node) return node.children.map(visible).join("");
      return "value" in node ? node.value : "";
  }
}

/** One line per row, cells apart by ` | `. */
function tableText(table: Table): string {
  return table.children.map((row) => row.children.map(inline).join(" | ")).join("\n");
}

/** One line per item; nested lists are indented. */
function listText(list: List, indent = ""): string {
  return list.children
    .map((item, index) => {
      const bullet = list.ordered === true ? `${(list.start ?? 1) + index}.` : "-";
      return `${indent}${bullet} ${itemText(item, indent)}`;
    })
    .join("\n");
}

function itemText(item: ListItem, indent: string): string {
  return item.children
    .map((child) => (child.type === "list" ? `\n${listText(child, `${indent}  `)}` : inline(child)))
    .join(" ")
    .replaceAll(" \n", "\n");
}
