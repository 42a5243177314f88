import type { TextBuilder } from "../text-builder.js";
import type { RstNames } from "./rst-inline.js";
import type { RstNode } from "./rst-tree.js";

/** What the parts of a document are read with. */
export interface RstContext {
  readonly names: RstNames;
  readonly leftOut: LeftOutParts;
  /** Reads lines within a part, without their common indent. */
  readonly parse: (lines: readonly string[]) => readonly RstNode[];
}

/** What of a document isn't in its text. */
export class LeftOutParts {
  /** Pictures that nothing describes. */
  pictures = 0;
  /** Parts in HTML or LaTeX. */
  raw = 0;
  readonly #files = new Set<string>();

  /** Notes a file whose content belongs to the document. */
  addFile(name: string): void {
    this.#files.add(name);
  }

  report(builder: TextBuilder): void {
    builder.leaveOut(this.pictures, "picture without a description", "pictures without a description");
    builder.leaveOut(this.raw, "raw part in another markup", "raw parts in another markup");
    builder.leaveOut(this.#files.size, "included file");
  }
}
