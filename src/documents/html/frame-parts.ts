import { type AnyNode, type Document, type Element, isTag, type ParentNode } from "domhandler";
import { isDataTable } from "./data-table.js";
import { descendants, headingLevel, isBlock, isInside, isInvisible } from "./elements.js";
import { isList, isSimpleList } from "./html-list.js";
import { isConsent, isFrame, isNavigation, textOf } from "./page-frame.js";

/** A telephone number, an e-mail address, hours of the day, or a place with its postal code. */
const CONTACT = new RegExp(
  [
    String.raw`(?:[Tt]el|[Pp]hone|[Ff]on|[Ff]ax|[Hh]otline|[Cc]all)\w*[^\p{L}\d]{0,4}[\d+(]`,
    String.raw`(?<![\d.])(?!\d{1,2}[./-]\d{1,2}[./-]\d)(?:\+\d|0\d|\(\d{2,5}\))[\d\s()/.–-]{4,20}\d`,
    String.raw`(?<!\d)\d{3}[-. ]\d{3}[-. ]\d{4}(?!\d)`,
    String.raw`[\w.+-]{1,64}@[\w-]{1,64}\.\w`,
    String.raw`(?<![\d:])\d{1,2}(?:[:.]\d{2})?\s?(?:Uhr|h|[AaPp]\.?[Mm])(?!\p{L})`,
    String.raw`(?<![\d:])\d{1,2}[:.]\d{2}\s?(?:-|–|—|to|bis|till|until|à)\s?\d{1,2}`,
    String.raw`(?<!\d)(?:\d{5}|(?!19|20)\d{4}) \p{Lu}\p{Ll}{2}`,
    String.raw`(?<!\p{L})\p{Lu}{1,2}\d[\p{Lu}\d]? \d\p{Lu}{2}(?!\p{L})|,\s\p{Lu}{2} \d{5}(?!\d)`,
  ].join("|"),
  "u",
);

/** What stands on every page of a site, whatever its content. */
const BOILERPLATE =
  /©|\(c\) \d|copyright|all rights reserved|alle rechte vorbehalten|powered by|built with|cookie|newsletter|javascript/iu;

/** Fewer words are a label or a slogan. */
const LEAST_WORDS = 6;

/** A node, or several that are one paragraph. */
type Part = readonly AnyNode[];

/**
 * What the frame of a page says beyond navigation: contact data, opening hours and prose, with the headings above it.
 * @param root the content of the page, whose own text isn't looked at
 */
export function informativeParts(document: Document, root: Document | Element): Part[] {
  const reader = new FrameReader();
  for (const frame of frames(document, root)) {
    reader.readFrame(frame);
  }
  return reader.parts;
}

/** The outermost frame elements of the content, and what stands beside it. */
function* frames(document: Document, root: Document | Element): Generator<Element> {
  const around = new Set<ParentNode>();
  for (let node: ParentNode | null = root; node !== null; node = node.parent) {
    around.add(node);
  }
  const isContent = (element: Element) => !isTag(root) || isInside(element, (outer) => outer === root);
  const isOpen = (element: Element) =>
    !isInvisible(element) && (around.has(element) || (isContent(element) && !isFrame(element)));
  for (const element of descendants(document, isOpen)) {
    if (!isInvisible(element) && !isOpen(element)) {
      yield element;
    }
  }
}

/** Collects what informs, and the short lines beside it: a name and a street above a telephone number. */
class FrameReader {
  readonly parts: Part[] = [];
  #heading: Element | undefined;
  #run: AnyNode[] = [];
  /** Short lines since the last heading or link; they count if something near them informs. */
  #lines: Part[] = [];
  #hasInformed = false;

  readFrame(frame: Element): void {
    this.#endGroup();
    this.#heading = undefined;
    this.#read(frame);
    this.#endRun();
  }

  #read(element: Element): void {
    if (isConsent(element) || isInvisible(element)) {
      return;
    }
    if (headingLevel(element) !== undefined) {
      this.#endRun();
      this.#endGroup();
      this.#heading = element;
    } else if (isOnePart(element)) {
      this.#endRun();
      this.#take([element]);
    } else if (isBlock(element) || Array.from(descendants(element)).some(isBlock)) {
      this.#endRun();
      this.#readChildren(element);
    } else {
      this.#run.push(element);
    }
  }

  #readChildren(parent: ParentNode): void {
    for (const child of parent.children) {
      if (isTag(child)) {
        this.#read(child);
      } else {
        this.#run.push(child);
      }
    }
    this.#endRun();
  }

  #endRun(): void {
    this.#take(this.#run);
    this.#run = [];
  }

  #take(part: Part): void {
    const worth = worthOf(part);
    if (worth === "links" || worth === "boilerplate") {
      this.#endGroup();
      if (worth === "links") {
        this.#heading = undefined;
      }
      return;
    }
    if (worth !== "empty") {
      this.#lines.push(part);
      this.#hasInformed ||= worth === "informs";
    }
    if (this.#hasInformed && this.#lines.length > 0) {
      this.parts.push(...(this.#heading === undefined ? [] : [[this.#heading]]), ...this.#lines);
      this.#heading = undefined;
      this.#lines = [];
    }
  }

  /** Ends the lines that belong together. */
  #endGroup(): void {
    this.#lines = [];
    this.#hasInformed = false;
  }
}

function isOnePart(element: Element): boolean {
  const { name } = element;
  return (
    name === "p" ||
    name === "address" ||
    name === "dl" ||
    (isList(element) && isSimpleList(element)) ||
    (name === "table" && isDataTable(element))
  );
}

/** What a part of a frame is to a reader of the text; a `line` says little alone. */
type Worth = "informs" | "line" | "boilerplate" | "links" | "empty";

function worthOf(part: Part): Worth {
  const all = textOf(part);
  if (all === "") {
    return "empty";
  }
  const said = textOf(part, isNavigation);
  if (CONTACT.test(said) || part.some((node) => isTag(node) && node.name === "address")) {
    return "informs";
  }
  if (said.length < all.length / 2) {
    return "links";
  }
  if (BOILERPLATE.test(said)) {
    return "boilerplate";
  }
  const isProse = said.split(" ").length >= LEAST_WORDS && /[.!?]["”“»)]*$/u.test(said);
  return isProse ? "informs" : "line";
}
