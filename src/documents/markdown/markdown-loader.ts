import type { Paragraph, RootContent } from "mdast";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { withoutTemplateTags } from "../../text/template-tags.js";
import { decodeText } from "../encoding/decode-text.js";
import { addHtml } from "../html/html-blocks.js";
import { lineOf } from "../html/inline-text.js";
import { parseHtml } from "../html/parse-html.js";
import { LONGEST_TITLE, titleFromPath } from "../metadata.js";
import { tableLines } from "../table-text.js";
import { TextBuilder } from "../text-builder.js";
import { withoutBlockDialects } from "./block-dialects.js";
import { type FrontMatter, readFrontMatter, takeJsonFrontMatter } from "./front-matter.js";
import { withoutInlineDialects, withStars } from "./inline-dialects.js";
import { boldLabel, inline, isBadges, listText, paragraphText, withoutAnchor } from "./markdown-text.js";
import { parseMarkdown } from "./parse-markdown.js";

/**
 * Markdown (CommonMark with GFM tables and front matter): the document's text is what a reader sees, without
 * the markup and what a site's generator takes out or puts in. Front matter in YAML, TOML or JSON gives title and
 * language.
 */
export const MARKDOWN_LOADER: Loader = {
  format: "markdown",
  extensions: [".md", ".markdown", ".mdx"],
  async load(bytes, path, limits) {
    const source = decodeText(bytes, path);
    const { frontMatter, body } = takeJsonFrontMatter(source) ?? { frontMatter: NONE, body: source };
    const tree = parseMarkdown(plainMarkdown(body, path), path, limits);
    const writer = new MarkdownWriter(path, limits, frontMatter);
    for (const node of tree.children) {
      writer.add(node);
    }
    writer.end();
    const { title, description, language } = writer.frontMatter;
    if (writer.builder.length === 0 && description !== null) {
      // A page that a generator fills has nothing else to say.
      writer.builder.addBlock("paragraph", withoutTemplateTags(description));
    }
    const built = writer.builder.build();
    const heading = built.headings.find(({ level }) => level === 1)?.text ?? "";
    const stated = title === null ? "" : withoutInlineHtml(withoutTemplateTags(title), path, limits);
    const [own = titleFromPath(path)] = [stated, heading].filter(isTitle);
    return { title: own, ...built, pages: null, language };
  },
};

/** The text in CommonMark and GFM, without what other programs read besides. */
function plainMarkdown(body: string, path: string): string {
  const mdx = path.toLowerCase().endsWith(".mdx");
  const [, frontMatter = ""] =
    /^(\uFEFF?(---|\+\+\+)[ \t]*\r?\n[\s\S]*?\n\2[ \t]*(?:\r?\n|$))/u.exec(body) ?? [];
  const content = withoutTemplateTags(body.slice(frontMatter.length));
  return frontMatter + withoutInlineDialects(withoutBlockDialects(content, { mdx }), { mdx });
}

function isTitle(title: string): boolean {
  return title.length <= LONGEST_TITLE && /[\p{L}\p{N}]/u.test(title);
}

/** What begins no tag that titles are marked up with: `Vec<T>` stays as it is. */
const NO_TAG = /<(?!\/?(?:a|abbr|b|br|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>)/giu;

/** The words of a title that holds HTML, as some sites' front matter does. */
function withoutInlineHtml(title: string, path: string, limits: LoadLimits): string {
  return /[<&]/u.test(title) ? lineOf(parseHtml(title.replace(NO_TAG, "&lt;"), path, limits)) : title;
}

const NONE: FrontMatter = { title: null, description: null, language: null };

/** Adds blocks of a Markdown tree to a document. */
class MarkdownWriter {
  readonly builder: TextBuilder;
  frontMatter: FrontMatter;
  /** A question or a label that the next paragraph belongs to, with a space behind it; mostly empty. */
  #label = "";
  readonly #path: string;
  readonly #limits: LoadLimits;

  constructor(path: string, limits: LoadLimits, frontMatter: FrontMatter) {
    this.frontMatter = frontMatter;
    this.#path = path;
    this.#limits = limits;
    this.builder = new TextBuilder(path, limits.characters);
  }

  add(node: RootContent): void {
    if (node.type !== "paragraph") {
      this.#endLabel(node.type);
    }
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
        this.builder.addBlock("code", withStars(node.value));
        break;
      case "blockquote":
      case "footnoteDefinition":
        for (const child of node.children) {
          this.add(child);
        }
        break;
      case "paragraph":
        this.#addParagraph(node);
        break;
      case "html":
        this.#addHtml(withStars(node.value));
        break;
      default:
    }
  }

  /** Adds what still waits for what it belongs to. */
  end(): void {
    this.#endLabel(undefined);
  }

  #addParagraph(paragraph: Paragraph): void {
    if (isBadges(paragraph)) {
      return;
    }
    const label = boldLabel(paragraph);
    if (label === undefined) {
      this.builder.addBlock("paragraph", this.#label + paragraphText(paragraph));
      this.#label = "";
    } else {
      this.#endLabel("paragraph");
      this.#setLabel(label);
    }
  }

  #setLabel(label: string): void {
    if (label === "") {
      return;
    }
    this.#label = /[.:!?;,…]["”“»)\]]*$/u.test(label) ? `${label} ` : `${label}: `;
  }

  /** A label that no paragraph follows is one itself; with its colon it leads into a list, a table or code. */
  #endLabel(next: RootContent["type"] | undefined): void {
    const leads = next === "list" || next === "table" || next === "code";
    this.builder.addBlock("paragraph", leads ? this.#label : this.#label.replace(/: $/u, ""));
    this.#label = "";
  }

  /** What is unfolded stands in Markdown behind the HTML of its summary. */
  #addHtml(html: string): void {
    const options = { path: this.#path, limits: this.#limits };
    if (/<summary\b/iu.test(html) && !/<\/details/iu.test(html)) {
      this.#setLabel(lineOf(parseHtml(html, this.#path, this.#limits)));
    } else {
      addHtml(this.builder, html, options);
    }
  }
}
