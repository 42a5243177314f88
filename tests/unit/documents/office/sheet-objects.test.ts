import { describe, expect, it } from "vitest";
import { SPREADSHEET_LOADER } from "../../../../src/documents/office/spreadsheet-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";
import { makeZip, type ZipEntry } from "../../../support/documents/make-zip.js";
import { chartXml, graphic, shownParts } from "../../../support/documents/office-graphics.js";
import { relationships } from "../../../support/documents/office-samples.js";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook whose sheet has one row, and these parts beside it. */
function load(...parts: readonly ZipEntry[]) {
  const bytes = makeZip([
    {
      name: "[Content_Types].xml",
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    },
    { name: "_rels/.rels", content: relationships(["officeDocument", "xl/workbook.xml"]) },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Lager" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    { name: "xl/_rels/workbook.xml.rels", content: relationships(["worksheet", "worksheets/sheet1.xml"]) },
    {
      name: "xl/worksheets/sheet1.xml",
      content: `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>Stand: heute</v></c></row></sheetData></worksheet>`,
    },
    ...parts,
  ]);
  return SPREADSHEET_LOADER.load(bytes, "lager.xlsx", LIMITS);
}

const anchor = (row: number, content: string) =>
  `<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>${row}</xdr:row></xdr:from>${content}</xdr:twoCellAnchor>`;
const shape = (text: string) =>
  `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="x"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`;
const drawing = (content: string) => ({
  name: "xl/drawings/drawing1.xml",
  content: `<xdr:wsDr>${content}</xdr:wsDr>`,
});

describe("sheet objects", () => {
  it("reads text boxes, those in groups too, and charts at the row where they lie", async () => {
    const frame = `<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="c"/></xdr:nvGraphicFramePr>${graphic("chart", "rId1")}</xdr:graphicFrame>`;
    const document = await load(
      ...shownParts("xl/worksheets/sheet1.xml", [
        "drawing",
        "xl/drawings/drawing1.xml",
        drawing(
          anchor(4, shape("Nur werktags.")) +
            anchor(9, `<xdr:grpSp>${shape("Halle 3")}<xdr:grpSp>${shape("Tor 7")}</xdr:grpSp></xdr:grpSp>`) +
            anchor(19, frame),
        ).content,
      ]),
      ...shownParts("xl/drawings/drawing1.xml", [
        "chart",
        "xl/charts/chart1.xml",
        chartXml({ title: "Bestand", categories: ["Ulm"], series: { Paletten: ["12"] } }),
      ]),
    );
    expect(document.text).toBe(
      "Lager\n\nStand: heute\n\nNur werktags.\n\nHalle 3\n\nTor 7\n\nBestand: Ulm | Paletten: 12",
    );
    expectSound(document);
    const at = document.text.indexOf("Bestand");
    expect(document.marks.findLast(({ start }) => start <= at)?.value).toBe(20);
  });

  it("reads drawings without prefixes, and titles of charts that keep no values", async () => {
    const namespace = (name: string) => `xmlns="http://schemas.openxmlformats.org/drawingml/2006/${name}"`;
    const title = `<title><tx><rich><a:p><a:r><a:t>Bestand</a:t></a:r></a:p></rich></tx></title>`;
    const { text, notices } = await load(
      ...shownParts("xl/worksheets/sheet1.xml", [
        "drawing",
        "xl/drawings/drawing1.xml",
        `<wsDr ${namespace("spreadsheetDrawing")} xmlns:r="${OFFICE}"><oneCellAnchor><from><row>3</row></from><graphicFrame><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
          ><a:graphicData><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></a:graphicData></a:graphic></graphicFrame></oneCellAnchor></wsDr>`,
      ]),
      ...shownParts("xl/drawings/drawing1.xml", [
        "chart",
        "xl/charts/chart1.xml",
        `<chartSpace ${namespace("chart")} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><chart>${title}<plotArea><barChart><ser><val><numRef><f>A1</f></numRef></val></ser></barChart></plotArea></chart></chartSpace>`,
      ]),
    );
    expect(text).toBe("Lager\n\nStand: heute\n\nBestand");
    expect(notices).toEqual([]);
  });

  it("counts pictures, comments and embedded objects", async () => {
    const picture = '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Bild 1"/></xdr:nvPicPr></xdr:pic>';
    const { notices } = await load(
      ...shownParts(
        "xl/worksheets/sheet1.xml",
        ["drawing", "xl/drawings/drawing1.xml", drawing(anchor(0, picture)).content],
        [
          "comments",
          "xl/comments1.xml",
          "<comments><commentList><comment/><comment/></commentList></comments>",
        ],
        ["oleObject", "xl/embeddings/oleObject1.bin", ""],
      ),
    );
    expect(notices).toEqual(["not read: 2 comments, 1 embedded object, 1 picture without a description"]);
  });
});
