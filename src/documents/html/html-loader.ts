import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { addPage } from "./html-page.js";

/** Web pages: the document's text is the main content as a reader sees it, and what the frame around it says. */
export const HTML_LOADER: Loader = {
  format: "html",
  extensions: [".html", ".htm", ".xhtml"],
  async load(bytes, path, limits) {
    const html = decodeText(bytes, path, declaredEncoding(bytes));
    const builder = new TextBuilder(path, limits.characters);
    const { title, language } = addPage(builder, html, path, limits);
    return { title: title ?? titleFromPath(path), ...builder.build(), pages: null, language };
  },
};

/** Browsers look for the declaration among these first bytes. */
const PRESCAN_BYTES = 1024;

/** The encoding that a page declares in its XML declaration or `meta` element, or undefined. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, PRESCAN_BYTES));
  const declaration =
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w:-]+)/u.exec(start) ??
    /<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w:-]+)/iu.exec(start);
  return declaration?.[1];
}
