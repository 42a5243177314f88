import { describe, expect, it } from "vitest";
import { PPTX_LOADER } from "../../../../src/documents/office/pptx-loader.js";
import { LIMITS } from "../../../contract/loader.js";
import {
  type ChartData,
  chartXml,
  graphic,
  shownParts,
  smartArtXml,
} from "../../../support/documents/office-graphics.js";
import { core, pptx, shape } from "../../../support/documents/office-samples.js";

const point = (text: string, properties: string) =>
  `<a:p><a:pPr>${properties}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`;

it("numbers what is numbered and reads groups, but not the fallbacks of older programs", async () => {
  const numbered = shape([point("eins", "<a:buAutoNum/>"), point("zwei", "<a:buAutoNum/>"), "Schluss"]);
  const bytes = pptx([
    {
      shapes: `<p:grpSp>${numbered}</p:grpSp><mc:AlternateContent><mc:Choice>${shape(["neu"])}</mc:Choice
        ><mc:Fallback>${shape(["alt"])}</mc:Fallback></mc:AlternateContent>`,
    },
  ]);
  const { text } = await PPTX_LOADER.load(bytes, "x.pptx", LIMITS);
  expect(text).toBe("1. eins\n2. zwei\n\nSchluss\n\nneu");
});

it("writes raised numbers as such", async () => {
  const run = (text: string, baseline: number) =>
    `<a:r><a:rPr baseline="${baseline}"/><a:t>${text}</a:t></a:r>`;
  const paragraph = `<a:p>${run("80 m", 0)}${run("2", 30000)}${run(" CO", 0)}${run("2", -25000)}${run(", 1", 0)}${run("st", 30000)}</a:p>`;
  const { text } = await PPTX_LOADER.load(pptx([{ shapes: shape([paragraph]) }]), "x.pptx", LIMITS);
  expect(text).toBe("80 m² CO2, 1st");
});

it("reads letters in Wingdings as the signs that they show", async () => {
  const paragraph = `<a:p><a:r><a:t>Antrag </a:t></a:r><a:r><a:rPr><a:sym typeface="Wingdings"/></a:rPr><a:t>à</a:t></a:r><a:r><a:rPr><a:sym typeface="Wingdings"/></a:rPr><a:t> Prüfung</a:t></a:r></a:p>`;
  const { text } = await PPTX_LOADER.load(pptx([{ shapes: shape([paragraph]) }]), "x.pptx", LIMITS);
  expect(text).toBe("Antrag → Prüfung");
});

it("ends a slide's section where the next slide has no title", async () => {
  const bytes = pptx([{ shapes: shape(["Kapitel"], 'type="title"') }, { shapes: shape(["Ohne Titel."]) }]);
  const { blocks } = await PPTX_LOADER.load(bytes, "x.pptx", LIMITS);
  expect(blocks.at(-1)?.heading).toEqual([]);
});

it("takes the title from the properties unless PowerPoint put it there", async () => {
  const slides = [{ shapes: shape(["Kaffee"], 'type="title"') }];
  const load = (title: string) => PPTX_LOADER.load(pptx(slides, core(title, "fr")), "x.pptx", LIMITS);
  await expect(load("Über Kaffee")).resolves.toMatchObject({ title: "Über Kaffee", language: "fr" });
  await expect(load("PowerPoint-Präsentation")).resolves.toMatchObject({ title: "Kaffee" });
});

it("refuses more slides than the limit", async () => {
  const bytes = pptx([{ shapes: "" }, { shapes: "" }]);
  await expect(PPTX_LOADER.load(bytes, "x.pptx", { ...LIMITS, pages: 1 })).rejects.toThrow(
    /more than 1 slides/u,
  );
});

