import { type Element, Text } from "domhandler";
import type { Loader } from "../../core/ports/loader.js";
import { descendants, elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { LeftOut, reportEmpty } from "./left-out.js";
import { countLeftOut } from "./odf-objects.js";
import { OdtBlocks } from "./odt-blocks.js";
import { readInline } from "./odt-inline.js";
import { OdtStyles, readOpenDocument } from "./open-document.js";
import { PAGE_NUMBER, withoutPageNumbers } from "./page-numbers.js";
import { usableTitle } from "./properties.js";

/**
 * OpenDocument text. Headings, lists and tables are kept; a footnote follows the block it belongs to, and so do text
 * boxes and charts. What stands at the head and foot of its pages follows at the end.
 */
export const ODT_LOADER: Loader = {
  format: "odt",
  extensions: [".odt", ".ott", ".fodt"],
  load(bytes, path, limits) {
    return readAs(path, "an OpenDocument text", async () => {
      const { content, styles, meta } = await readOpenDocument(bytes, path, limits);
      const body = elementAt(content, "office:body", "office:text");
      if (body === undefined) {
        throw unreadable(path, "isn't an OpenDocument text; save it as ODT again");
      }
      const builder = new TextBuilder(path, limits.characters);
      new OdtBlocks(builder, new OdtStyles([styles, content])).add(body);
      builder.addHeading("", 1);
      const said = new Set(descendants(body, "text:p").map((paragraph) => readInline(paragraph).text));
      for (const frame of pageFrames(styles)) {
        const lines = frameLines(frame).filter((line) => !said.has(line));
        builder.addBlock("paragraph", lines.join("\n"));
      }
      const leftOut = new LeftOut();
      countLeftOut(body, leftOut);
      reportEmpty(builder);
      leftOut.report(builder);
      const built = builder.build();
      const title =
        usableTitle(textOf(elementAt(meta, "dc:title"))) ??
        built.headings.find(({ level }) => level === 1)?.text ??
        titleFromPath(path);
      const language = languageCode(textOf(elementAt(meta, "dc:language")));
      return { title, ...built, pages: null, language };
    });
  },
};

/** The header and footer of the pages that a document begins with, unless it says that others begin it. */
function pageFrames(styles: Element | undefined): Element[] {
  const pages = elements(elementAt(styles, "office:master-styles"), "style:master-page");
  const standard = pages.find(({ attribs }) => attribs["style:name"] === "Standard") ?? pages[0];
  return elements(standard).filter(
    ({ name, attribs }) =>
      (name === "style:header" || name === "style:footer") && attribs["style:display"] !== "false",
  );
}

/** The lines of a header or footer, without the numbers of pages. */
function frameLines(frame: Element): string[] {
  for (const name of ["text:page-number", "text:page-count"]) {
    for (const field of descendants(frame, name)) {
      field.children = [new Text(PAGE_NUMBER)];
    }
  }
  return descendants(frame, "text:p")
    .map((paragraph) => withoutPageNumbers(oneLine(readInline(paragraph).text)))
    .filter((line) => /\p{L}/u.test(line));
}
