import type { TextBuilder } from "../text-builder.js";
import type { RstNames } from "./rst-inline.js";
import type { RstNode } from "./rst-tree.js";

/** What the parts of a document are read with. */
export interface RstContext {
  readonly names: RstNames;
  readonly notices: RstOmissions;
  /** Reads lines within a part, without their common indent. */
  readonly parse: (lines: readonly string[]) => readonly RstNode[];
}

/** What of a document isn't in its text. */
export class RstOmissions {
  /** Pictures that nothing describes. */
  pictures = 0;
  /** Parts in HTML or LaTeX. */
  raw = 0;
  readonly #files = new Set<string>();

  /** Notes a file whose content belongs to the document. */
  addFile(name: string): void {
    this.#files.add(name);
  }

  omitFrom(builder: TextBuilder): void {
    for (const [count, one, many] of [
      [this.pictures, "picture without a description", "pictures without a description"],
      [this.raw, "raw part in another markup", "raw parts in another markup"],
      [this.#files.size, "included file", "included files"],
    ] as const) {
      if (count > 0) {
        builder.notice(`${count} ${count === 1 ? one : many}`);
      }
    }
  }
}
