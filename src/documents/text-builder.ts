import type { Block, BlockKind, Heading } from "../core/document.js";

/** Puts a document's text together block by block and keeps every offset exact. */
export class TextBuilder {
  #text = "";
  readonly #headings: Heading[] = [];
  readonly #blocks: Block[] = [];
  /** The headings above the place reached, outermost first. */
  #path: Heading[] = [];

  /** @param level 1 is the outermost */
  addHeading(text: string, level: number): void {
    this.#path = this.#path.filter((heading) => heading.level < level);
    const span = this.#append(text);
    if (span === undefined) return;
    const heading = { ...span, level, text: text.trim() };
    this.#blocks.push({ ...span, kind: "heading", heading: this.#path.map(({ text }) => text), page: null });
    this.#headings.push(heading);
    this.#path = [...this.#path, heading];
  }

  /** Adds a block below the last heading; blank text is left out. */
  addBlock(kind: Exclude<BlockKind, "heading">, text: string): void {
    const span = this.#append(text);
    if (span === undefined) return;
    this.#blocks.push({ ...span, kind, heading: this.#path.map((heading) => heading.text), page: null });
  }

  build(): { text: string; headings: Heading[]; blocks: Block[] } {
    return { text: this.#text, headings: this.#headings, blocks: this.#blocks };
  }

  #append(text: string): { start: number; end: number } | undefined {
    const trimmed = text.trim();
    if (trimmed === "") return undefined;
    if (this.#text !== "") this.#text += "\n\n";
    const start = this.#text.length;
    this.#text += trimmed;
    return { start, end: this.#text.length };
  }
}
