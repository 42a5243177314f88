import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { decodeXml, descendants, elements, localName, parseXml, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { addHtml } from "../html/html-blocks.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs } from "../unreadable.js";
import { child, type Publication, readPublication, resolveReference } from "./publication.js";

/** E-books, EPUB 2 and 3: the chapters in reading order, without the table of contents. */
export const EPUB_LOADER: Loader = {
  format: "epub",
  extensions: [".epub"],
  load(bytes, path, limits) {
    return readAs(path, "an e-book", async () => {
      const archive = await Archive.open(bytes, path, limits);
      const publication = await readPublication(archive, path, limits);
      const builder = new TextBuilder(path, limits.characters);
      await addChapters(builder, archive, publication, path, limits);
      const title = publication.title ?? titleFromPath(path);
      return { title, ...builder.build(), pages: null, language: languageCode(publication.language) };
    });
  },
};

async function addChapters(
  builder: TextBuilder,
  archive: Archive,
  publication: Publication,
  path: string,
  limits: LoadLimits,
): Promise<void> {
  const titles = await chapterTitles(archive, publication, path, limits);
  for (const chapter of publication.chapters) {
    const html = decodeXml(await archive.read(chapter));
    if (!hasHeading(html)) {
      builder.addHeading(hasText(html) ? (titles.get(chapter) ?? "") : "", 1);
    }
    addHtml(builder, html, { path, limits });
  }
}

function hasHeading(html: string): boolean {
  return /<h[1-6][\s>]/iu.test(html);
}

/** A chapter that is only a picture, such as the cover, needs no heading. */
function hasText(html: string): boolean {
  const body = html.slice(Math.max(html.search(/<body[\s>]/iu), 0));
  return /\S/u.test(body.replace(/<[^>]*>/gu, ""));
}

/**
 * What the table of contents calls each chapter's file: the first entry that leads to it.
 * @returns from the name of the file
 */
async function chapterTitles(
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
