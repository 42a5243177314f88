import type { Mark } from "../core/document.js";
import type { Loader } from "../core/ports/loader.js";
import { decodeText, hasByteOrderMark } from "./decode.js";
import { tooLong, tooManyPages } from "./limits.js";
import { paragraphs } from "./paragraphs.js";
import { titleFromPath } from "./title.js";

const BYTE_ORDER_MARK = "\uFEFF";

/** Plain text: the document's text is the file's content unchanged. Form feeds divide it into pages. */
export const TEXT_LOADER: Loader = {
  format: "text",
  extensions: [".txt", ".text", ".log"],
  async load(bytes, path, limits) {
    // The content unchanged: offsets that others count in the file include the mark.
    const text = (hasByteOrderMark(bytes) ? BYTE_ORDER_MARK : "") + decodeText(bytes, path);
    if (text.length > limits.characters) {
      throw tooLong(path, limits.characters);
    }
    const marks = pageMarks(text);
    if (marks.length > limits.pages) {
      throw tooManyPages(path, limits.pages);
    }
    const blocks = paragraphs(text).map((span) => ({ ...span, kind: "paragraph" as const, heading: [] }));
    return {
      title: titleFromPath(path),
      text,
      headings: [],
      blocks,
      marks,
      pages: marks.at(-1)?.value ?? null,
      language: null,
    };
  },
};

/** A mark at the start of each page; none without form feeds. Nothing after the last one is no page. */
function pageMarks(text: string): Mark[] {
  const starts = [0];
  for (let at = text.indexOf("\f"); at !== -1; at = text.indexOf("\f", at + 1)) {
    starts.push(at + 1);
  }
  if (text.slice(starts.at(-1)).trim() === "") {
    starts.pop();
  }
  const paged = text.includes("\f") ? starts : [];
  return paged.map((start, i) => ({ start, kind: "page", value: i + 1 }));
}
