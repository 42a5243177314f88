import type { Document, Element } from "domhandler";
import { descendants, isFrame, isInvisible } from "./elements.js";
import { lineOf } from "./inline-text.js";

/** What of a page's text an element has to hold to be the main content. */
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
