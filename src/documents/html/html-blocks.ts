import { type AnyNode, type Element, hasChildren, isTag, isText, type ParentNode } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { TextBuilder } from "../text-builder.js";
import { headingLevel, isBlock, isFrame, isInvisible, names } from "./elements.js";
import {
  type Definition,
  definitionLines,
  definitionsOf,
  holdsLinesOnly,
  isList,
  isSimpleDefinition,
  isSimpleList,
  isWellFormed,
  listText,
  termsOf,
} from "./html-list.js";
import { isDataTable, tableText } from "./html-table.js";
import { headingText, InlineText } from "./inline-text.js";
import { describePage, mainContent, type PageDescription } from "./page-description.js";
import { parseHtml } from "./parse-html.js";

/** How HTML is read. */
export interface HtmlOptions {
  /** Of the file, for messages. */
  readonly path: string;
  readonly limits: LoadLimits;
  /** Leaves out what is around the content of a web page: its header, footer and side columns. */
  readonly mainContentOnly?: boolean;
  /** Added to the level of every heading: 1 makes an `h1` level 2. */
  readonly baseLevel?: number;
}

/**
 * Adds what a reader sees of an HTML page or fragment to a document: headings, paragraphs, lists, tables, code
 * and definition lists. Scripts, styles, form controls, navigation and hidden elements are left out.
 *
 * @returns the title and language that the page states
 * @throws FootnoteError `unreadable_document` if the text becomes too long or thousands of elements are open
 */
export function addHtml(
  builder: TextBuilder,
  html: string,
  options: HtmlOptions,
): Pick<PageDescription, "title" | "language"> {
  const document = parseHtml(html, options.path, options.limits);
  const everything = { root: document, skipFrame: false };
  const { root, skipFrame } = options.mainContentOnly === true ? mainContent(document) : everything;
  const { title, language, heading } = describePage(document, root, skipFrame);
  const baseLevel = options.baseLevel ?? 0;
  if (heading !== null) {
    builder.addHeading(heading, 1 + baseLevel);
  }
  new BlockWriter(builder, baseLevel, skipFrame).add(root);
  return { title, language };
}

/** Inline elements whose text depends on the element, and that hold no blocks. */
const LEAVES = names("br img math sup");

/** Walks a tree and adds a block to the builder for every run of inline content and every block element. */
class BlockWriter {
  readonly #builder: TextBuilder;
  readonly #baseLevel: number;
  readonly #skipFrame: boolean;
  /** Inline content of the paragraph that isn't complete yet. */
  readonly #inline = new InlineText();

  constructor(builder: TextBuilder, baseLevel: number, skipFrame: boolean) {
    this.#builder = builder;
    this.#baseLevel = baseLevel;
    this.#skipFrame = skipFrame;
  }

  /** Adds everything below a node. */
  add(node: ParentNode): void {
    for (const child of node.children) {
      this.#addNode(child);
    }
    this.#endParagraph();
  }

  #addNode(node: AnyNode): void {
    if (isText(node)) {
      this.#inline.add(node);
    } else if (!isTag(node)) {
      if (hasChildren(node)) {
        for (const child of node.children) {
          this.#addNode(child);
        }
      }
    } else if (!isInvisible(node) && !(this.#skipFrame && isFrame(node))) {
      this.#addElement(node);
    }
  }

  #addElement(element: Element): void {
    if (isBlock(element)) {
      this.#endParagraph();
      this.#addBlockElement(element);
    } else if (LEAVES.has(element.name)) {
      this.#inline.add(element);
    } else {
      for (const child of element.children) {
        this.#addNode(child);
      }
    }
  }

  #addBlockElement(element: Element): void {
    const level = headingLevel(element);
    if (level !== undefined) {
      this.#builder.addHeading(headingText(element), level + this.#baseLevel);
    } else if (element.name === "pre") {
      this.#builder.addBlock("code", preformatted(element));
    } else if (isList(element) && isSimpleList(element)) {
      this.#builder.addBlock("list", listText(element));
    } else if (element.name === "dl" && isWellFormed(element)) {
      this.#addDefinitions(element);
    } else if (element.name === "table" && isDataTable(element)) {
      this.#addTable(element);
    } else {
      this.add(element);
    }
  }

  /** Definitions in lines are one list; one that holds code or a table follows its terms. */
  #addDefinitions(list: Element): void {
    let lines: string[] = [];
    const endList = () => {
      this.#builder.addBlock("list", lines.join("\n"));
      lines = [];
    };
    for (const definition of definitionsOf(list)) {
      if (isSimpleDefinition(definition)) {
        lines.push(...definitionLines(definition));
        continue;
      }
      endList();
      this.#addTerms(definition);
      for (const element of definition.definitions) {
        this.add(element);
      }
    }
    endList();
  }

  /** In front of the paragraph that follows, unless a term is more than a line, such as a heading. */
  #addTerms(definition: Definition): void {
    if (definition.terms.every(holdsLinesOnly)) {
      const terms = termsOf(definition);
      this.#inline.addText(/\p{P}$/u.test(terms) ? `${terms} ` : `${terms}: `);
      return;
    }
    for (const term of definition.terms) {
      this.add(term);
    }
  }

  #addTable(table: Element): void {
    for (const child of table.children) {
      if (isTag(child) && child.name === "caption") {
        this.add(child);
      }
    }
    this.#builder.addBlock("table", tableText(table));
  }

  #endParagraph(): void {
    this.#builder.addBlock("paragraph", this.#inline.take());
  }
}

/** Text whose white space counts; the line breaks around it don't. */
function preformatted(node: AnyNode): string {
  if (isText(node)) {
    return node.data;
  }
  if (isTag(node) && node.name === "br") {
    return "\n";
  }
  if (!hasChildren(node) || (isTag(node) && isInvisible(node))) {
    return "";
  }
  return node.children.map(preformatted).join("");
}
