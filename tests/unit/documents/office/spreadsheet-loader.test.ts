import { type CellObject, utils, type WorkSheet, write } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { SPREADSHEET_LOADER } from "../../../../src/documents/office/spreadsheet-loader.js";
import { splitDocument } from "../../../../src/passages/split-document.js";
import { LIMITS } from "../../../contract/loader.js";
import { makeZip, type ZipEntry } from "../../../support/documents/make-zip.js";
import { ODF_CHART } from "../../../support/documents/office-graphics.js";
import { relationships } from "../../../support/documents/office-samples.js";

/** A workbook of these sheets. @param hidden the indexes of the hidden ones */
function book(sheets: Readonly<Record<string, WorkSheet>>, hidden: readonly number[] = []): Uint8Array {
  const workbook = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) {
    utils.book_append_sheet(workbook, sheet, name);
  }
  workbook.Workbook = {
    Sheets: Object.keys(sheets).map((_, index) => ({ Hidden: hidden.includes(index) ? 1 : 0 })),
  };
  return Uint8Array.from(write(workbook, { type: "buffer", bookType: "xlsx" }));
}

/** A workbook of one sheet with this XML. @param formats the ids of the number formats of its styles */
function sheetXml(
  xml: string,
  formats: readonly number[] = [0],
  parts: readonly ZipEntry[] = [],
): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return makeZip([
    {
      name: "[Content_Types].xml",
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    },
    { name: "_rels/.rels", content: relationships(["officeDocument", "xl/workbook.xml"]) },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relationships(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]),
    },
    {
      name: "xl/styles.xml",
      content: `<styleSheet xmlns="${main}"><cellXfs>${formats.map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`,
    },
    { name: "xl/worksheets/sheet1.xml", content: `<worksheet xmlns="${main}">${xml}</worksheet>` },
    ...parts,
  ]);
}

const load = (bytes: Uint8Array, path = "liste.xlsx") => SPREADSHEET_LOADER.load(bytes, path, LIMITS);

