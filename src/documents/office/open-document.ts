import type { Document, Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { unreadable } from "../archive/unreadable.js";
import { parseXml } from "../archive/xml.js";
import { descendants, elementAt } from "../archive/xml-tree.js";

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
