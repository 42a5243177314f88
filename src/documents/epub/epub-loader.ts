import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { readAs } from "../archive/unreadable.js";
import { decodeXml } from "../archive/xml.js";
import { addHtml } from "../html/html-blocks.js";
import { languageCode } from "../language-code.js";
import { TextBuilder } from "../text-builder.js";
import { titleFromPath } from "../title.js";
import { chapterTitles } from "./chapter-titles.js";
import { type Publication, readPublication } from "./publication.js";

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
