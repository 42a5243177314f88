import type { Element } from "domhandler";
import { elements } from "../archive/xml.js";
import { readInline } from "./odt-inline.js";
import type { OdtStyles } from "./open-document.js";

/** Collects lists that stand together: LibreOffice writes one list as several when its marks change. */
export class OdtList {
  readonly #styles: OdtStyles;
  /** The last number used, by style and level: later lists may go on from it. */
  readonly #numbers = new Map<string, number>();
  #lines: string[] = [];
  #asides: Element[] = [];

  constructor(styles: OdtStyles) {
    this.#styles = styles;
  }

  add(list: Element): void {
    this.#add(list, list.attribs["text:style-name"] ?? "", 1);
  }

  /** Returns one line for each item collected so far, nested ones indented by two spaces a level, and starts anew. */
  take(): { readonly lines: readonly string[]; readonly asides: readonly Element[] } {
    const taken = { lines: this.#lines, asides: this.#asides };
    this.#lines = [];
    this.#asides = [];
    return taken;
  }

  #add(list: Element, style: string, level: number): void {
    const counter = `${style} ${level}`;
    if (!goesOn(list)) {
      this.#numbers.delete(counter);
    }
    for (const item of elements(list)) {
      this.#addItem(item, style, level);
    }
  }

  /** An item holds paragraphs and further lists; the paragraphs are one line. */
  #addItem(item: Element, style: string, level: number): void {
    const texts: string[] = [];
    for (const child of elements(item)) {
      if (child.name === "text:list") {
        continue;
      }
      const inline = readInline(child);
      this.#asides.push(...inline.asides);
      if (inline.text !== "") {
        texts.push(inline.text);
      }
    }
    if (texts.length > 0) {
      const mark = item.name === "text:list-header" ? "" : `${this.#mark(item, style, level)} `;
      this.#lines.push(`${"  ".repeat(level - 1)}${mark}${texts.join(" ")}`);
    }
    for (const list of elements(item, "text:list")) {
      this.#add(list, list.attribs["text:style-name"] ?? style, level + 1);
    }
  }

  #mark(item: Element, style: string, level: number): string {
    if (!this.#styles.isNumbered(style, level)) {
      return "-";
    }
    const counter = `${style} ${level}`;
    const start = Number.parseInt(item.attribs["text:start-value"] ?? "", 10);
    const number = Number.isNaN(start) ? (this.#numbers.get(counter) ?? 0) + 1 : start;
    this.#numbers.set(counter, number);
    return `${number}.`;
  }
}

function goesOn({ attribs }: Element): boolean {
  return attribs["text:continue-numbering"] === "true" || attribs["text:continue-list"] !== undefined;
}
