import type { Document, Element } from "domhandler";
import { writeXml } from "../archive/write-xml.js";
import { descendants, elementAt, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { readGraphics } from "./graphics.js";
import { LeftOut } from "./left-out.js";
import type { OfficePackage, Relationship } from "./office-package.js";
import { parseOfficeXml } from "./office-xml.js";
import { officeParts } from "./repack.js";
import { frameLines } from "./word-frame.js";
import { WordMarkup } from "./word-markup.js";

/** The parts of a Word document, ready for mammoth. */
export interface WordParts {
  /** From the part's name. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** The lines of each header and footer of the first section that says something of its own. */
  readonly frames: readonly (readonly string[])[];
  readonly leftOut: LeftOut;
}

/** Reads the parts of a Word document, and rewrites those that hold text. */
export async function readWordParts(file: OfficePackage): Promise<WordParts> {
  const parts = await officeParts(file.archive, file.path, file.limits);
  const main = (await file.mainPart()) ?? "word/document.xml";
  const relationships = await file.relationships(main);
  const leftOut = new LeftOut();
  const rewrite = async (part: string, counted: LeftOut): Promise<Document | undefined> => {
    const bytes = parts.get(part);
    if (bytes === undefined) {
      return undefined;
    }
    const root = parseOfficeXml(bytes, file.path, file.limits);
    const said = new Set(linesOf(root));
    new WordMarkup(await readGraphics(file, part), counted, said).rewrite(root);
    parts.set(part, Buffer.from(writeXml(root)));
    return root;
  };
  const document = await rewrite(main, leftOut);
  const seen = new Set(linesOf(document));
  for (const { type, target } of relationships) {
    if (type === "footnotes" || type === "endnotes") {
      await rewrite(target, leftOut);
    } else if (type === "comments") {
      const comments = elementAt(await file.parse(target), "w:comments");
      leftOut.add("comment", "comments", elements(comments, "w:comment").length);
    }
  }
  const frames: string[][] = [];
  for (const part of framesOf(document, relationships)) {
    const root = await rewrite(part, new LeftOut());
    const lines = root === undefined ? [] : frameLines(root).filter((line) => !seen.has(line));
    for (const line of lines) {
      seen.add(line);
    }
    frames.push(lines);
  }
  return { parts, frames, leftOut };
}

/** The paragraphs of a document, to tell what only repeats one. */
function linesOf(document: Document | undefined): string[] {
  return descendants(document, "w:p").map((paragraph) =>
    oneLine(descendants(paragraph, "w:t").map(textOf).join("")),
  );
}

/**
 * The headers and footers of the first section that has some, those of its first page in front (ECMA-376 part 1,
 * 17.10). Later sections mostly have them from it.
 */
function framesOf(document: Document | undefined, relationships: readonly Relationship[]): string[] {
  const section = descendants(document, "w:sectPr").find((each) =>
    elements(each).some(({ name }) => name === "w:headerReference" || name === "w:footerReference"),
  );
  const hasTitlePage = elementAt(section, "w:titlePg") !== undefined;
  const targets = new Map(relationships.map(({ id, target }) => [id, target]));
  const referred = ["w:headerReference", "w:footerReference"].flatMap((name) => {
    const references = elements(section, name);
    return [...(hasTitlePage ? ofType(references, "first") : []), ...ofType(references, "default")];
  });
  return referred
    .map(({ attribs }) => targets.get(attribs["r:id"] ?? ""))
    .filter((part) => part !== undefined);
}

function ofType(references: readonly Element[], type: string): Element[] {
  return references.filter(({ attribs }) => (attribs["w:type"] ?? "default") === type);
}
