import type { Document } from "domhandler";
import { descendants, elements } from "../archive/xml-tree.js";

/** What the styles of an OpenDocument text say about its structure. */
export class OdtStyles {
  /** The style that each style is derived from. */
  readonly #parents = new Map<string, string>();
  /** The levels of list styles that are numbered, as `name level`. */
  readonly #numbered = new Set<string>();

  /** @param parts that hold styles; later ones win */
  constructor(parts: readonly (Document | undefined)[]) {
    for (const part of parts) {
      for (const { attribs } of descendants(part, "style:style")) {
        this.#parents.set(attribs["style:name"] ?? "", attribs["style:parent-style-name"] ?? "");
      }
      for (const list of descendants(part, "text:list-style")) {
        for (const level of elements(list, "text:list-level-style-number")) {
          this.#numbered.add(`${list.attribs["style:name"]} ${level.attribs["text:level"]}`);
        }
      }
    }
  }

  /** Whether a style is, or is derived from, one of LibreOffice's own, such as `Title`. */
  derivesFrom(style: string | undefined, ancestor: string): boolean {
    const seen = new Set<string>();
    let current = style;
    while (current !== undefined && current !== "" && !seen.has(current)) {
      if (current === ancestor) {
        return true;
      }
      seen.add(current);
      current = this.#parents.get(current);
    }
    return false;
  }

  /** @param level 1 is the outermost */
  isNumbered(listStyle: string, level: number): boolean {
    return this.#numbered.has(`${listStyle} ${level}`);
  }
}