describe("pptx loader, what PowerPoint draws", () => {
  const frame = (content: string, description = "") =>
    `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="g" descr="${description}"/></p:nvGraphicFramePr>${content}</p:graphicFrame>`;
  const picture = (description: string) =>
    `<p:pic><p:nvPicPr><p:cNvPr id="5" name="b" descr="${description}"/></p:nvPicPr></p:pic>`;
  const load = (...parts: Parameters<typeof pptx>) => PPTX_LOADER.load(pptx(...parts), "x.pptx", LIMITS);
  const chart = (data: ChartData) =>
    load(
      [{ shapes: frame(graphic("chart", "rId1")) }],
      ...shownParts("ppt/slides/slide1.xml", ["chart", "ppt/charts/chart1.xml", chartXml(data)]),
    );

  it("reads charts as tables, a row for each category", async () => {
    const { text, blocks } = await chart({
      title: "Umsatz",
      categoryTitle: "Stadt",
      valueTitle: "Mio. €",
      categories: ["Ulm", "Bonn"],
      series: { 2023: ["4.2999999999999998", "1"], 2024: ["5", ""] },
    });
    expect(text).toBe(
      "Umsatz, Stadt: Ulm | 2023 (Mio. €): 4.3 | 2024 (Mio. €): 5\nUmsatz, Stadt: Bonn | 2023 (Mio. €): 1",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["table"]);
  });

  it("writes a chart's numbers as the chart does", async () => {
    const series = { Anteil: ["0.425"] };
    expect((await chart({ categories: ["a"], series, format: "0.0%" })).text).toBe("a | Anteil: 42.5%");
    expect((await chart({ categories: ["a"], series: { Tag: ["45000"] }, format: "m/d/yyyy" })).text).toBe(
      "a | Tag: 2023-03-15",
    );
  });

  it("counts charts that keep no values", async () => {
    const { text, notices } = await chart({ title: "Umsatz", categories: [], series: {} });
    expect(text).toBe("Umsatz");
    expect(notices).toEqual(["not read: 1 chart without values"]);
  });

  it("reads charts of the newer kinds", async () => {
    const data = `<cx:chartSpace><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl><cx:pt idx="0">Miete</cx:pt><cx:pt idx="1">Strom</cx:pt></cx:lvl></cx:strDim
      ><cx:numDim type="val"><cx:lvl formatCode="General"><cx:pt idx="0">900</cx:pt><cx:pt idx="1">80</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData
      ><cx:chart><cx:title><cx:tx><cx:txData><cx:v>Kosten</cx:v></cx:txData></cx:tx></cx:title><cx:plotArea><cx:plotAreaRegion
      ><cx:series><cx:tx><cx:txData><cx:v>Euro</cx:v></cx:txData></cx:tx><cx:dataId val="0"/></cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>`;
    const shown = frame('<a:graphic><a:graphicData><cx:chart r:id="rId1"/></a:graphicData></a:graphic>');
    const { text } = await load(
      [{ shapes: `<mc:AlternateContent><mc:Choice>${shown}</mc:Choice></mc:AlternateContent>` }],
      ...shownParts("ppt/slides/slide1.xml", ["chartEx", "ppt/charts/chartEx1.xml", data]),
    );
    expect(text).toBe("Kosten: Miete | Euro: 900\nKosten: Strom | Euro: 80");
  });

  it("reads SmartArt as a list in the order of the graphic", async () => {
    const points = [{ text: "Prüfen" }, { text: "in Kassel", below: 0 }, { text: "Zahlen" }];
    const { text } = await load(
      [{ shapes: frame(graphic("diagram", "rId1")) }],
      ...shownParts("ppt/slides/slide1.xml", ["diagramData", "ppt/diagrams/data1.xml", smartArtXml(points)]),
    );
    expect(text).toBe("- Prüfen\n  - in Kassel\n- Zahlen");
  });

  it("reads formulas", async () => {
    const formula =
      '<mc:AlternateContent><mc:Choice Requires="a14"><a14:m><m:oMath><m:r><m:t>P=48</m:t></m:r></m:oMath></a14:m></mc:Choice><mc:Fallback><a:r><a:t> </a:t></a:r></mc:Fallback></mc:AlternateContent>';
    const paragraph = `<a:p><a:r><a:t>Es gilt </a:t></a:r>${formula}<a:r><a:t>.</a:t></a:r></a:p>`;
    expect((await load([{ shapes: shape([paragraph]) }])).text).toBe("Es gilt P = 48.");
  });

  it("repeats a cell that spans rows", async () => {
    const cell = (text: string, attributes = "") =>
      `<a:tc ${attributes}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
    const table = `<a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tr>${cell("Team")}${cell("Name")}</a:tr
      ><a:tr>${cell("Vertrieb", 'rowSpan="2"')}${cell("Iris")}</a:tr><a:tr>${cell("", 'vMerge="1"')}${cell("Jens")}</a:tr></a:tbl></a:graphicData></a:graphic>`;
    expect((await load([{ shapes: frame(table) }])).text).toBe(
      "Team: Vertrieb | Name: Iris\nTeam: Vertrieb | Name: Jens",
    );
  });

  it("reads what authors say of pictures, and counts other pictures and objects", async () => {
    const object = frame(
      '<a:graphic><a:graphicData><mc:AlternateContent><mc:Choice><p:oleObj progId="Excel.Sheet.12"/></mc:Choice><mc:Fallback><p:oleObj progId="Excel.Sheet.12"><p:pic/></p:oleObj></mc:Fallback></mc:AlternateContent></a:graphicData></a:graphic>',
    );
    const { text, notices } = await load([
      { shapes: picture("Der Turm steht am Hafen.") + picture("IMG_01.jpg") + picture("Logo") + object },
    ]);
    expect(text).toBe("Der Turm steht am Hafen.");
    expect(notices).toEqual([
      "not read: 2 pictures without a description, 1 embedded object (Excel worksheet)",
    ]);
  });

  it("names the slides that have no text", async () => {
    const slide = { shapes: picture("") };
    const { notices } = await load([{ shapes: shape(["Text"]) }, slide, slide, slide, { shapes: "" }, slide]);
    expect(notices).toEqual(["slides 2–4 and 6: no text", "not read: 4 pictures without a description"]);
    expect((await load([slide, slide])).notices[0]).toBe("2 slides: no text");
  });

  it("counts comments and hidden slides", async () => {
    const { notices } = await load(
      [{ shapes: shape(["Geheim"]), hidden: true }, { shapes: shape(["Text"]) }],
      ...shownParts("ppt/slides/slide1.xml", [
        "comments",
        "ppt/comments/c1.xml",
        "<p:cmLst><p:cm/><p:cm/></p:cmLst>",
      ]),
    );
    expect(notices).toEqual(["not read: 1 hidden slide, 2 comments"]);
  });
});
