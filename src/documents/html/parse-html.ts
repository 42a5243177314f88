import { type Document, DomHandler, Element } from "domhandler";
import { Parser } from "htmlparser2";
import type { LoadLimits } from "../../core/ports/loader.js";
import { nestedTooDeep } from "../unreadable.js";

/** The most open elements: the parser's time grows with their depth times their number. */
const MAX_OPEN = 4096;

/**
 * The tree of an HTML or XHTML page. As in browsers, elements beyond the deepest nesting stand beside each
 * other, not within: tags that were never closed make old pages deep, and their text must not be lost.
 *
 * @throws FootnoteError `unreadable_document` if thousands of elements are open at once
 */
export function parseHtml(html: string, path: string, { nesting }: Pick<LoadLimits, "nesting">): Document {
  const handler = new ShallowHandler(path, nesting);
  const xml = /^\s*<\?xml\b/u.test(html);
  new Parser(handler, { recognizeSelfClosing: xml, recognizeCDATA: xml }).end(html);
  return handler.root;
}

/** Builds the tree without comments, and no deeper than `maxNesting`. */
class ShallowHandler extends DomHandler {
  readonly #path: string;
  readonly #maxNesting: number;
  readonly #spelled = new Set<string>();
  /** Open elements that are not in the tree. */
  #flattened = 0;

  constructor(path: string, maxNesting: number) {
    super();
    this.#path = path;
    this.#maxNesting = maxNesting;
  }

  override onopentag(name: string, attributes: { [name: string]: string }): void {
    if (this.tagStack.length <= this.#maxNesting) {
      super.onopentag(name, attributes);
    } else if (++this.#flattened + this.#maxNesting <= MAX_OPEN) {
      super.ontext(" ");
    } else {
      throw nestedTooDeep(this.#path, MAX_OPEN);
    }
  }

  override onclosetag(): void {
    if (this.#flattened === 0) {
      this.#spellOut();
      super.onclosetag();
    } else {
      this.#flattened--;
      super.ontext(" ");
    }
  }

  override oncomment(): void {}

  /** What an abbreviation stands for is read behind it, the first time. */
  #spellOut(): void {
    const open = this.tagStack.at(-1);
    const title = open instanceof Element && open.name === "abbr" ? (open.attribs["title"] ?? "").trim() : "";
    if (/\p{L}{2}/u.test(title) && !/^\d{4}-\d{2}/u.test(title) && !this.#spelled.has(title)) {
      this.#spelled.add(title);
      super.ontext(` (${title})`);
    }
  }
}
