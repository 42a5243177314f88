import { LoggerManager, load, NullLogger } from "@asciidoctor/core";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { addHtml } from "../html/html-blocks.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs } from "../unreadable.js";
import { readablePage } from "./asciidoctor-html.js";
import { withShortParagraphs } from "./short-paragraphs.js";

/** What is set whatever the document says: the title and keys are shown, numbers and a table of contents are not. */
const ATTRIBUTES = {
  showtitle: "",
  experimental: "",
  "toc!": "",
  "sectnums!": "",
  "table-caption!": "",
  "figure-caption!": "",
  "example-caption!": "",
  "appendix-caption!": "",
};

/** AsciiDoc, by way of the HTML that Asciidoctor makes of it. */
export const ASCIIDOC_LOADER: Loader = {
  format: "asciidoc",
  extensions: [".adoc", ".asciidoc"],
  load(bytes, path, limits) {
    return readAs(path, "an AsciiDoc document", async () => {
      const source = withShortParagraphs(decodeText(bytes, path));
      // Warnings about the document would go to the log.
      LoggerManager.setLogger(new NullLogger());
      // `secure` reads no other file and no address.
      const document = await load(source, { safe: "secure", attributes: ATTRIBUTES });
      const { html, pictures, includes } = readablePage(await document.convert());
      const builder = new TextBuilder(path, limits.characters);
      const { title } = addHtml(builder, html, { path, limits });
      builder.leaveOut(pictures, "picture without a description", "pictures without a description");
      builder.leaveOut(includes, "included file");
      const language = languageCode(document.getAttribute("lang"));
      return { title: title ?? titleFromPath(path), ...builder.build(), pages: null, language };
    });
  },
};
