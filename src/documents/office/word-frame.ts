import type { Element, ParentNode } from "domhandler";
import { descendants, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { PAGE_NUMBER, withoutPageNumbers } from "./page-numbers.js";

/** Fields of the number of a page, or of how many there are. */
const PAGE_FIELD = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/iu;

/** The lines of a header or footer, without the numbers of pages. @param parent holds `w:hdr` or `w:ftr` */
export function frameLines(parent: ParentNode): string[] {
  return descendants(parent, "w:p")
    .map((paragraph) => withoutPageNumbers(oneLine(new ParagraphReader().read(paragraph))))
    .filter((line) => /\p{L}/u.test(line));
}

/** Reads one paragraph; the results of fields of page numbers are written as a sign. */
class ParagraphReader {
  /** The open fields; true for those whose result is a page's number. */
  readonly #fields: boolean[] = [];
  #text = "";

  read(paragraph: Element): string {
    for (const child of elements(paragraph)) {
      this.#visit(child);
    }
    return this.#text;
  }

  #visit(element: Element): void {
    switch (element.name) {
      case "w:t":
        this.#text += this.#fields.includes(true) ? "" : textOf(element);
        break;
      case "w:tab":
      case "w:br":
        this.#text += " ";
        break;
      case "w:fldChar":
        this.#field(element.attribs["w:fldCharType"]);
        break;
      case "w:instrText":
        this.#instruction(textOf(element));
        break;
      case "w:pPr":
      case "w:del":
      case "w:moveFrom":
      case "w:p":
        break;
      default:
        for (const child of elements(element)) {
          this.#visit(child);
        }
    }
  }

  #field(type: string | undefined): void {
    if (type === "begin") {
      this.#fields.push(false);
    } else if (type === "end") {
      this.#fields.pop();
    }
  }

  #instruction(text: string): void {
    if (this.#fields.at(-1) === false && PAGE_FIELD.test(text)) {
      this.#fields[this.#fields.length - 1] = true;
      this.#text += PAGE_NUMBER;
    }
  }
}
