import type { Document, Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { descendants, elementAt, elements, parseXml } from "../archive/xml.js";
import { unreadable } from "../unreadable.js";

/** The parts of an OpenDocument file (ODF 1.3 part 2, 3). */
export interface OpenDocument {
  readonly content: Document;
  readonly styles: Document | undefined;
  /** The element that holds title and language. */
  readonly meta: Element | undefined;
}

/** @throws FootnoteError `unreadable_document` if the file is encrypted or has no content */
export async function readOpenDocument(
  archive: Archive,
  path: string,
  limits: LoadLimits,
): Promise<OpenDocument> {
  const parse = async (name: string) =>
    archive.has(name) ? parseXml(await archive.read(name), path, limits) : undefined;
  const manifest = await parse("META-INF/manifest.xml");
  if (descendants(manifest, "manifest:encryption-data").length > 0) {
    throw unreadable(path, "is encrypted; save it without a password");
  }
  const content = parseXml(await archive.read("content.xml"), path, limits);
  const meta = elementAt(await parse("meta.xml"), "office:document-meta", "office:meta");
  return { content, styles: await parse("styles.xml"), meta };
}

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
