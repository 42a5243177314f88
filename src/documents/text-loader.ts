import type { Loader } from "../core/ports/loader.js";
import { decodeText } from "./decode.js";
import { paragraphs } from "./paragraphs.js";
import { titleFromPath } from "./title.js";

/** Plain text: the document's text is the file's content unchanged. */
export const textLoader: Loader = {
  format: "text",
  extensions: [".txt"],
  async load(bytes, path) {
    const text = decodeText(bytes, path);
    const blocks = paragraphs(text).map((span) => ({
      ...span,
      kind: "paragraph" as const,
      heading: [],
      page: null,
    }));
    return { title: titleFromPath(path), text, headings: [], blocks };
  },
};
