import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../decode.js";
import { TextBuilder } from "../text-builder.js";
import { titleFromPath } from "../title.js";
import { addHtml } from "./html-blocks.js";
import { declaredEncoding } from "./html-encoding.js";

/** Web pages: the document's text is the main content as a reader sees it. */
export const HTML_LOADER: Loader = {
  format: "html",
  extensions: [".html", ".htm", ".xhtml"],
  async load(bytes, path, limits) {
    const html = decodeText(bytes, path, declaredEncoding(bytes));
    const builder = new TextBuilder(path, limits.characters);
    const { title, language } = addHtml(builder, html, { path, limits, mainContentOnly: true });
    return { title: title ?? titleFromPath(path), ...builder.build(), pages: null, language };
  },
};
