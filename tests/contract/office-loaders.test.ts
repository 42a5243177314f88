import { readFileSync } from "node:fs";
import { utils, write } from "@e965/xlsx";
import { describe } from "vitest";
import { EPUB_LOADER } from "../../src/documents/epub/epub-loader.js";
import { DOC_LOADER } from "../../src/documents/office/doc-loader.js";
import { DOCX_LOADER } from "../../src/documents/office/docx-loader.js";
import { ODP_LOADER } from "../../src/documents/office/odp-loader.js";
import { ODT_LOADER } from "../../src/documents/office/odt-loader.js";
import { PPTX_LOADER } from "../../src/documents/office/pptx-loader.js";
import { SPREADSHEET_LOADER } from "../../src/documents/office/spreadsheet-loader.js";
import {
  core,
  docx,
  epub,
  footnotes,
  GERMAN_STYLES,
  odfFrame,
  odp,
  odt,
  paragraph,
  pptx,
  shape,
  slideTable,
} from "../support/documents/office-samples.js";
import { testLoader } from "./loader.js";

const NOT_AN_ARCHIVE = new TextEncoder().encode("Nur Text, kein Archiv.");

describe("docx loader", () => {
  const note = '<w:p><w:r><w:t>Sie wiegt 12 kg.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>';
  const row = (...cells: readonly string[]) =>
    `<w:tr>${cells.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join("")}</w:tr>`;
  testLoader(
    DOCX_LOADER,
    {
      file: "hilfe/maschine.docx",
      bytes: docx(
        [
          paragraph("Die Kaffeemaschine", "Titel"),
          paragraph("Aufstellen ... 3", "Verzeichnis1"),
          paragraph("Aufstellen", "berschrift1"),
          note,
          paragraph("Maße", "FirmaKapitel"),
          `<w:tbl>${row("Teil", "Höhe", "Breite")}${row("Tank", "40 cm", "20 cm")}</w:tbl>`,
        ].join(""),
        GERMAN_STYLES,
        footnotes("Ohne Wasser."),
        core("Microsoft Word - x.doc", "de-DE"),
      ),
      title: "Die Kaffeemaschine",
      contains: ["Sie wiegt 12 kg.", "Ohne Wasser.", "Teil: Tank | Höhe: 40 cm | Breite: 20 cm"],
      lacks: ["[1]", "↑", "... 3"],
      headings: ["Die Kaffeemaschine", "Aufstellen", "Maße"],
      under: { "Ohne Wasser.": ["Aufstellen"], "Teil: Tank": ["Aufstellen", "Maße"] },
      language: "de",
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});

describe("doc loader", () => {
  testLoader(
    DOC_LOADER,
    {
      file: "alt/notiz.doc",
      bytes: Uint8Array.from(readFileSync(new URL("../fixtures/documents/notiz.doc", import.meta.url))),
      title: "Notiz",
      contains: [
        "Die Bücherei öffnet um neun Uhr.",
        "Sorte: Espresso | Größe: klein | Preis: 2 Euro",
        "The library is closed on Mondays.",
      ],
      headings: [],
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});

describe("odt loader", () => {
  const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
  testLoader(
    ODT_LOADER,
    {
      file: "satzung.odt",
      bytes: odt(
        `<text:p text:style-name="P1">Satzung</text:p>
         <text:h text:outline-level="1">Zweck</text:h>
         <text:p>Der Verein<text:s text:c="2"/>liest<text:note><text:note-citation>1</text:note-citation
           ><text:note-body><text:p>Auch laut.</text:p></text:note-body></text:note>.</text:p>
         <text:list text:style-name="L1"><text:list-item><text:p>Bücher</text:p><text:list><text:list-item
           ><text:p>alte</text:p></text:list-item></text:list></text:list-item></text:list>
         <table:table><table:table-header-rows><table:table-row>${cell("Amt")}${cell("Name")}</table:table-row
           ></table:table-header-rows><table:table-row>${cell("Vorsitz")}${cell("Anna")}</table:table-row></table:table>`,
        `<style:style style:name="P1" style:parent-style-name="Title"/>
         <text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>`,
        "<dc:title>Satzung des Lesevereins</dc:title><dc:language>de-CH</dc:language>",
      ),
      title: "Satzung des Lesevereins",
      contains: ["Der Verein  liest.", "1. Bücher\n  - alte", "Auch laut.", "Amt: Vorsitz | Name: Anna"],
      headings: ["Satzung", "Zweck"],
      under: { "Auch laut.": ["Zweck"] },
      language: "de",
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});

describe("pptx loader", () => {
  testLoader(
    PPTX_LOADER,
    {
      file: "kaffee.pptx",
      bytes: pptx([
        { shapes: shape(["Kaffee"], 'type="ctrTitle"') + shape(["Für alle"], 'type="subTitle"') },
        { shapes: shape(["Verworfen"], 'type="title"'), hidden: true },
        {
          shapes:
            shape(["Warum"], 'type="title"') +
            shape(["Wach", '<a:p><a:pPr lvl="1"/><a:r><a:t>sehr</a:t></a:r></a:p>'], 'idx="1"') +
            shape(["Seite 3"], 'type="ftr"'),
          notes: "Hier Bohnen zeigen.",
        },
        {
          shapes:
            shape(["Preise"], 'type="title"') +
            slideTable([
              ["Sorte", "Preis"],
              ["Mokka", "drei Euro"],
            ]),
        },
      ]),
      title: "Kaffee",
      contains: ["Für alle", "- Wach\n  - sehr", "Hier Bohnen zeigen.", "Sorte: Mokka | Preis: drei Euro"],
      lacks: ["Verworfen", "Seite 3", "7"],
      headings: ["Kaffee", "Warum", "Preise"],
      under: { "Hier Bohnen": ["Warum"] },
      places: { kind: "slide", at: { "Für alle": 1, Warum: 3, "Hier Bohnen": 3, Mokka: 4 } },
      pages: 4,
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});

describe.each(["xlsx", "biff8", "ods"] as const)("spreadsheet loader (%s)", (bookType) => {
  const extension = { xlsx: "xlsx", biff8: "xls", ods: "ods" }[bookType];
  const book = utils.book_new();
  const prices = utils.aoa_to_sheet([
    ["Preisliste"],
    ["Sorte", "Größe", "Preis"],
    ["Espresso", "klein", "2 €"],
    ["Latte", "groß", "3 €"],
    [],
    ["Mokka", "klein", "4 €"],
  ]);
  utils.book_append_sheet(book, prices, "Getränke");
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ["Ort", "Plätze", "Tische"],
      ["Hof", 12, 3],
    ]),
    "Räume",
  );
  testLoader(
    SPREADSHEET_LOADER,
    {
      file: `preise.${extension}`,
      bytes: Uint8Array.from(write(book, { type: "buffer", bookType })),
      title: "Preise",
      contains: [
        "Preisliste",
        "Sorte: Espresso | Größe: klein | Preis: 2 €\nSorte: Latte",
        "Sorte: Mokka | Größe: klein | Preis: 4 €",
        "Ort: Hof | Plätze: 12 | Tische: 3",
      ],
      headings: ["Getränke", "Räume"],
      under: { Mokka: ["Getränke"], Hof: ["Räume"] },
      places: { kind: "row", at: { Preisliste: 1, Espresso: 3, Latte: 4, Mokka: 6, Hof: 2 } },
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});

describe("epub loader", () => {
  testLoader(
    EPUB_LOADER,
    {
      file: "buch.epub",
      bytes: epub("Die Reise", [
        { file: "cover.xhtml", body: '<img src="cover.jpg"/>', entry: "Umschlag" },
        { file: "erstes kapitel.xhtml", body: "<p>Es war&#160;Nacht.</p>", entry: "Erstes Kapitel" },
        { file: "c2.xhtml", body: "<h1>Der Morgen</h1><p>Es wurde hell.</p>", entry: "Zweites Kapitel" },
      ]),
      title: "Die Reise",
      contains: ["Es war Nacht.", "Es wurde hell."],
      lacks: ["Umschlag", "Zweites Kapitel"],
      headings: ["Erstes Kapitel", "Der Morgen"],
      under: { "Es war": ["Erstes Kapitel"], "Es wurde": ["Der Morgen"] },
      language: "de",
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});

describe("odp loader", () => {
  testLoader(
    ODP_LOADER,
    {
      file: "vortrag/kaffee.odp",
      bytes: odp([
        { content: odfFrame("<text:p>Kaffee</text:p>", "title") + odfFrame("<text:p>Er ist heiß.</text:p>") },
        { content: odfFrame("<text:p>Schluss</text:p>", "title"), notes: "Danke sagen." },
      ]),
      title: "Kaffee",
      contains: ["Kaffee", "Er ist heiß.", "Schluss", "Danke sagen."],
      headings: ["Kaffee", "Schluss"],
      under: { "Er ist heiß.": ["Kaffee"], "Danke sagen.": ["Schluss"] },
      places: { kind: "slide", at: { "Er ist heiß.": 1, "Danke sagen.": 2 } },
      pages: 2,
      emptyFile: "unreadable",
    },
    NOT_AN_ARCHIVE,
  );
});
