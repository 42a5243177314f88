import { makeZip, type ZipEntry } from "./make-zip.js";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const SLIDE = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${OFFICE}"
  xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;
const ODF = ["office", "style", "text", "table", "draw", "meta", "presentation"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:dc="http://purl.org/dc/elements/1.1/"')
  .join(" ");

/** A relationships part: pairs of a type and a target. */
export function relationships(...targets: readonly (readonly [type: string, target: string])[]): string {
  const lines = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${RELATIONSHIPS}">${lines.join("")}</Relationships>`;
}

/** docProps/core.xml. */
export function core(title: string, language: string): ZipEntry {
  return {
    name: "docProps/core.xml",
    content: `${XML}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
      ><dc:title>${title}</dc:title><dc:language>${language}</dc:language></cp:coreProperties>`,
  };
}

/** A Word document with this body; more parts can be added. */
export function docx(body: string, ...parts: readonly ZipEntry[]): Uint8Array {
  return makeZip([
    { name: "_rels/.rels", content: relationships(["officeDocument", "word/document.xml"]) },
    { name: "word/document.xml", content: `${XML}<w:document ${WORD}><w:body>${body}</w:body></w:document>` },
    ...parts,
  ]);
}

/** word/styles.xml with the styles of a German Word, and one of a template's own that is based on a heading. */
export const GERMAN_STYLES: ZipEntry = {
  name: "word/styles.xml",
  content: `${XML}<w:styles ${WORD}>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="FirmaKapitel"><w:name w:val="Firma Kapitel"/><w:basedOn w:val="berschrift2"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  </w:styles>`,
};

/** A paragraph of a Word document. */
export function paragraph(text: string, style?: string): string {
  const properties = style === undefined ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** word/footnotes.xml with these texts, numbered from 1. */
export function footnotes(...texts: readonly string[]): ZipEntry {
  const notes = texts.map((text, index) => `<w:footnote w:id="${index + 1}">${paragraph(text)}</w:footnote>`);
  return {
    name: "word/footnotes.xml",
    content: `${XML}<w:footnotes ${WORD}>${notes.join("")}</w:footnotes>`,
  };
}

/** word/numbering.xml with a bulleted list, number 1. */
export const BULLETS: ZipEntry = {
  name: "word/numbering.xml",
  content: `${XML}<w:numbering ${WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl
    ></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
};

/** An OpenDocument text with this body. */
export function odt(body: string, styles = "", meta = ""): Uint8Array {
  return makeZip([
    { name: "mimetype", content: "application/vnd.oasis.opendocument.text" },
    {
      name: "content.xml",
      content: `${XML}<office:document-content ${ODF}><office:automatic-styles>${styles}</office:automatic-styles
        ><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
    {
      name: "meta.xml",
      content: `${XML}<office:document-meta ${ODF}><office:meta>${meta}</office:meta></office:document-meta>`,
    },
  ]);
}

/** One slide of an OpenDocument presentation. */
export interface OdpSlide {
  /** The frames and shapes. */
  readonly content: string;
  readonly notes?: string;
  readonly hidden?: boolean;
}

/** An OpenDocument presentation; more parts can be added. */
export function odp(slides: readonly OdpSlide[], ...parts: readonly ZipEntry[]): Uint8Array {
  const pages = slides.map(({ content, notes, hidden }) => {
    const said = notes === undefined ? "" : odfFrame(`<text:p>${notes}</text:p>`, "notes");
    return `<draw:page draw:style-name="${hidden ? "hidden" : "dp"}">${content}<presentation:notes>${said}</presentation:notes></draw:page>`;
  });
  return makeZip([
    { name: "mimetype", content: "application/vnd.oasis.opendocument.presentation" },
    {
      name: "content.xml",
      content: `${XML}<office:document-content ${ODF}><office:automatic-styles><style:style style:name="hidden"
        ><style:drawing-page-properties presentation:visibility="hidden"/></style:style></office:automatic-styles
        ><office:body><office:presentation>${pages.join("")}</office:presentation></office:body></office:document-content>`,
    },
    ...parts,
  ]);
}

/** A frame with a text box. @param kind what a slide has it for, such as `title` */
export function odfFrame(content: string, kind = ""): string {
  return `<draw:frame presentation:class="${kind}"><draw:text-box>${content}</draw:text-box></draw:frame>`;
}