describe("spreadsheet loader", () => {
  it("shows numbers, shares and dates as they are formatted", async () => {
    const cell = (v: number, z: string): CellObject => ({ t: "n", v, z });
    const sheet = utils.aoa_to_sheet([["Preis", "Anteil", "Tag", "Da"]]);
    Object.assign(sheet, {
      "!ref": "A1:D2",
      A2: cell(1234.5, "#,##0.00"),
      B2: cell(0.25, "0%"),
      C2: cell(45322, "m/d/yy"),
      D2: { t: "b", v: true },
    });
    const { text } = await load(book({ Sheet1: sheet }));
    expect(text).toBe("Preis: 1,234.50 | Anteil: 25% | Tag: 2024-01-31 | Da: TRUE");
  });

  it.each(["xlsx", "biff8", "xlml"] as const)(
    "shows days and amounts in the formats of %s",
    async (bookType) => {
      const sheet = utils.aoa_to_sheet([["Name", "Eintritt", "Konto", "Anteil"]]);
      const cell = (v: number, z: string): CellObject => ({ t: "n", v, z });
      Object.assign(sheet, {
        "!ref": "A1:D3",
        A2: { t: "s", v: "Pia" },
        B2: cell(42011, "dd.mm.yyyy"),
        C2: cell(4711, "00000"),
        D2: { t: "n", v: 0.1 + 0.2 },
        A3: { t: "s", v: "Udo" },
        B3: cell(44515, "dd.mm.yyyy"),
        C3: cell(12, "00000"),
        D3: { t: "e", v: 7 },
      });
      const workbook = utils.book_new();
      utils.book_append_sheet(workbook, sheet, "Sheet1");
      const bytes = Uint8Array.from(write(workbook, { type: "buffer", bookType }));
      const { text } = await load(bytes, bookType === "xlsx" ? "x.xlsx" : "x.xls");
      expect(text).toBe(
        "Name: Pia | Eintritt: 07.01.2015 | Konto: 04711 | Anteil: 0.3\n" +
          "Name: Udo | Eintritt: 15.11.2021 | Konto: 00012 | Anteil: #DIV/0!",
      );
    },
  );

  it.each(["xlsx", "biff8"] as const)(
    "counts the days of %s from 1904 if the file does",
    async (bookType) => {
      const workbook = utils.book_new();
      const sheet = utils.aoa_to_sheet([["Tag"]]);
      Object.assign(sheet, { "!ref": "A1:A2", A2: { t: "n", v: 40549, z: "dd.mm.yyyy" } });
      utils.book_append_sheet(workbook, sheet, "Sheet1");
      workbook.Workbook = { WBProps: { date1904: true } };
      const bytes = Uint8Array.from(write(workbook, { type: "buffer", bookType }));
      const { text } = await load(bytes, bookType === "xlsx" ? "x.xlsx" : "x.xls");
      expect(text).toContain("07.01.2015");
    },
  );

  it("knows the formats that a file only numbers", async () => {
    const ids = [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 14, 15, 17, 18, 20, 22, 27, 27, 37, 39, 44, 45, 46, 48, 49];
    const rows = ids.map(
      (_, i) => `<row r="${i * 2 + 1}"><c r="A${i * 2 + 1}" s="${i}"><v>42011.5632</v></c></row>`,
    );
    const { text } = await load(sheetXml(`<sheetData>${rows.join("")}</sheetData>`, ids));
    expect(text.split("\n\n")).toEqual([
      "42011.5632",
      "42012",
      "42011.56",
      "42,012",
      "42,011.56",
      "$42,012",
      "4201156%",
      "4201156.32%",
      "4.20E+04",
      "42011 4/7",
      "2015-01-07",
      "7-Jan-15",
      "Jan-15",
      "1:31 PM",
      "13:31",
      "2015-01-07 13:31",
      "2015-01-07",
      "2015-01-07",
      "42,012",
      "42,011.56",
      "$42,011.56",
      "31:00",
      "1008277:31:00",
      "42.0E+3",
      "42011.5632",
    ]);
  });

  it("says which formulas have no result, instead of showing 0", async () => {
    const row = (cells: string) => `<row>${cells}</row>`;
    const text = (value: string) => `<c t="str"><v>${value}</v></c>`;
    const document = await load(
      sheetXml(
        `<sheetData>${row(text("Posten") + text("Menge") + text("Summe"))}${row(
          `${text("Tee")}<c><v>2</v></c><c><f>B2*3</f></c>`,
        )}${row(`${text("Saft")}<c><v>3</v></c><c><f>B3*3</f><v/></c>`)}${row(
          `${text("Bier")}<c><v>4</v></c><c><f>B4*3</f><v>12</v></c>`,
        )}</sheetData>`,
      ),
    );
    expect(document.text).toBe(
      "Posten: Tee | Menge: 2\nPosten: Saft | Menge: 3\nPosten: Bier | Menge: 4 | Summe: 12",
    );
    expect(document.notices).toEqual(["not read: 2 formulas without a stored result"]);
  });

  it("gives each row what a merged cell says of it", async () => {
    const sheet = utils.aoa_to_sheet([
      ["Land", "Stadt", "Größe"],
      ["DE", "Köln", 1],
      [null, "Bonn", 2],
    ]);
    sheet["!merges"] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    const { text } = await load(book({ Sheet1: sheet }));
    expect(text).toBe("Land: DE | Stadt: Köln | Größe: 1\nLand: DE | Stadt: Bonn | Größe: 2");
  });

  it.each(["xlsx", "biff8", "ods"] as const)(
    "joins two header rows of merged cells in %s",
    async (bookType) => {
      const sheet = utils.aoa_to_sheet([
        ["Umsatz in T€"],
        ["Region", "2022", null, "2023", null],
        [null, "Umsatz", "Gewinn", "Umsatz", "Gewinn"],
        ["Nord", 120, 14, 133, 19],
        ["Summe", 218, 21, 224, 24],
      ]);
      const merge = (r: number, c: number, down: number, right: number) => ({
        s: { r, c },
        e: { r: r + down, c: c + right },
      });
      sheet["!merges"] = [merge(0, 0, 0, 4), merge(1, 0, 1, 0), merge(1, 1, 0, 1), merge(1, 3, 0, 1)];
      const workbook = utils.book_new();
      utils.book_append_sheet(workbook, sheet, "Sheet1");
      const bytes = Uint8Array.from(write(workbook, { type: "buffer", bookType }));
      const { text, marks } = await load(bytes, `x.${bookType === "biff8" ? "xls" : bookType}`);
      expect(text).toBe(
        "Umsatz in T€\n\n" +
          "Region: Nord | 2022 Umsatz: 120 | 2022 Gewinn: 14 | 2023 Umsatz: 133 | 2023 Gewinn: 19\n" +
          "Region: Summe | 2022 Umsatz: 218 | 2022 Gewinn: 21 | 2023 Umsatz: 224 | 2023 Gewinn: 24",
      );
      expect(marks.map(({ value }) => value)).toEqual([1, 4, 5]);
    },
  );

  it("reads what stands above a header, and what is written twice or holds nothing", async () => {
    const header = ["Ort", null, "Jahr 1", "Zahl", "Notiz"];
    const sheet = utils.aoa_to_sheet([
      ["Stand", "01.02.2024"],
      header,
      ["Wien", null, "x", 5],
      header,
      ["Graz", null, "y", 6],
    ]);
    const { text, marks } = await load(book({ Sheet1: sheet }));
    expect(text).toBe(
      "Stand | 01.02.2024\n\nNotiz\nOrt: Wien | Jahr 1: x | Zahl: 5\nOrt: Graz | Jahr 1: y | Zahl: 6",
    );
    expect(marks.map(({ value }) => value)).toEqual([1, 2, 3, 5]);
  });

  it("shows every cell of a wide row beside the names of its row and column", async () => {
    const names = Array.from({ length: 30 }, (_, i) => `Merkmal mit Namen ${i}`);
    const sheet = utils.aoa_to_sheet([
      ["Maschine", ...names],
      ["Presse P-12", ...names.map((_, i) => `Wert ${i * 3}`)],
      ["Säge S-7", ...names.map((_, i) => i * 5)],
    ]);
    const document = await load(book({ Sheet1: sheet }));
    const passages = splitDocument(document).paragraphs.flatMap((paragraph) => paragraph.passages);
    const texts = passages.map(({ start, end }) => document.text.slice(start, end));
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(350);
    for (const [i, name] of names.entries()) {
      const cell = (machine: string, value: string) =>
        texts.some((text) =>
          text
            .split("\n")
            .some(
              (line) =>
                line.includes(`Maschine: ${machine} |`) && `${line} |`.includes(`${name}: ${value} |`),
            ),
        );
      expect(cell("Presse P-12", `Wert ${i * 3}`) && cell("Säge S-7", String(i * 5)), name).toBe(true);
    }
  });

  it("takes the row of a filter, or the names of a table, for the header of two columns of words", async () => {
    const sheet = (...rows: string[][]) => utils.aoa_to_sheet([["Stand: Mai"], ...rows]);
    const questions = sheet(["Frage", "Antwort"], ["Wie lange?", "Drei Tage"], ["Wer?", "Die Post"]);
    questions["!autofilter"] = { ref: "A2:B4" };
    const terms = sheet(["Begriff", "Erklärung"], ["Porto", "Entgelt der Post"]);
    const bytes = book({ Fragen: questions, Begriffe: terms });
    const { text } = await load(bytes);
    expect(text).toContain(
      "Stand: Mai\n\nFrage: Wie lange? | Antwort: Drei Tage\nFrage: Wer? | Antwort: Die Post",
    );
    expect(text).toContain("Begriff | Erklärung\nPorto | Entgelt der Post");
    const inline = (...texts: string[]) =>
      `<row>${texts.map((one) => `<c t="inlineStr"><is><t>${one}</t></is></c>`).join("")}</row>`;
    const table = sheetXml(
      `<sheetData>${inline("Begriff", "Erklärung")}${inline("Porto", "Entgelt der Post")}</sheetData>`,
      [0],
      [
        {
          name: "xl/tables/table1.xml",
          content: `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ref="A1:B2"><tableColumns
            ><tableColumn name="Begriff"/><tableColumn name="Erklärung"/></tableColumns></table>`,
        },
      ],
    );
    expect((await load(table)).text).toBe("Begriff: Porto | Erklärung: Entgelt der Post");
  });

  it("leaves hidden sheets out, and the name of an only sheet that tells nothing", async () => {
    const sheet = utils.aoa_to_sheet([["a", "b"]]);
    await expect(load(book({ Tabelle1: sheet, Geheim: sheet }, [1]))).resolves.toMatchObject({
      text: "a | b",
      notices: ["not read: 1 hidden sheet"],
    });
    await expect(load(book({ Preise: sheet, Geheim: sheet }, [1]))).resolves.toMatchObject({
      text: "Preise\n\na | b",
    });
  });

  it("reads a label among the rows of a table as what it is", async () => {
    const sheet = utils.aoa_to_sheet([["Sorte", "Größe", "Preis"], ["Heiß"], ["Tee", "klein", 2]]);
    const { text } = await load(book({ Sheet1: sheet }));
    expect(text).toBe("Heiß\nSorte: Tee | Größe: klein | Preis: 2");
  });

  it("reads a sheet that claims to cover everything as quickly as its cells", async () => {
    const corner = (row: number, reference: string) =>
      `<row r="${row}"><c r="${reference}" t="inlineStr"><is><t>${reference}</t></is></c></row>`;
    const bytes = sheetXml(
      `<dimension ref="A1:XFD1048576"/><sheetData>${corner(1, "A1")}${corner(1_048_576, "XFD1048576")}${corner(
        4_000_000_000,
        "A4000000000",
      )}</sheetData>`,
    );
    const { text, marks } = await load(bytes);
    expect(text).toBe("A1\n\nXFD1048576\n\nA4000000000");
    expect(marks.map(({ value }) => value)).toEqual([1, 1_048_576, 4_000_000_000]);
  });

  it("reads a web page that a program exported as .xls", async () => {
    const html =
      "<html><body><table><tr><td>Name</td><td>Preis</td></tr><tr><td>Tee</td><td>2</td></tr></table>";
    await expect(load(new TextEncoder().encode(html), "x.xls")).resolves.toMatchObject({
      text: "Name: Tee | Preis: 2",
    });
  });

  it("refuses more sheets than the limit", async () => {
    const sheet = utils.aoa_to_sheet([["a"]]);
    const bytes = book({ a: sheet, b: sheet });
    await expect(SPREADSHEET_LOADER.load(bytes, "x.xlsx", { ...LIMITS, pages: 1 })).rejects.toThrow(
      /more than 1 sheets/u,
    );
  });
});

