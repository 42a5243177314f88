import mammoth from "mammoth";
import type { Loader } from "../../core/ports/loader.js";
import { addHtml } from "../html/html-blocks.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs } from "../unreadable.js";
import { headingStyles } from "./heading-styles.js";
import { reportEmpty } from "./left-out.js";
import { OfficePackage } from "./office-package.js";
import { officeProperties } from "./properties.js";
import { storedZip } from "./repack.js";
import { withCommonSigns } from "./symbol-font.js";
import { LIST_STYLE_MAP } from "./word-blocks.js";
import { readWordParts } from "./word-parts.js";

/** Built-in styles go by their English name in every language of Word; programs that export code have their own. */
const STYLE_MAP = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='heading 7'] => h6:fresh",
  "p[style-name='heading 8'] => h6:fresh",
  "p[style-name='heading 9'] => h6:fresh",
  "p[style-name='TOC Heading'] => !",
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `p[style-name='toc ${level}'] => !`),
  ...["Source Code", "HTML Preformatted", "Preformatted Text", "Code"].map(
    (name) => `p[style-name='${name}'] => pre:separator('\\n')`,
  ),
  ...LIST_STYLE_MAP,
];

/**
 * Word since 2007. Headings, lists and tables are kept; a footnote follows the paragraph it belongs to, and so do text
 * boxes and charts. What stands at the head and foot of the first pages follows at the end.
 */
export const DOCX_LOADER: Loader = {
  format: "docx",
  extensions: [".docx", ".docm", ".dotx", ".dotm"],
  load(bytes, path, limits) {
    return readAs(path, "a Word document", async () => {
      const file = await OfficePackage.open(bytes, path, limits);
      const properties = await officeProperties(file.archive, path, limits);
      const builder = new TextBuilder(path, limits.characters);
      const { parts, frames, leftOut } = await readWordParts(file);
      addHtml(builder, await toHtml(parts, await headingStyles(file)), {
        path,
        limits,
      });
      builder.addHeading("", 1);
      for (const lines of frames) {
        builder.addBlock("paragraph", lines.join("\n"));
      }
      reportEmpty(builder);
      leftOut.report(builder);
      const built = builder.build();
      const title =
        properties.title ?? built.headings.find(({ level }) => level === 1)?.text ?? titleFromPath(path);
      return { title, ...built, pages: null, language: properties.language };
    });
  },
};

async function toHtml(
  parts: ReadonlyMap<string, Uint8Array>,
  headings: ReadonlyMap<string, number>,
): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: storedZip(parts) },
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

/** The part of mammoth's document tree that is used here; mammoth publishes no types for it. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly styleId?: string | null;
  readonly numbering?: unknown;
  readonly checked?: unknown;
  readonly value?: string;
}

interface Note {
  readonly body: readonly Node[];
}

interface DocumentNode extends Node {
  readonly notes: { resolve(reference: Node): Note | null };
}

/**
 * Prepares mammoth's document for conversion. Paragraphs whose style is a heading get the name that mammoth
 * knows it by. The text of a footnote or endnote follows the block that refers to it (a list is not torn
 * apart), and the reference disappears: `[1]` in a sentence would look like a marker of an answer.
 *
 * @param headings the level of each style that is a heading, from its id
 */
function arrange(document: unknown, headings: ReadonlyMap<string, number>): unknown {
  if (!isDocument(document)) {
    return document;
  }
  const children: Node[] = [];
  const placed = new Set<Note>();
  let waiting: Node[] = [];
  for (const block of document.children ?? []) {
    if (!isListItem(block) || headings.has(block.styleId ?? "")) {
      children.push(...waiting);
      waiting = [];
    }
    const references: Node[] = [];
    children.push(withoutReferences(block, references, headings));
    for (const reference of references) {
      const note = document.notes.resolve(reference);
      if (note === null || placed.has(note)) {
        continue;
      }
      placed.add(note);
      waiting.push(...note.body.map((paragraph) => withoutReferences(paragraph, [], headings)));
    }
  }
  return { ...document, children: [...children, ...waiting] };
}

/** A copy of a part of the document. @param references gets the references to notes that were left out */
function withoutReferences(node: Node, references: Node[], headings: ReadonlyMap<string, number>): Node {
  if (node.type === "checkbox") {
    return { type: "text", value: node.checked === true ? "☒" : "☐" };
  }
  if (node.children === undefined) {
    return node.value === undefined ? node : { ...node, value: withCommonSigns(node.value) };
  }
  const kept = node.children.filter((child) => child.type !== "noteReference");
  references.push(...node.children.filter((child) => child.type === "noteReference"));
  const children = kept.map((child) => withoutReferences(child, references, headings));
  const level = node.type === "paragraph" ? headings.get(node.styleId ?? "") : undefined;
  return level === undefined ? { ...node, children } : { ...node, children, ...headingStyle(level) };
}

function headingStyle(level: number): { styleId: string; styleName: string } {
  return { styleId: `Heading${level}`, styleName: `heading ${level}` };
}

function isListItem(node: Node): boolean {
  return node.type === "paragraph" && node.numbering !== null && node.numbering !== undefined;
}

function isDocument(value: unknown): value is DocumentNode {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "document" &&
    "notes" in value
  );
}
