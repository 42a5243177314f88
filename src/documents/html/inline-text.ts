import { type AnyNode, type Element, hasChildren, isTag, isText } from "domhandler";
import { readMathml } from "../math/mathml.js";
import { writeFormula } from "../math/write-formula.js";
import { superscript } from "../text-builder.js";
import { isBlock, isInvisible, names } from "./elements.js";
import { controlValue, isControl } from "./form-values.js";

/** Invisible characters for hyphenation and joining, which would split words. */
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]/gu;

/** Formulas; books may have a prefix in front. */
const MATH = names("m:math math mml:math");

/** Collects the text of inline content: white space collapses as in a browser, `br` is a line break. */
export class InlineText {
  #parts: string[] = [];

  /** @param skip elements whose text is left out besides invisible ones */
  constructor(readonly skip: (element: Element) => boolean = () => false) {}

  /** Adds all text of a node; blocks inside it are set apart by a space. */
  add(node: AnyNode): void {
    if (isText(node)) {
      this.#parts.push(node.data.replace(/\s+/gu, " "));
    } else if (!isTag(node)) {
      this.#addChildren(node);
    } else if (node.name === "br") {
      this.#parts.push("\n");
    } else if (node.name === "img") {
      this.#parts.push(` ${(node.attribs["alt"] ?? "").replace(/\s+/gu, " ")} `);
    } else if (isInvisible(node) || this.skip(node)) {
      return;
    } else if (MATH.has(node.name)) {
      this.#parts.push(formulaText(node));
    } else if (isControl(node)) {
      this.#parts.push(` ${controlValue(node)} `);
    } else if (node.name === "time") {
      this.#addTime(node);
    } else if (node.name === "sup") {
      const raised = new InlineText(this.skip);
      raised.#addChildren(node);
      this.#parts.push(superscript(raised.take()));
    } else {
      const gap = isBlock(node) ? " " : "";
      this.#parts.push(gap);
      this.#addChildren(node);
      this.#parts.push(gap);
    }
  }

  /** Adds text that no node holds as it is. */
  addText(text: string): void {
    this.#parts.push(text);
  }

  /** The text collected so far, trimmed line by line. */
  get waiting(): string {
    return this.#parts
      .join("")
      .replace(UNSEEN, "")
      .replace(/ {2,}/gu, " ")
      .replace(/ ?\n ?/gu, "\n")
      .trim();
  }

  /** Returns that text and starts anew. */
  take(): string {
    const text = this.waiting;
    this.#parts = [];
    return text;
  }

  /** A time in words (`last Friday`) with the day that it means. */
  #addTime(time: Element): void {
    const shown = new InlineText(this.skip);
    shown.#addChildren(time);
    const text = shown.take();
    const day = /^\d{4}-\d{2}(?:-\d{2})?/u.exec(time.attribs["datetime"] ?? "")?.[0];
    if (text === "") {
      this.#parts.push(time.attribs["datetime"] ?? "");
    } else {
      this.#parts.push(day === undefined || /\d/u.test(text) ? text : `${text} (${day})`);
    }
  }

  #addChildren(node: AnyNode): void {
    if (hasChildren(node)) {
      for (const child of node.children) {
        this.add(child);
      }
    }
  }
}

/** A formula apart from its sentence stands in it like a word. */
function formulaText(math: Element): string {
  const text = writeFormula(readMathml(math)) || (math.attribs["alttext"] ?? "");
  return math.attribs["display"] === "block" ? ` ${text} ` : text;
}

/** The visible text of a node on one line. */
export function lineOf(node: AnyNode, skip?: (element: Element) => boolean): string {
  const text = new InlineText(skip);
  text.add(node);
  return text.take().replace(/\n+/gu, " ").trim();
}

/** The text of a heading, without links to itself and buttons beside it; a button that is all of it counts. */
export function headingText(heading: Element): string {
  return lineOf(heading, isBeside) || lineOf(heading, isPermalink);
}

function isBeside(element: Element): boolean {
  return element.name === "button" || isPermalink(element);
}

/** A sign that links to the heading it stands in. */
function isPermalink(element: Element): boolean {
  const { name, attribs } = element;
  return name === "a" && attribs["href"]?.startsWith("#") === true && /^[¶§#🔗]$/u.test(lineOf(element));
}