/** One slide of a presentation. */
export interface Slide {
  /** The shapes. */
  readonly shapes: string;
  readonly notes?: string;
  readonly hidden?: boolean;
}

/** A presentation whose parts are numbered backwards, so that only its relationships tell the order. */
export function pptx(slides: readonly Slide[], ...parts: readonly ZipEntry[]): Uint8Array {
  const number = (index: number) => slides.length - index;
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join("");
  const targets = slides.map((_, index) => ["slide", `slides/slide${number(index)}.xml`] as const);
  const tree = (name: string, shapes: string, attributes = "") =>
    `${XML}<p:${name} ${SLIDE} ${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:${name}>`;
  return makeZip([
    { name: "_rels/.rels", content: relationships(["officeDocument", "ppt/presentation.xml"]) },
    {
      name: "ppt/presentation.xml",
      content: `${XML}<p:presentation ${SLIDE}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    },
    { name: "ppt/_rels/presentation.xml.rels", content: relationships(...targets) },
    ...slides.flatMap(({ shapes, notes, hidden }, index): ZipEntry[] => [
      {
        name: `ppt/slides/slide${number(index)}.xml`,
        content: tree("sld", shapes, hidden ? 'show="0"' : ""),
      },
      ...(notes === undefined
        ? []
        : [
            {
              name: `ppt/slides/_rels/slide${number(index)}.xml.rels`,
              content: relationships(["notesSlide", `../notesSlides/notes${number(index)}.xml`]),
            },
            {
              name: `ppt/notesSlides/notes${number(index)}.xml`,
              content: tree("notes", shape([notes], 'type="body"') + shape(["7"], 'type="sldNum"')),
            },
          ]),
    ]),
    ...parts,
  ]);
}

/** A shape with text. @param placeholder the attributes of the placeholder it fills */
export function shape(paragraphs: readonly string[], placeholder?: string): string {
  const fills = placeholder === undefined ? "" : `<p:ph ${placeholder}/>`;
  const text = paragraphs.map((text) =>
    text.startsWith("<") ? text : `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`,
  );
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>${fills}</p:nvPr></p:nvSpPr><p:spPr/>
    <p:txBody><a:bodyPr/>${text.join("")}</p:txBody></p:sp>`;
}

/** A table on a slide, its first row marked as the header. */
export function slideTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
  const lines = rows.map((row) => `<a:tr h="0">${row.map(cell).join("")}</a:tr>`);
  return `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>${lines.join("")}</a:tbl
    ></a:graphicData></a:graphic></p:graphicFrame>`;
}

/** One chapter of an e-book. */
export interface Chapter {
  readonly file: string;
  readonly body: string;
  /** What the table of contents calls it. */
  readonly entry?: string;
}

/** An EPUB 3 book. */
export function epub(title: string, chapters: readonly Chapter[], ...parts: readonly ZipEntry[]): Uint8Array {
  const page = (body: string) =>
    `${XML}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
      ><head><title>page</title></head><body>${body}</body></html>`;
  const manifest = chapters.map(
    ({ file }, index) =>
      `<item id="c${index}" href="text/${encodeURI(file)}" media-type="application/xhtml+xml"/>`,
  );
  const spine = chapters.map((_, index) => `<itemref idref="c${index}"/>`);
  const links = chapters
    .filter(({ entry }) => entry !== undefined)
    .map(({ file, entry }) => `<li><a href="text/${encodeURI(file)}#top">${entry}</a></li>`);
  return makeZip([
    { name: "mimetype", content: "application/epub+zip" },
    {
      name: "META-INF/container.xml",
      content: `${XML}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles
        ><rootfile full-path="OPS/book.opf"/></rootfiles></container>`,
    },
    {
      name: "OPS/book.opf",
      content: `${XML}<opf:package xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <opf:metadata><dc:title>${title}</dc:title><dc:language>de-AT</dc:language></opf:metadata>
        <opf:manifest xmlns="http://www.idpf.org/2007/opf">${manifest.join("")}
          <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></opf:manifest>
        <opf:spine xmlns="http://www.idpf.org/2007/opf"><itemref idref="nav"/>${spine.join("")}</opf:spine
        ></opf:package>`,
    },
    { name: "OPS/nav.xhtml", content: page(`<nav epub:type="toc"><ol>${links.join("")}</ol></nav>`) },
    ...chapters.map(({ file, body }) => ({ name: `OPS/text/${file}`, content: page(body) })),
    ...parts,
  ]);
}
