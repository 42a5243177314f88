import type { Span } from "../../src/core/document.js";
import { MARKDOWN_LOADER } from "../../src/documents/markdown/markdown-loader.js";
import type { OutlineNode } from "./outline.js";
import type { Pair } from "./pairs.js";

/** A page as a Markdown file, with the text that the product extracts from it. */
export interface MarkdownPage {
  readonly markdown: string;
  readonly text: string;
  /** Where each section's text stands in `text`, without its heading. */
  readonly sections: ReadonlyMap<Pair, Span>;
}

/** Far more than a page has. */
const LIMITS = { characters: 10_000_000, pages: 1, unpackedBytes: 10_000_000, nesting: 100 };

const LIST_ITEM = /^- /u;

/** How much of a section's beginning is looked for in the extracted text. */
const PROBE = 40;

/**
 * Writes a page: title, headings and sections. Lines of a section become paragraphs, list items and rows of tables.
 * @param file names the page where it has no title
 */
export async function markdownPage(root: OutlineNode, file: string): Promise<MarkdownPage> {
  const blocks: string[] = [];
  const order: Pair[] = [];
  const write = (node: OutlineNode, level: number) => {
    if (node.heading !== "") {
      blocks.push(`${"#".repeat(Math.min(level, 6))} ${escaped(node.heading)}`);
    }
    if (node.pair !== undefined) {
      order.push(node.pair);
      blocks.push(...bodyOf(node.pair));
    }
    for (const child of node.children) {
      write(child, level + 1);
    }
  };
  write(root, 1);
  const markdown = `${blocks.join("\n\n")}\n`;
  const { text, headings } = await MARKDOWN_LOADER.load(Buffer.from(markdown), file, LIMITS);
  return { markdown, text, sections: locate(order, text, headings) };
}

/** Finds where each section begins; it ends where the next heading or section does. */
function locate(order: readonly Pair[], text: string, headings: readonly Span[]): ReadonlyMap<Pair, Span> {
  const starts: { pair: Pair; start: number }[] = [];
  let from = 0;
  for (const pair of order) {
    const start = text.indexOf(probeOf(pair), from);
    if (start >= 0) {
      starts.push({ pair, start });
      from = start + 1;
    }
  }
  const borders = [...starts.map(({ start }) => start), ...headings.map(({ start }) => start), text.length];
  const sections = new Map<Pair, Span>();
  for (const { pair, start } of starts) {
    const next = Math.min(...borders.filter((border) => border > start));
    const end = start + text.slice(start, next).trimEnd().length;
    sections.set(pair, { start, end });
  }
  return sections;
}

function probeOf(pair: Pair): string {
  const [line = ""] = linesOf(pair);
  const [cell = ""] = line.replace(LIST_ITEM, "").split(" | ");
  return cell.slice(0, PROBE).trim();
}

/** A data set's texts repeat the question. */
function linesOf({ q, text }: Pair): string[] {
  const body = text.startsWith(q) ? text.slice(q.length) : text;
  return body
    .split("\n")
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "");
}

function bodyOf(pair: Pair): string[] {
  const blocks: string[] = [];
  let last: string | undefined;
  for (const line of linesOf(pair)) {
    const kind = kindOf(line);
    const previous = blocks.at(-1);
    if (previous !== undefined && kind === last && kind !== "paragraph") {
      const rule = kind.startsWith("table") && !previous.includes("\n") ? `\n${ruleOf(line)}` : "";
      blocks[blocks.length - 1] = `${previous}${rule}\n${written(line, kind)}`;
    } else {
      blocks.push(written(line, kind));
    }
    last = kind;
  }
  return blocks;
}

function kindOf(line: string): string {
  if (LIST_ITEM.test(line)) {
    return "list";
  }
  const columns = line.split(" | ").length;
  return columns > 1 ? `table of ${columns}` : "paragraph";
}

function ruleOf(line: string): string {
  return `| ${line
    .split(" | ")
    .map(() => "---")
    .join(" | ")} |`;
}

function written(line: string, kind: string): string {
  if (kind === "list") {
    return `- ${escaped(line.replace(LIST_ITEM, ""))}`;
  }
  if (kind === "paragraph") {
    return escaped(line);
  }
  return `| ${line.split(" | ").map(escaped).join(" | ")} |`;
}

/** Escapes what Markdown would read as markup, so that the product extracts the text as it is. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~&!$^]/gu, "\\$&")
    .replace(/^(\d+)([.)])/u, "$1\\$2")
    .replace(/^[-+=]/u, "\\$&");
}
