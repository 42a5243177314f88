import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { parseXml } from "../archive/xml.js";
import { descendants, elements, localName, textOf } from "../archive/xml-tree.js";
import { oneLine } from "../table-text.js";
import { child, type Publication, resolveReference } from "./publication.js";

/**
 * What the table of contents calls each chapter's file: the first entry that leads to it.
 * @returns from the name of the file
 */
export async function chapterTitles(
  archive: Archive,
  { contents }: Publication,
  path: string,
  limits: LoadLimits,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const name of contents) {
    const tree = parseXml(await archive.read(name), path, limits);
    for (const { reference, title } of [...navigationLinks(tree), ...ncxPoints(tree)]) {
      const file = resolveReference(name, reference);
      if (title !== "" && !titles.has(file)) {
        titles.set(file, title);
      }
    }
  }
  return titles;
}

interface Entry {
  readonly reference: string;
  readonly title: string;
}

/** The entries of an EPUB 3 navigation document: links. */
function navigationLinks(tree: Parameters<typeof descendants>[0]): Entry[] {
  return descendants(tree, "nav")
    .filter(({ attribs }) => (attribs["epub:type"] ?? "toc") === "toc")
    .flatMap((nav) => descendants(nav, "a"))
    .map((link) => ({ reference: link.attribs["href"] ?? "", title: oneLine(textOf(link)) }));
}

/** The entries of an EPUB 2 table of contents: points with a label, whatever their prefix. */
function ncxPoints(tree: Parameters<typeof descendants>[0]): Entry[] {
  const prefix =
    elements(tree)
      .find((root) => localName(root) === "ncx")
      ?.name.replace(/ncx$/u, "") ?? "";
  return descendants(tree, `${prefix}navPoint`).map((point) => ({
    reference: child(point, "content")?.attribs["src"] ?? "",
    title: oneLine(textOf(child(child(point, "navLabel"), "text"))),
  }));
}
