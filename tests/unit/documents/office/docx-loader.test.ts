import { describe, expect, it } from "vitest";
import { DOCX_LOADER } from "../../../../src/documents/office/docx-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import { makeZip } from "../../../support/documents/make-zip.js";
import { chartXml, graphic, shownParts, smartArtXml } from "../../../support/documents/office-graphics.js";
import {
  BULLETS,
  core,
  docx,
  footnotes,
  GERMAN_STYLES,
  paragraph,
  relationships,
} from "../../../support/documents/office-samples.js";

describe("docx loader", () => {
  const load = (...parts: Parameters<typeof docx>) => DOCX_LOADER.load(docx(...parts), "brief.docx", LIMITS);
  const item = (text: string) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const noted = (text: string, ...ids: readonly number[]) =>
    `<w:p><w:r><w:t>${text}</w:t></w:r><w:r>${ids.map((id) => `<w:footnoteReference w:id="${id}"/>`).join("")}</w:r></w:p>`;

  it("keeps a list with its lead-in and puts the lead-in's footnote after it", async () => {
    const { text, blocks } = await load(
      noted("Nötig sind:", 1) + item("Wasser") + item("Bohnen") + paragraph("Mehr nicht."),
      footnotes("Je Tasse."),
      BULLETS,
    );
    expect(text).toBe("Nötig sind:\n\n- Wasser\n- Bohnen\n\nJe Tasse.\n\nMehr nicht.");
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "list", "paragraph", "paragraph"]);
  });

  it("writes a footnote that is referred to twice once", async () => {
    const { text } = await load(noted("Eins.", 1, 1) + noted("Zwei.", 1), footnotes("Note."));
    expect(text).toBe("Eins.\n\nNote.\n\nZwei.");
  });

  it("shows no comment, picture or deleted text", async () => {
    const { text } = await load(
      `<w:p><w:r><w:t>Da</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>
       <w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    );
    expect(text).toBe("Da");
  });

  it("prefers the title in the properties to the first heading and the file's name", async () => {
    const heading = paragraph("Kapitel", "berschrift1");
    await expect(load(heading, GERMAN_STYLES, core("Der Brief", ""))).resolves.toMatchObject({
      title: "Der Brief",
    });
    await expect(load(heading, GERMAN_STYLES, core("Dokument1", ""))).resolves.toMatchObject({
      title: "Kapitel",
    });
    await expect(load(paragraph("Text"))).resolves.toMatchObject({ title: "Brief", language: null });
  });
});

describe("docx loader, what Word draws", () => {
  const load = (...parts: Parameters<typeof docx>) => DOCX_LOADER.load(docx(...parts), "brief.docx", LIMITS);
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const formula = (text: string) => `<m:oMath><m:r><m:t>${text}</m:t></m:r></m:oMath>`;
  const drawing = (content: string, description = "") =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="${description}"/>${content}</wp:inline></w:drawing></w:r>`;
  const box = (...texts: readonly string[]) =>
    `<wps:wsp><wps:txbx><w:txbxContent>${texts.map((text) => paragraph(text)).join("")}</w:txbxContent></wps:txbx></wps:wsp>`;

  it("reads formulas in their sentence and on lines of their own", async () => {
    const { text } = await load(
      `<w:p>${run("The output is ")}${formula("P=48 kW")}${run(" at night.")}</w:p>
       <w:p><m:oMathPara>${formula("E=42 J")}${formula("F=7 N")}</m:oMathPara></w:p>`,
    );
    expect(text).toBe("The output is P = 48 kW at night.\n\nE = 42 J\nF = 7 N");
  });

  it("sets a formula apart from words that touch it", async () => {
    const { text } = await load(
      `<w:p>${run("Also")}${formula("P=1")}${run("gilt, und")}<m:oMathPara>${formula("E=2")}</m:oMathPara>${run("auch (")}${formula("x")}${run(").")}</w:p>`,
    );
    expect(text).toBe("Also P = 1 gilt, und E = 2 auch (x).");
  });

  it("reads signs of Wingdings as common ones", async () => {
    const sign = (char: string) => `<w:r><w:sym w:font="Wingdings" w:char="${char}"/></w:r>`;
    const { text } = await load(
      `<w:p>${sign("F0FE")}${run(" ja ")}${sign("F0A8")}${run(" nein ")}${sign("F0E0")}</w:p>`,
    );
    expect(text).toBe("☑ ja ☐ nein →");
  });

  it("reads formulas in footnotes", async () => {
    const { text } = await load(
      `<w:p>${run("Siehe unten.")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`,
      {
        name: "word/footnotes.xml",
        content: `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p>${run("Mit ")}${formula("x=1")}</w:p></w:footnote></w:footnotes>`,
      },
      { name: "word/_rels/document.xml.rels", content: relationships(["footnotes", "footnotes.xml"]) },
    );
    expect(text).toBe("Siehe unten.\n\nMit x = 1");
  });

  it("reads documents of programs that choose other prefixes", async () => {
    const content = `<ns0:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:body><ns0:p><ns0:pPr><ns0:pStyle ns0:val="berschrift1"/></ns0:pPr
      ><ns0:r><ns0:t>Es gilt </ns0:t></ns0:r><oMath xmlns="http://schemas.openxmlformats.org/officeDocument/2006/math"><r><t>P=1</t></r></oMath></ns0:p></ns0:body></ns0:document>`;
    const bytes = makeZip([
      { name: "_rels/.rels", content: relationships(["officeDocument", "word/document.xml"]) },
      { name: "word/document.xml", content },
      GERMAN_STYLES,
    ]);
    const { headings } = await DOCX_LOADER.load(bytes, "brief.docx", LIMITS);
    expect(headings.map(({ text }) => text)).toEqual(["Es gilt P = 1"]);
  });

  it("reads text boxes behind their paragraph, once, those in groups too", async () => {
    const group = `<wpg:wgp>${box("Eins.")}<wpg:grpSp>${box("Zwei.", "Drei.")}</wpg:grpSp></wpg:wgp>`;
    const { text } = await load(
      `<w:p>${run("Siehe Kasten.")}<w:r><mc:AlternateContent><mc:Choice>${drawing(group)}</mc:Choice
       ><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph("Eins.")}</w:txbxContent></v:textbox></v:shape></w:pict
       ></mc:Fallback></mc:AlternateContent></w:r></w:p>${paragraph("Danach.")}`,
    );
    expect(text).toBe("Siehe Kasten.\n\nEins.\n\nZwei.\n\nDrei.\n\nDanach.");
  });

  it("reads older text boxes and WordArt", async () => {
    const { text } = await load(
      `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph("Kasten.")}</w:txbxContent></v:textbox></v:shape
       ><v:shape><v:textpath string="Sommerfest"/></v:shape></w:pict></w:r></w:p>`,
    );
    expect(text).toBe("Kasten.\n\nSommerfest");
  });

  it("reads charts and SmartArt", async () => {
    const { text, blocks } = await load(
      `<w:p>${drawing(graphic("chart", "rId1"))}${drawing(graphic("diagram", "rId2"))}</w:p>`,
      ...shownParts(
        "word/document.xml",
        [
          "chart",
          "word/charts/chart1.xml",
          chartXml({ title: "Räder", categories: ["Ulm"], series: { 2024: ["812"] } }),
        ],
        [
          "diagramData",
          "word/diagrams/data1.xml",
          smartArtXml([{ text: "Prüfen" }, { text: "in Kassel", below: 0 }, { text: "Zahlen" }]),
        ],
      ),
    );
    expect(text).toBe("Räder: Ulm | 2024: 812\n\n- Prüfen\n  - in Kassel\n- Zahlen");
    expect(blocks.map(({ kind }) => kind)).toEqual(["table", "list"]);
  });

  it("reads what authors say of pictures, and counts other pictures, objects and comments", async () => {
    const picture = "<a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>";
    const { text, notices } = await load(
      `<w:p>${drawing(picture, "Der Turm steht am Hafen.")}</w:p><w:p>${drawing(picture, "turm.png")}</w:p>
       <w:p>${drawing(picture, "Ein Bild, das Turm enthält. Automatisch generierte Beschreibung")}</w:p>
       <w:p>${run("Text.")}<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`,
      { name: "word/comments.xml", content: "<w:comments><w:comment/><w:comment/></w:comments>" },
      { name: "word/_rels/document.xml.rels", content: relationships(["comments", "comments.xml"]) },
    );
    expect(text).toBe("Der Turm steht am Hafen.\n\nText.");
    expect(notices).toEqual([
      "not read: 2 pictures without a description, 1 embedded object (Excel worksheet), 2 comments",
    ]);
  });

  it("doesn't say twice what a caption says", async () => {
    const picture = "<a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>";
    const { text, notices } = await load(
      `<w:p>${drawing(picture, "Der Turm am Hafen")}</w:p>${paragraph("Der Turm am Hafen")}`,
    );
    expect(text).toBe("Der Turm am Hafen");
    expect(notices).toEqual([]);
  });

  it("reads the results of fields, chosen entries and check boxes, and no hidden text", async () => {
    const { text, notices } = await load(
      `<w:p><w:fldSimple w:instr="DATE">${run("12. Mai")}</w:fldSimple>${run(" ")}
       <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="rot"/><w:listEntry w:val="blau"/></w:ddList></w:ffData></w:fldChar></w:r>
       <w:r><w:fldChar w:fldCharType="end"/></w:r>
       <w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>
       <w:p><w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>${run("☒")}</w:sdtContent></w:sdt>${run(" bezahlt")}</w:p>`,
    );
    expect(text).toBe("12. Mai blau\n\n☒ bezahlt");
    expect(notices).toEqual(["hidden text: not read"]);
  });

  it("reads paragraphs of code as one block with their spaces", async () => {
    const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style></w:styles>`;
    const { text, blocks } = await load(
      `<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr>${run("if x:")}<w:r><w:br/></w:r>${run("    y")}</w:p>${paragraph("z", "SourceCode")}`,
      { name: "word/styles.xml", content: styles },
    );
    expect(text).toBe("if x:\n    y\nz");
    expect(blocks.map(({ kind }) => kind)).toEqual(["code"]);
  });

  it("says that a document has no text", async () => {
    expect((await load("<w:p/>")).notices).toEqual(["no text"]);
  });

  it("reads the head and foot of the first page once, without numbers of pages", async () => {
    const field = (code: string, result: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r
       ><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const footer = `<w:ftr><w:p>${run("Muster GmbH")}<w:r><w:tab/></w:r>${run("Seite ")}${field("PAGE", "2")}${run(" von ")}<w:fldSimple w:instr="NUMPAGES">${run("7")}</w:fldSimple></w:p
      >${paragraph("Hafenstraße 5, Emden")}</w:ftr>`;
    const { text, blocks } = await load(
      `${paragraph("Der Vertrag", "berschrift1")}${paragraph("Text.")}<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>`,
      GERMAN_STYLES,
      ...shownParts(
        "word/document.xml",
        ["header", "word/header1.xml", `<w:hdr>${paragraph("Der Vertrag")}</w:hdr>`],
        ["footer", "word/footer1.xml", footer],
      ),
    );
    expect(text).toBe("Der Vertrag\n\nText.\n\nMuster GmbH\nHafenstraße 5, Emden");
    expect(blocks.at(-1)?.heading).toEqual([]);
  });
});
