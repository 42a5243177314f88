import type { Element } from "domhandler";
import { elements } from "../archive/xml.js";
import { tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { addGraphic } from "./graphic-block.js";
import { readOdfChart } from "./odf-objects.js";
import { readInline, readPreformatted } from "./odt-inline.js";
import { OdtList } from "./odt-list.js";
import { readOdtTable } from "./odt-table.js";
import type { OdtStyles } from "./open-document.js";

/** Elements that repeat other parts of the document, such as indexes, and deleted text. */
const SKIPPED = new Set([
  "text:alphabetical-index",
  "text:illustration-index",
  "text:object-index",
  "text:table-index",
  "text:table-of-content",
  "text:tracked-changes",
  "text:user-index",
  "office:forms",
]);

/** Adds the blocks of an OpenDocument text to a document. */
export class OdtBlocks {
  readonly #builder: TextBuilder;
  readonly #styles: OdtStyles;
  readonly #list: OdtList;
  #code: string[] = [];
  /** Footnotes and text boxes of the last block. They wait for the end of a list, since that block may lead into it. */
  #asides: Element[] = [];

  constructor(builder: TextBuilder, styles: OdtStyles) {
    this.#builder = builder;
    this.#styles = styles;
    this.#list = new OdtList(styles);
  }

  /** Adds the blocks inside an element. */
  add(parent: Element): void {
    for (const child of elements(parent)) {
      if (!SKIPPED.has(child.name)) {
        this.#addBlock(child);
      }
    }
    this.#endRun("");
  }

  #addBlock(element: Element): void {
    switch (element.name) {
      case "text:h":
        this.#endRun("");
        this.#addHeading(element, Number(element.attribs["text:outline-level"] ?? 1));
        break;
      case "text:p":
        this.#addParagraph(element);
        break;
      case "text:list":
        this.#addList(element);
        break;
      case "table:table":
        this.#endRun("");
        this.#addTable(element);
        break;
      case "draw:frame":
        this.#endRun("");
        this.#addFrame(element);
        break;
      case "chart:chart":
        this.#endRun("");
        addGraphic(this.#builder, readOdfChart(element));
        break;
      default:
        this.#endRun("");
        this.add(element);
    }
  }

  #addHeading(element: Element, level: number): void {
    const { text, asides } = readInline(element);
    this.#builder.addHeading(text, level >= 1 && level <= 10 ? level : 1);
    this.#asides = [...asides];
  }

  #addParagraph(element: Element): void {
    const style = element.attribs["text:style-name"];
    if (this.#styles.derivesFrom(style, "Preformatted_20_Text")) {
      this.#endRun("code");
      this.#code.push(readPreformatted(element));
      return;
    }
    this.#endRun("");
    if (this.#styles.derivesFrom(style, "Title")) {
      this.#addHeading(element, 1);
      return;
    }
    const { text, asides } = readInline(element);
    this.#builder.addBlock("paragraph", text);
    this.#asides = [...asides];
  }

  /** A frame holds a picture, an object, a table or a text box. */
  #addFrame(frame: Element): void {
    const [table] = elements(frame, "table:table");
    if (table !== undefined) {
      this.#addTable(table);
      return;
    }
    const { text, asides } = readInline(frame);
    this.#builder.addBlock("paragraph", text);
    for (const aside of asides) {
      this.add(aside);
    }
  }

  /** A heading that is numbered through a list is a heading. */
  #addList(list: Element): void {
    const headings = elements(list).flatMap((item) => elements(item, "text:h"));
    if (headings.length === 0) {
      this.#endRun("list");
      this.#list.add(list);
      return;
    }
    this.#endRun("");
    for (const heading of headings) {
      this.#addBlock(heading);
    }
  }

  #addTable(table: Element): void {
    const { header, rows } = readOdtTable(table, this.#asides);
    this.#builder.addLines(
      "table",
      tableLines(header, rows).map((text) => ({ text })),
    );
  }

  /** Ends the list or code that was open, unless what follows goes on with it. */
  #endRun(next: "list" | "code" | ""): void {
    if (next !== "code" && this.#code.length > 0) {
      this.#builder.addBlock("code", this.#code.join("\n"));
      this.#code = [];
    }
    if (next === "list") {
      return;
    }
    const { lines, asides } = this.#list.take();
    this.#builder.addBlock("list", lines.join("\n"));
    const waiting = [...this.#asides, ...asides];
    this.#asides = [];
    for (const aside of waiting) {
      this.add(aside);
    }
  }
}
