import { type Element, isText } from "domhandler";
import type { LoadedDocument } from "../../core/document.js";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { elements, localName, parseXml, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { loadContent } from "../json/load-content.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { unreadable } from "../unreadable.js";
import { valueOfElement } from "./element-value.js";

/**
 * XML of whatever vocabulary. Data is read as JSON is: elements and attributes are keys. Where text and elements are
 * mixed it is prose, which is read in its order, with titles as headings.
 */
export const XML_LOADER: Loader = {
  format: "xml",
  extensions: [".xml"],
  async load(bytes, path, limits) {
    const [root] = elements(parseXml(bytes, path, limits));
    if (root === undefined) {
      if (bytes.length > 0) {
        throw unreadable(path, "isn't XML; save it as XML again, or under the extension of its format");
      }
      return loadContent({ entries: [] }, path, limits);
    }
    const language = languageCode(root.attribs["xml:lang"]);
    const document = isProse(root) ? loadProse(root, path, limits) : loadData(root, path, limits);
    return { ...document, language: language ?? document.language };
  },
};

function loadData(root: Element, path: string, limits: LoadLimits): LoadedDocument {
  return loadContent({ root: valueOfElement(root) }, path, limits);
}

/** Whether text stands between elements anywhere. */
function isProse(element: Element): boolean {
  const inner = elements(element);
  return (inner.length > 0 && hasText(element)) || inner.some(isProse);
}

function hasText(element: Element): boolean {
  return element.children.some((child) => isText(child) && child.data.trim() !== "");
}

/** The elements that name the one around them, in DocBook, TEI, JATS, DITA and others. */
const TITLES = new Set(["title", "head", "heading", "titel"]);

function loadProse(root: Element, path: string, limits: LoadLimits): LoadedDocument {
  const builder = new TextBuilder(path, limits.characters);
  let title: string | undefined;
  const add = (element: Element, level: number): void => {
    const inner = elements(element);
    const isTitle = TITLES.has(localName(element).toLowerCase());
    if (inner.length > 0 && !hasText(element) && !isTitle) {
      for (const child of inner) {
        add(child, level + 1);
      }
      builder.addHeading("", level + 1);
      return;
    }
    const text = oneLine(textOf(element));
    if (isTitle) {
      title ??= text === "" ? undefined : text;
      builder.addHeading(text, level);
    } else {
      builder.addBlock("paragraph", text);
    }
  };
  add(root, 0);
  return { title: title ?? titleFromPath(path), ...builder.build(), pages: null, language: null };
}
