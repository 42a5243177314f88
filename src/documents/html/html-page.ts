import type { Document, Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { TextBuilder } from "../text-builder.js";
import { descendants } from "./elements.js";
import { informativeParts } from "./frame-parts.js";
import { BlockWriter } from "./html-blocks.js";
import { lineOf } from "./inline-text.js";
import { describePage, mainContent, type PageDescription } from "./page-description.js";
import { isFrame } from "./page-frame.js";
import { parseHtml } from "./parse-html.js";

/**
 * Adds what a reader sees of a web page to a document: its content, and behind it what its frame says beyond
 * navigation, such as a telephone number in its footer. A page that is made by a script has only what it shows without.
 *
 * @param path of the file, for messages
 * @returns the title and language that the page states
 * @throws FootnoteError `unreadable_document` if the text becomes too long or thousands of elements are open
 */
export function addPage(
  builder: TextBuilder,
  html: string,
  path: string,
  limits: LoadLimits,
): Pick<PageDescription, "title" | "language"> {
  const document = parseHtml(html, path, limits);
  const { root, skipFrame } = mainContent(document);
  const { title, language, heading } = describePage(document, root, skipFrame);
  if (heading !== null) {
    builder.addHeading(heading, 1);
  }
  new BlockWriter(builder, 0, (element) => skipFrame && isFrame(element)).add(root);
  if (skipFrame) {
    addFrame(builder, document, root);
  }
  if (builder.length < HARDLY_ANY_TEXT) {
    addWithoutScript(builder, document);
  }
  return { title, language };
}

/** Shorter pages show their content by other means than text. */
const HARDLY_ANY_TEXT = 200;

/** A shorter text beside scripts is `Loading …`. */
const PLACEHOLDER = 30;

function addFrame(builder: TextBuilder, document: Document, root: Document | Element): void {
  const writer = new BlockWriter(builder);
  for (const [i, part] of informativeParts(document, root).entries()) {
    if (i === 0) {
      // The frame belongs to no section of the content.
      builder.addHeading("", 1);
    }
    writer.addNodes(part);
  }
}

/** What can't be read, by element. */
const UNREAD: readonly (readonly [names: readonly string[], one: string, many: string])[] = [
  [["iframe", "frame"], "embedded page", "embedded pages"],
  [["img", "canvas"], "picture without a description", "pictures without a description"],
  [["video", "audio"], "recording", "recordings"],
  [["object", "embed", "applet"], "embedded object", "embedded objects"],
];

/** Says what a page with hardly any text shows instead, and reads what it says where scripts don't run. */
function addWithoutScript(builder: TextBuilder, document: Document): void {
  const elements = Array.from(descendants(document));
  for (const [names, one, many] of UNREAD) {
    const count = elements.filter(
      ({ name, attribs }) => names.includes(name) && attribs["alt"] === undefined,
    ).length;
    builder.leaveOut(count, one, many);
  }
  if (builder.length === 0) {
    const instead = elements.filter(({ name }) => name === "noscript").flatMap(({ children }) => children);
    if (!/javascript/iu.test(instead.map((node) => lineOf(node)).join(" "))) {
      new BlockWriter(builder).addNodes(instead);
    }
  }
  if (builder.length < PLACEHOLDER && elements.some(({ name }) => name === "script")) {
    builder.notice("a script (JavaScript) loads the content of the page: not read");
  }
}
