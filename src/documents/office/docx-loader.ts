import mammoth from "mammoth";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { Archive } from "../archive/archive.js";
import { addHtml } from "../html/html-blocks.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs } from "../unreadable.js";
import { arrange, headingStyles } from "./docx-structure.js";
import { officeProperties } from "./properties.js";
import { officeParts, storedZip } from "./repack.js";

/** Built-in styles go by their English name in every language of Word. */
const STYLE_MAP = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='heading 7'] => h6:fresh",
  "p[style-name='heading 8'] => h6:fresh",
  "p[style-name='heading 9'] => h6:fresh",
  "p[style-name='TOC Heading'] => !",
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `p[style-name='toc ${level}'] => !`),
];

/** Word since 2007. Headings, lists and tables are kept; a footnote follows the paragraph it belongs to. */
export const DOCX_LOADER: Loader = {
  format: "docx",
  extensions: [".docx"],
  load(bytes, path, limits) {
    return readAs(path, "a Word document", async () => {
      const archive = await Archive.open(bytes, path, limits);
      const properties = await officeProperties(archive, path, limits);
      const builder = new TextBuilder(path, limits.characters);
      addHtml(builder, await toHtml(archive, path, limits), { path, limits });
      const built = builder.build();
      const title =
        properties.title ?? built.headings.find(({ level }) => level === 1)?.text ?? titleFromPath(path);
      return { title, ...built, pages: null, language: properties.language };
    });
  },
};

async function toHtml(archive: Archive, path: string, limits: LoadLimits): Promise<string> {
  const headings = await headingStyles(archive, path, limits);
  const { value } = await mammoth.convertToHtml(
    { buffer: storedZip(await officeParts(archive, path, limits)) },
    {
      styleMap: STYLE_MAP,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      transformDocument: (document: unknown) => arrange(document, headings),
    },
  );
  return value;
}
