import type { RootContent } from "mdast";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { addHtml } from "../html/html-blocks.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { tableLines } from "../table-text.js";
import { TextBuilder } from "../text-builder.js";
import { inline, listText } from "./markdown-text.js";
import { parseMarkdown } from "./parse-markdown.js";

/**
 * Markdown (CommonMark with GFM tables and front matter): the document's text is what a reader sees, without
 * the markup. Front matter gives title and language.
 */
export const MARKDOWN_LOADER: Loader = {
  format: "markdown",
  extensions: [".md", ".markdown"],
  async load(bytes, path, limits) {
    const tree = parseMarkdown(decodeText(bytes, path), path, limits);
    const writer = new MarkdownWriter(path, limits);
    for (const node of tree.children) {
      writer.add(node);
    }
    const { title, language } = writer.frontMatter;
    const built = writer.builder.build();
    const heading = built.headings.find(({ level }) => level === 1)?.text;
    return { title: title ?? heading ?? titleFromPath(path), ...built, pages: null, language };
  },
};

/** Adds blocks of a Markdown tree to a document. */
class MarkdownWriter {
  readonly builder: TextBuilder;
  frontMatter: FrontMatter = { title: null, language: null };
  readonly #path: string;
  readonly #limits: LoadLimits;

  constructor(path: string, limits: LoadLimits) {
    this.#path = path;
    this.#limits = limits;
    this.builder = new TextBuilder(path, limits.characters);
  }

  add(node: RootContent): void {
    switch (node.type) {
      case "yaml":
      case "toml":
        this.frontMatter = readFrontMatter(node.value);
        break;
      case "heading":
        this.builder.addHeading(inline(node), node.depth);
        break;
      case "list":
        this.builder.addBlock("list", listText(node));
        break;
      case "table": {
        const [header, ...rows] = node.children.map((row) => row.children.map(inline));
        this.builder.addBlock("table", tableLines(header ?? null, rows).join("\n"));
        break;
      }
      case "code":
        this.builder.addBlock("code", node.value);
        break;
      case "blockquote":
      case "footnoteDefinition":
        for (const child of node.children) {
          this.add(child);
        }
        break;
      case "paragraph":
        this.builder.addBlock("paragraph", inline(node));
        break;
      case "html":
        addHtml(this.builder, node.value, { path: this.#path, limits: this.#limits });
        break;
      default:
    }
  }
}

/** The metadata of a Markdown file. */
export interface FrontMatter {
  readonly title: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
}

/**
 * Reads title and language from front matter in YAML (`title: Manual`) or TOML (`title = "Manual"`). Only plain
 * and quoted values on one line count; there is no need for a parser of either language.
 */
export function readFrontMatter(source: string): FrontMatter {
  const title = value(source, "title");
  return {
    title: title === "" ? null : title,
    language: languageCode(value(source, "lang") ?? value(source, "language")),
  };
}

/** The value of a top-level key, or null. */
function value(source: string, key: string): string | null {
  const line = new RegExp(`^${key}[ \\t]*[:=][ \\t]*(.*)$`, "imu").exec(source)?.[1]?.trim();
  if (line === undefined || /^[|>[{&*!]/u.test(line)) {
    return null;
  }
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/u.exec(line);
  if (quoted === null) {
    return line.replace(/\s+#.*$/u, "");
  }
  const [, double, single = ""] = quoted;
  return double === undefined ? single.replaceAll("''", "'") : double.replace(/\\(["\\])/gu, "$1");
}
