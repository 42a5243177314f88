import path from "node:path";
import type { Element } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { elements, localName, parseXml, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { unreadable } from "../unreadable.js";

/** What the package document of an e-book says. */
export interface Publication {
  readonly title: string | null;
  /** As it stands, such as `de-AT`. */
  readonly language: string | null;
  /** The names of the chapters' files in the archive, in reading order, without the table of contents. */
  readonly chapters: readonly string[];
  /** The names of the files that may hold a table of contents: EPUB 3's first, then EPUB 2's. */
  readonly contents: readonly string[];
}

/** A file that the package document lists. */
interface Item {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly isNavigation: boolean;
}

/** Reads META-INF/container.xml and the package document it names (EPUB 3.3, 4.2.6 and 5). */
export async function readPublication(
  archive: Archive,
  file: string,
  limits: LoadLimits,
): Promise<Publication> {
  await refuseEncrypted(archive, file, limits);
  const name = await packageDocument(archive, file, limits);
  const root = child(parseXml(await archive.read(name), file, limits), "package");
  if (root === undefined) {
    throw unreadable(file, "isn't an e-book: its package document is damaged");
  }
  const metadata = child(root, "metadata");
  const items = children(child(root, "manifest"), "item").map((item) => readItem(item, name));
  const byId = new Map(items.map((item) => [item.id, item]));
  const spine = children(child(root, "spine"), "itemref")
    .map(({ attribs }) => byId.get(attribs["idref"] ?? ""))
    .filter((item) => item !== undefined);
  return {
    title: textOrNull(child(metadata, "title")),
    language: textOrNull(child(metadata, "language")),
    chapters: spine.filter((item) => isChapter(item) && archive.has(item.name)).map((item) => item.name),
    contents: [
      ...items.filter((item) => item.isNavigation),
      ...items.filter((item) => item.type === "application/x-dtbncx+xml"),
    ]
      .map((item) => item.name)
      .filter((contents) => archive.has(contents)),
  };
}

/** The name of the file in an archive that a reference in another one leads to. */
export function resolveReference(from: string, reference: string): string {
  const target = reference.replace(/[?#].*$/su, "");
  return path.posix.join(path.posix.dirname(from), decoded(target));
}

/** The first element of a name, whatever its prefix: e-books choose it freely. */
export function child(parent: Parameters<typeof elements>[0], name: string): Element | undefined {
  return children(parent, name)[0];
}

/** The elements of a name right below a node, whatever their prefix. */
function children(parent: Parameters<typeof elements>[0], name: string): Element[] {
  return elements(parent).filter((element) => localName(element) === name);
}

async function packageDocument(archive: Archive, file: string, limits: LoadLimits): Promise<string> {
  const container = parseXml(await archive.read("META-INF/container.xml"), file, limits);
  const rootfiles = children(child(child(container, "container"), "rootfiles"), "rootfile");
  const name = rootfiles[0]?.attribs["full-path"];
  if (name === undefined) {
    throw unreadable(file, "isn't an e-book: it names no package document");
  }
  return name;
}

/** Fonts are often encrypted, and not needed; text that is can't be read. */
async function refuseEncrypted(archive: Archive, file: string, limits: LoadLimits): Promise<void> {
  if (!archive.has("META-INF/encryption.xml")) {
    return;
  }
  const encryption = parseXml(await archive.read("META-INF/encryption.xml"), file, limits);
  const encrypted = children(child(encryption, "encryption"), "EncryptedData").map(
    (data) => child(child(data, "CipherData"), "CipherReference")?.attribs["URI"] ?? "",
  );
  if (encrypted.some((name) => /\.x?html?$/iu.test(name))) {
    throw unreadable(file, "is protected against copying; use a copy without protection");
  }
}

function readItem({ attribs }: Element, from: string): Item {
  return {
    id: attribs["id"] ?? "",
    name: resolveReference(from, attribs["href"] ?? ""),
    type: attribs["media-type"] ?? "",
    isNavigation: (attribs["properties"] ?? "").split(/\s+/u).includes("nav"),
  };
}

function isChapter({ type, isNavigation }: Item): boolean {
  return !isNavigation && (type === "application/xhtml+xml" || type === "text/html");
}

function textOrNull(element: Element | undefined): string | null {
  return oneLine(textOf(element)) || null;
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
