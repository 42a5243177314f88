import { describe, expect, it } from "vitest";
import { ODT_LOADER } from "../../../../src/documents/office/odt-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";
import { makeZip, type ZipEntry } from "../../../support/documents/make-zip.js";
import { ODF_CHART } from "../../../support/documents/office-graphics.js";
import { odt } from "../../../support/documents/office-samples.js";

describe("odt loader", () => {
  const numbered = `<text:list-style style:name="L"><text:list-level-style-number text:level="1"/></text:list-style>
    <style:style style:name="P2" style:parent-style-name="Preformatted_20_Text"/>`;
  const list = (attributes: string, ...items: readonly string[]) =>
    `<text:list text:style-name="L" ${attributes}>${items
      .map((text) => `<text:list-item><text:p>${text}</text:p></text:list-item>`)
      .join("")}</text:list>`;
  const load = (body: string) => ODT_LOADER.load(odt(body, numbered), "brief.odt", LIMITS);

  it("counts on where a list goes on after other text", async () => {
    const { text } = await load(
      `${list("", "a", "b")}<text:p>Dazwischen.</text:p>${list('text:continue-numbering="true"', "c")}
       <text:p>Neu:</text:p>${list("", "d")}`,
    );
    expect(text).toBe("1. a\n2. b\n\nDazwischen.\n\n3. c\n\nNeu:\n\n1. d");
  });

  it("reads preformatted lines as one block of code", async () => {
    const line = (text: string) => `<text:p text:style-name="P2">${text}</text:p>`;
    const { blocks, text } = await load(line("if x:") + line('<text:s text:c="4"/>y'));
    expect(text).toBe("if x:\n    y");
    expect(blocks).toMatchObject([{ kind: "code" }]);
  });

  it("leaves out comments, deleted text and the table of contents", async () => {
    const document = await load(
      `<text:tracked-changes><text:changed-region><text:p>weg</text:p></text:changed-region></text:tracked-changes>
       <text:table-of-content><text:index-body><text:p>Kapitel 7</text:p></text:index-body></text:table-of-content>
       <text:section><text:p>Da<office:annotation><text:p>Ach</text:p></office:annotation>.</text:p></text:section>`,
    );
    expect(document.text).toBe("Da.");
    expectSound(document);
  });

  it("refuses a document with a password", async () => {
    const manifest = `<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    const bytes = makeZip([{ name: "META-INF/manifest.xml", content: manifest }, { name: "content.xml" }]);
    await expect(ODT_LOADER.load(bytes, "x.odt", LIMITS)).rejects.toThrow(/x\.odt is encrypted/u);
  });
});

describe("odt loader, objects", () => {
  const load = (body: string, ...parts: readonly ZipEntry[]) =>
    ODT_LOADER.load(
      makeZip([
        {
          name: "content.xml",
          content: `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
        },
        ...parts,
      ]),
      "brief.odt",
      LIMITS,
    );
  const object = (name: string) =>
    `<draw:frame><draw:object xlink:href="./${name}"><loext:p/></draw:object><draw:image/></draw:frame>`;
  const math = "<math><mi>P</mi><mo>=</mo><mfrac><mi>U</mi><mi>R</mi></mfrac></math>";

  it("reads formulas in their sentence", async () => {
    const { text, notices } = await load(`<text:p>Es gilt ${object("Object 1")} immer.</text:p>`, {
      name: "Object 1/content.xml",
      content: math,
    });
    expect(text).toBe("Es gilt P = U/R immer.");
    expect(notices).toEqual([]);
  });

  it("reads charts behind their paragraph", async () => {
    const { text } = await load(`<text:p>Siehe Bild.${object("Object 2")}</text:p><text:p>Danach.</text:p>`, {
      name: "Object 2/content.xml",
      content: ODF_CHART,
    });
    expect(text).toBe("Siehe Bild.\n\nRäder, Stadt: Ulm | 2024: 812\nRäder, Stadt: Bonn\n\nDanach.");
  });

  it("reads text boxes, shapes and groups behind their paragraph", async () => {
    const shape = (text: string) => `<draw:custom-shape><text:p>${text}</text:p></draw:custom-shape>`;
    const { text } = await load(
      `<text:p>Siehe${shape("Eins.")}<draw:g>${shape("Zwei.")}<draw:frame><draw:text-box><text:p>Drei.</text:p></draw:text-box></draw:frame></draw:g></text:p>`,
    );
    expect(text).toBe("Siehe\n\nEins.\n\nZwei.\n\nDrei.");
  });

  it("keeps tables in tables in their row, and repeats cells that span rows", async () => {
    const row = (...cells: readonly string[]) =>
      `<table:table-row>${cells.map((cell) => (/^<table:(?:covered-)?table-cell/u.test(cell) ? cell : `<table:table-cell>${cell}</table:table-cell>`)).join("")}</table:table-row>`;
    const p = (text: string) => `<text:p>${text}</text:p>`;
    const inner = `<table:table>${row(p("Beamer"), p("2 Stück"))}${row(p("Leinwand"), p("1 Stück"))}</table:table>`;
    expect(
      (
        await load(
          `<table:table>${row(p("Raum"), p("Ausstattung"))}${row(p("Saal Linde"), inner + p("Klavier"))}</table:table>`,
        )
      ).text,
    ).toBe("Raum: Saal Linde | Ausstattung: Beamer, 2 Stück; Leinwand, 1 Stück; Klavier");
    const spanning = `<table:table-cell table:number-rows-spanned="2">${p("Vertrieb")}</table:table-cell>`;
    expect(
      (
        await load(
          `<table:table>${row(p("Team"), p("Name"), p("Büro"))}${row(spanning, p("Iris"), p("a"))}${row("<table:covered-table-cell/>", p("Jens"), p("b"))}</table:table>`,
        )
      ).text,
    ).toBe("Team: Vertrieb | Name: Iris | Büro: a\nTeam: Vertrieb | Name: Jens | Büro: b");
  });

  it("reads descriptions of pictures, and counts pictures, objects and comments", async () => {
    const picture = (description: string) =>
      `<draw:frame><draw:image/><svg:desc>${description}</svg:desc></draw:frame>`;
    const { text, notices } = await load(
      `<text:p>${picture("Der Turm am alten Hafen.")}</text:p><text:p>${picture("")}${object("Object 9")}<office:annotation><text:p>Ach</text:p></office:annotation></text:p>`,
    );
    expect(text).toBe("Der Turm am alten Hafen.");
    expect(notices).toEqual(["not read: 1 comment, 1 picture without a description, 1 embedded object"]);
  });

  it("reads the head and foot of its pages once, without numbers of pages", async () => {
    const styles = `<office:document-styles><office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Angebot</text:p></style:header
      ><style:footer><text:p>Hafenstraße 5, Emden<text:tab/>Seite <text:page-number>2</text:page-number> von <text:page-count>7</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`;
    const { text } = await load("<text:p>Angebot</text:p>", { name: "styles.xml", content: styles });
    expect(text).toBe("Angebot\n\nHafenstraße 5, Emden");
  });

  it("leaves out deleted text that stands where it was", async () => {
    const change = (id: string, kind: string) =>
      `<text:changed-region text:id="${id}"><text:${kind}/></text:changed-region>`;
    const marked = (id: string, text: string) =>
      `<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`;
    const { text } = await load(
      `<text:tracked-changes>${change("a", "deletion")}${change("b", "insertion")}</text:tracked-changes
       ><text:p>Preis ${marked("a", "800")}${marked("b", "950")} Euro</text:p>`,
    );
    expect(text).toBe("Preis 950 Euro");
  });

  it("writes raised numbers as such", async () => {
    const style = (name: string, position: string) =>
      `<style:style style:name="${name}"><style:text-properties style:text-position="${position}"/></style:style>`;
    const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
    const bytes = odt(
      `<text:p>80 m${span("up", "2")} CO${span("down", "2")}, 9 km${span("higher", "3")}, 1${span("up", "st")}</text:p>`,
      style("up", "super 58%") + style("down", "-25% 58%") + style("higher", "33% 58%"),
    );
    expect((await ODT_LOADER.load(bytes, "x.odt", LIMITS)).text).toBe("80 m² CO2, 9 km³, 1st");
  });

  it("says that a document has no text", async () => {
    expect((await load("<text:p/>")).notices).toEqual(["no text"]);
  });

  it("reads a flat document", async () => {
    const flat = `<?xml version="1.0"?><office:document xmlns:office="o"><office:meta><dc:title>Der Brief</dc:title></office:meta
      ><office:body><office:text><text:p>Es gilt <draw:frame>
        <draw:object>${math}</draw:object>
        <draw:image> <office:binary-data>VkNMTVRG</office:binary-data> </draw:image>
      </draw:frame>.</text:p></office:text></office:body></office:document>`;
    const document = await ODT_LOADER.load(new TextEncoder().encode(flat), "brief.fodt", LIMITS);
    expect(document).toMatchObject({ title: "Der Brief", text: "Es gilt P = U/R." });
  });
});
