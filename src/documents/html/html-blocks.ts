import { type AnyNode, type Element, hasChildren, isTag, isText, type ParentNode } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { TextBuilder } from "../text-builder.js";
import { isDataTable } from "./data-table.js";
import { headingLevel, isBlock, isInvisible, names } from "./elements.js";
import { CHECKED } from "./form-values.js";
import { isLabel, valueBehind } from "./html-labels.js";
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
import { tableText } from "./html-table.js";
import { headingText, InlineText, lineOf } from "./inline-text.js";
import { describePage, type PageDescription } from "./page-description.js";
import { parseHtml } from "./parse-html.js";

/** How HTML is read. */
export interface HtmlOptions {
  /** Of the file, for messages. */
  readonly path: string;
  readonly limits: LoadLimits;
  /** Added to the level of every heading: 1 makes an `h1` level 2. */
  readonly baseLevel?: number;
}

/**
 * Adds what a reader sees of an HTML fragment, or a page that has no frame, to a document: headings, paragraphs, lists,
 * tables, code and definition lists. Scripts, styles, navigation and hidden elements are left out.
 *
 * @returns the title and language that it states
 * @throws FootnoteError `unreadable_document` if the text becomes too long or thousands of elements are open
 */
export function addHtml(
  builder: TextBuilder,
  html: string,
  options: HtmlOptions,
): Pick<PageDescription, "title" | "language"> {
  const document = parseHtml(html, options.path, options.limits);
  const { title, language } = describePage(document, document, false);
  new BlockWriter(builder, options.baseLevel).add(document);
  return { title, language };
}

/** Inline elements whose text depends on the element, and that hold no blocks. */
const LEAVES = names("br img input m:math math mml:math select sup textarea time");

/** Walks a tree and adds a block to the builder for every run of inline content and every block element. */
export class BlockWriter {
  readonly #builder: TextBuilder;
  readonly #baseLevel: number;
  readonly #skip: (element: Element) => boolean;
  /** Inline content of the paragraph that isn't complete yet. */
  readonly #inline = new InlineText();
  /** Whether that is only a term or a question, which the paragraph that follows belongs to. */
  #leads = false;

  /**
   * @param baseLevel added to the level of every heading: 1 makes an `h1` level 2
   * @param skip elements that are left out besides invisible ones
   */
  constructor(builder: TextBuilder, baseLevel = 0, skip: (element: Element) => boolean = () => false) {
    this.#builder = builder;
    this.#baseLevel = baseLevel;
    this.#skip = skip;
  }

  /** Adds everything below a node. */
  add({ children }: ParentNode): void {
    this.addNodes(children);
  }

  /** Adds nodes that stand one behind the other. */
  addNodes(nodes: readonly AnyNode[]): void {
    for (const node of nodes) {
      this.#addNode(node);
    }
    this.#endParagraph();
  }

  #addNode(node: AnyNode): void {
    if (isText(node)) {
      this.#inline.add(node);
      this.#leads &&= node.data.trim() === "";
    } else if (!isTag(node)) {
      if (hasChildren(node)) {
        for (const child of node.children) {
          this.#addNode(child);
        }
      }
    } else if (!isInvisible(node) && !this.#skip(node)) {
      this.#addElement(node);
    }
  }

  #addElement(element: Element): void {
    if (isBlock(element)) {
      if (!(this.#leads && (element.name === "p" || element.name === "div"))) {
        this.#endParagraph();
      }
      this.#addBlockElement(element);
    } else if (LEAVES.has(element.name)) {
      this.#inline.add(element);
      this.#leads = false;
    } else if (element.name === "label") {
      this.#addLabel(element);
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
    } else if (element.name === "details") {
      this.#addDetails(element);
    } else if (isLabel(element)) {
      this.#addLead(lineOf(element));
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
      this.#addLead(termsOf(definition));
      return;
    }
    for (const term of definition.terms) {
      this.add(term);
    }
  }

  /** What a reader unfolds answers what is shown before: they are one paragraph, as a term and its definition. */
  #addDetails(details: Element): void {
    const summary = details.children.filter(isTag).find(({ name }) => name === "summary");
    const isOpen = details.attribs["open"] !== undefined;
    if (isOpen || summary === undefined || isInvisible(summary) || !holdsLinesOnly(summary)) {
      this.add(details);
      return;
    }
    this.#addLead(lineOf(summary));
    this.addNodes(details.children.filter((child) => child !== summary));
  }

  #addLead(text: string): void {
    if (text !== "") {
      this.#inline.addText(/\p{P}$/u.test(text) ? `${text} ` : `${text}: `);
      this.#leads = true;
    }
  }

  /** Each label of a form begins a paragraph, unless it stands behind its box. */
  #addLabel(label: Element): void {
    if (this.#inline.waiting !== CHECKED) {
      this.#endParagraph();
    }
    for (const child of label.children) {
      this.#addNode(child);
    }
    const value = valueBehind(label);
    if (value === CHECKED) {
      this.#endParagraph();
    } else if (value !== "") {
      this.#inline.addText(/\p{P}$/u.test(this.#inline.waiting) ? " " : ": ");
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
    const text = this.#inline.take();
    // A box without a label works something on the page.
    this.#builder.addBlock("paragraph", text === CHECKED ? "" : text);
    this.#leads = false;
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
