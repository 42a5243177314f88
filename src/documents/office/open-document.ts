import path from "node:path";
import type { Document, Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { descendants, elementAt, elements, parseXml } from "../archive/xml.js";
import { unreadable } from "../unreadable.js";
import { rewriteText } from "./odf-markup.js";

/** The parts of an OpenDocument file (ODF 1.3 part 3, 3). */
export interface OpenDocument {
  /** The element that holds `office:body`; embedded objects stand where they are shown. */
  readonly content: Element | undefined;
  /** The element that holds the styles that the content's own are derived from. */
  readonly styles: Element | undefined;
  /** The element that holds title and language. */
  readonly meta: Element | undefined;
}

/**
 * Reads an OpenDocument file, be it an archive or a single XML file ("flat").
 * @throws FootnoteError `unreadable_document` if the file is encrypted or has no content
 */
export async function readOpenDocument(
  bytes: Uint8Array,
  file: string,
  limits: LoadLimits,
): Promise<OpenDocument> {
  if (isFlatDocument(bytes)) {
    const root = elementAt(parseXml(bytes, file, limits), "office:document");
    rewriteText(root, root);
    return { content: root, styles: root, meta: elementAt(root, "office:meta") };
  }
  return readArchive(await Archive.open(bytes, file, limits), file, limits);
}

/** Whether a file is an OpenDocument of a single XML file. */
export function isFlatDocument(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2000));
  return /<office:document\s/u.test(start.toString("latin1"));
}

async function readArchive(archive: Archive, file: string, limits: LoadLimits): Promise<OpenDocument> {
  const parse = async (name: string) =>
    archive.has(name) ? parseXml(await archive.read(name), file, limits) : undefined;
  const manifest = await parse("META-INF/manifest.xml");
  if (descendants(manifest, "manifest:encryption-data").length > 0) {
    throw unreadable(file, "is encrypted; save it without a password");
  }
  const content = parseXml(await archive.read("content.xml"), file, limits);
  const styles = elementAt(await parse("styles.xml"), "office:document-styles");
  rewriteText(content, styles);
  await placeObjects(content, parse);
  return {
    content: elementAt(content, "office:document-content"),
    styles,
    meta: elementAt(await parse("meta.xml"), "office:document-meta", "office:meta"),
  };
}

/** Puts the content of embedded objects, such as formulas and charts, where a flat file has it. */
async function placeObjects(
  content: Document,
  parse: (name: string) => Promise<Document | undefined>,
): Promise<void> {
  const parts = new Map<string, Document | undefined>();
  for (const object of descendants(content, "draw:object")) {
    const name = path.posix.join(object.attribs["xlink:href"] ?? "", "content.xml");
    if (!parts.has(name)) {
      parts.set(name, name === "content.xml" ? undefined : await parse(name));
    }
    object.children.push(...elements(parts.get(name)));
  }
}

/** What the styles of an OpenDocument text say about its structure. */
export class OdtStyles {
  /** The style that each style is derived from. */
  readonly #parents = new Map<string, string>();
  /** The levels of list styles that are numbered, as `name level`. */
  readonly #numbered = new Set<string>();

  /** @param parts that hold styles; later ones win */
  constructor(parts: readonly (Element | undefined)[]) {
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
