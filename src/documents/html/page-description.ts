import { type Document, type Element, isTag, type ParentNode } from "domhandler";
import { oneLine } from "../cell-text.js";
import { isPlaceholderTitle, LONGEST_TITLE, languageCode } from "../metadata.js";
import { descendants, isInvisible } from "./elements.js";
import { headingText, lineOf } from "./inline-text.js";
import { isFrame } from "./page-frame.js";

/** The share of a page's text that the main content has to hold. */
const MOST = 0.5;

/** The part of a page that is read. */
export interface MainContent {
  readonly root: Document | Element;
  /** Whether the frame inside it is left out. */
  readonly skipFrame: boolean;
}

/**
 * The main content of a page: `main`, or the only `article`, if it holds most of the text; else the body, of
 * which the frame isn't content; else, if nothing is left of it, everything.
 */
export function mainContent(document: Document): MainContent {
  const elements = Array.from(descendants(document, isVisible)).filter(isVisible);
  const body = elements.find(({ name }) => name === "body") ?? document;
  const length = lineOf(body, isFrame).length;
  if (length === 0) {
    return { root: document, skipFrame: false };
  }
  const main = elements.filter(({ name, attribs }) => name === "main" || attribs["role"] === "main");
  const articles = elements.filter(({ name }) => name === "article");
  const candidates = articles.length === 1 ? [...main, ...articles] : main;
  const root = candidates.find((candidate) => lineOf(candidate).length >= length * MOST) ?? body;
  return { root, skipFrame: true };
}

function isVisible(element: Element): boolean {
  return !isInvisible(element);
}

/** The metadata of a page. */
export interface PageDescription {
  /** Its `title`, or its `h1` where the title only adds the site's name or is missing. */
  readonly title: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
  /** The `h1` of the page where it stands outside the content; null if it is inside or says the site's name. */
  readonly heading: string | null;
}

/**
 * Reads title and language of a page; null where it states none.
 * @param root the part of the document that is read
 * @param skipFrame whether the frame inside that part is left out
 */
export function describePage(
  document: Document,
  root: Document | Element,
  skipFrame: boolean,
): PageDescription {
  const elements = Array.from(descendants(document, ({ name }) => name !== "svg"));
  const named = elements.find(({ name }) => name === "title")?.children ?? [];
  const stated = oneLine(named.map((node) => lineOf(node)).join(""));
  const title = isTitle(stated) && !isPlaceholderTitle(stated) ? stated : "";
  const inside = firstHeading(root, skipFrame);
  const outside = skipFrame && inside === "" ? firstHeading(document, false) : "";
  const heading = outside !== "" && (title === "" || beginsWith(title, outside)) ? outside : null;
  return {
    title: chooseTitle(title, [inside, heading ?? ""].filter(isTitle)[0] ?? ""),
    language: languageOf(root) ?? statedLanguage(elements),
    heading,
  };
}

function firstHeading(root: Document | Element, skipFrame: boolean): string {
  const isRead = (element: Element) => !isInvisible(element) && !(skipFrame && isFrame(element));
  for (const element of descendants(root, isRead)) {
    if (element.name === "h1" && isRead(element)) {
      return headingText(element);
    }
  }
  return "";
}

/** The language that an element or one around it states. */
function languageOf(root: Document | Element): string | null {
  for (let node: ParentNode | null = root; node !== null; node = node.parent) {
    const language = isTag(node) ? languageCode(node.attribs["lang"] ?? node.attribs["xml:lang"]) : null;
    if (language !== null) {
      return language;
    }
  }
  return null;
}

function statedLanguage(elements: readonly Element[]): string | null {
  for (const { name, attribs } of elements) {
    const root = name === "html" || name === "body";
    const meta = attribs["http-equiv"]?.toLowerCase() === "content-language";
    const language = languageCode(
      meta ? attribs["content"] : root ? (attribs["lang"] ?? attribs["xml:lang"]) : null,
    );
    if (language !== null) {
      return language;
    }
  }
  return null;
}

function isTitle(text: string): boolean {
  return text !== "" && text.length <= LONGEST_TITLE;
}

/** `Opening hours | Town library` says no more of the page than its heading `Opening hours`. */
function chooseTitle(title: string, heading: string): string | null {
  if (title === "" || heading === "") {
    return title || heading || null;
  }
  const addsBefore =
    endsWith(title, heading) && /(?:\s[|·•:«»—–-]|:)\s*$/u.test(title.slice(0, -heading.length));
  const addsAfter = beginsWith(title, heading) && /^\s*[|·•:»—–-]\s/u.test(title.slice(heading.length));
  return addsBefore || addsAfter ? heading : title;
}

function beginsWith(title: string, heading: string): boolean {
  return title.toLowerCase().startsWith(heading.toLowerCase());
}

function endsWith(title: string, heading: string): boolean {
  return title.toLowerCase().endsWith(heading.toLowerCase());
}