describe("spreadsheet loader, OpenDocument", () => {
  const cell = (text: string, attributes = "") =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const ods = (tables: string) =>
    makeZip([
      {
        name: "content.xml",
        content: `<office:document-content><office:automatic-styles><style:style style:name="ta2"
          ><style:table-properties table:display="false"/></style:style></office:automatic-styles
          ><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
      },
    ]);

  it("shows the value of a cell that has no text", async () => {
    const value = (attributes: string) => `<table:table-cell ${attributes}/>`;
    const { text } = await load(
      ods(
        `<table:table table:name="Sheet1"><table:table-row>${cell("Tee")}${value(
          'office:value-type="float" office:value="2.5"',
        )}${value('office:value-type="date" office:date-value="2015-01-07"')}</table:table-row></table:table>`,
      ),
      "x.ods",
    );
    expect(text).toBe("Tee | 2.5 | 2015-01-07");
  });

  it("shows cells as the program does, without what fills the sheet up to its edge", async () => {
    const { text, marks } = await load(
      ods(`<table:table table:name="Sheet1">
        <table:table-row>${cell("Land")}${cell("Stadt")}${cell("Anteil")}</table:table-row>
        <table:table-row>${cell("DE", 'table:number-rows-spanned="2"')}${cell("Köln")}${cell("25 %")}</table:table-row>
        <table:table-row><table:covered-table-cell/>${cell("Bonn")}${cell("3 %")}</table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row>${cell("x", 'table:number-columns-repeated="16384"')}</table:table-row></table:table>
        <table:table table:name="Geheim" table:style-name="ta2"><table:table-row>${cell("weg")}</table:table-row></table:table>`),
      "x.ods",
    );
    expect(text).toBe("Land: DE | Stadt: Köln | Anteil: 25 %\nLand: DE | Stadt: Bonn | Anteil: 3 %");
    expect(marks.map(({ value }) => value)).toEqual([2, 3]);
  });

  it("reads binary workbooks and flat OpenDocument", async () => {
    const workbook = utils.book_new(
      utils.aoa_to_sheet([
        ["Stadt", "Räder"],
        ["Ulm", 812],
      ]),
      "Verkauf",
    );
    const binary = Uint8Array.from(write(workbook, { type: "buffer", bookType: "xlsb" }));
    const text = "Verkauf\n\nStadt: Ulm | Räder: 812";
    await expect(SPREADSHEET_LOADER.load(binary, "a.xlsb", LIMITS)).resolves.toMatchObject({ text });
    const row = (...cells: readonly string[]) =>
      `<table:table-row>${cells.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join("")}</table:table-row>`;
    const flat = `<?xml version="1.0"?><office:document xmlns:office="o"><office:body><office:spreadsheet
      ><table:table table:name="Verkauf">${row("Stadt", "Räder")}${row("Ulm", "812")}</table:table></office:spreadsheet></office:body></office:document>`;
    const bytes = new TextEncoder().encode(flat);
    await expect(SPREADSHEET_LOADER.load(bytes, "a.fods", LIMITS)).resolves.toMatchObject({ text });
  });

  it("reads text boxes and charts that lie on the sheets of OpenDocument", async () => {
    const flat = `<?xml version="1.0"?><office:document xmlns:office="o"><office:body><office:spreadsheet><table:table table:name="Verkauf"
      ><table:shapes><draw:frame><draw:object>${ODF_CHART.replace(/^<\?xml[^>]*>/u, "")}</draw:object><draw:image/></draw:frame></table:shapes
      ><table:table-row><table:table-cell><text:p>Stand</text:p><draw:custom-shape><text:p>Nur werktags.</text:p></draw:custom-shape></table:table-cell></table:table-row
      ></table:table></office:spreadsheet></office:body></office:document>`;
    const { text } = await SPREADSHEET_LOADER.load(new TextEncoder().encode(flat), "a.fods", LIMITS);
    expect(text).toBe(
      "Verkauf\n\nStand\n\nRäder, Stadt: Ulm | 2024: 812\nRäder, Stadt: Bonn\n\nNur werktags.",
    );
  });
});
