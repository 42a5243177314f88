import type { RootContent } from "mdast";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { withoutTemplateTags } from "../../text/template-tags.js";
import { decodeText } from "../encoding/decode-text.js";
import { addHtml } from "../html/html-blocks.js";
import { lineOf } from "../html/inline-text.js";
import { parseHtml } from "../html/parse-html.js";
import { titleFromPath } from "../metadata.js";
import { tableLines } from "../table-text.js";
import { TextBuilder } from "../text-builder.js";
import { type FrontMatter, readFrontMatter, takeJsonFrontMatter } from "./front-matter.js";
import { inline, listText, withoutAlertMark, withoutAnchor } from "./markdown-text.js";
import { parseMarkdown } from "./parse-markdown.js";

/**
 * Markdown (CommonMark with GFM tables and front matter): the document's text is what a reader sees, without
 * the markup and what a site's generator takes out or puts in. Front matter in YAML, TOML or JSON gives title and
 * language.
 */
export const MARKDOWN_LOADER: Loader = {
  format: "markdown",
  extensions: [".md", ".markdown"],
  async load(bytes, path, limits) {
    const source = decodeText(bytes, path);
    const { frontMatter, body } = takeJsonFrontMatter(source) ?? { frontMatter: NONE, body: source };
    const tree = parseMarkdown(withoutTemplateTags(body), path, limits);
    const writer = new MarkdownWriter(path, limits, frontMatter);
    for (const node of tree.children) {
      writer.add(node);
    }
    const { title, language } = writer.frontMatter;
    const built = writer.builder.build();
    const heading = built.headings.find(({ level }) => level === 1)?.text;
    const shown = title === null ? "" : withoutInlineHtml(title, path, limits);
    return { title: shown || heading || titleFromPath(path), ...built, pages: null, language };
  },
};

/** What begins no tag that titles are marked up with: `Vec<T>` stays as it is. */
const NO_TAG = /<(?!\/?(?:a|abbr|b|br|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>)/giu;

/** The words of a title that holds HTML, as some sites' front matter does. */
function withoutInlineHtml(title: string, path: string, limits: LoadLimits): string {
  return /[<&]/u.test(title) ? lineOf(parseHtml(title.replace(NO_TAG, "&lt;"), path, limits)) : title;
}

const NONE: FrontMatter = { title: null, language: null };

/** Adds blocks of a Markdown tree to a document. */
class MarkdownWriter {
  readonly builder: TextBuilder;
  frontMatter: FrontMatter;
  readonly #path: string;
  readonly #limits: LoadLimits;

  constructor(path: string, limits: LoadLimits, frontMatter: FrontMatter) {
    this.frontMatter = frontMatter;
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
        this.builder.addHeading(withoutAnchor(inline(node)), node.depth);
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
        this.builder.addBlock("paragraph", withoutAlertMark(inline(node)));
        break;
      case "html":
        addHtml(this.builder, node.value, { path: this.#path, limits: this.#limits });
        break;
      default:
    }
  }
}
