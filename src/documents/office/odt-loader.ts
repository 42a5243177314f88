import type { Loader } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { elementAt, textOf } from "../archive/xml.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { OdtBlocks } from "./odt-blocks.js";
import { OdtStyles, readOpenDocument } from "./open-document.js";
import { usableTitle } from "./properties.js";

/** OpenDocument text. Headings, lists and tables are kept; a footnote follows the block it belongs to. */
export const ODT_LOADER: Loader = {
  format: "odt",
  extensions: [".odt"],
  load(bytes, path, limits) {
    return readAs(path, "an OpenDocument text", async () => {
      const parts = await readOpenDocument(await Archive.open(bytes, path, limits), path, limits);
      const body = elementAt(parts.content, "office:document-content", "office:body", "office:text");
      if (body === undefined) {
        throw unreadable(path, "isn't an OpenDocument text; save it as ODT again");
      }
      const builder = new TextBuilder(path, limits.characters);
      new OdtBlocks(builder, new OdtStyles([parts.styles, parts.content])).add(body);
      const built = builder.build();
      const title =
        usableTitle(textOf(elementAt(parts.meta, "dc:title"))) ??
        built.headings.find(({ level }) => level === 1)?.text ??
        titleFromPath(path);
      const language = languageCode(textOf(elementAt(parts.meta, "dc:language")));
      return { title, ...built, pages: null, language };
    });
  },
};
