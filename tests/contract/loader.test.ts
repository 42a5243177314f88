import { describe } from "vitest";
import { CSV_LOADER } from "../../src/documents/csv/csv-loader.js";
import { HTML_LOADER } from "../../src/documents/html/html-loader.js";
import { JSON_LOADER } from "../../src/documents/json/json-loader.js";
import { MARKDOWN_LOADER } from "../../src/documents/markdown/markdown-loader.js";
import { SUBTITLE_LOADER } from "../../src/documents/subtitles/subtitle-loader.js";
import { TEXT_LOADER } from "../../src/documents/text/text-loader.js";
import { XML_LOADER } from "../../src/documents/xml/xml-loader.js";
import { YAML_LOADER } from "../../src/documents/yaml/yaml-loader.js";
import { testLoader } from "./loader.js";

const BINARY = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xfe, 0xc0]);

const utf8 = (...lines: string[]) => new TextEncoder().encode(lines.join("\n"));

describe("text loader", () => {
  testLoader(
    TEXT_LOADER,
    {
      file: "notizen/erste-notiz.txt",
      bytes: utf8("Erster Absatz über Öl.", "", "Zweiter Absatz 🌍.", "\fAuf Seite zwei.", "\f"),
      title: "Erste notiz",
      contains: ["Erster Absatz über Öl.", "Zweiter Absatz 🌍.", "Auf Seite zwei."],
      headings: [],
      places: { kind: "page", at: { Erster: 1, Zweiter: 1, "Auf Seite zwei": 2 } },
      pages: 2,
    },
    BINARY,
  );
});

describe("markdown loader", () => {
  testLoader(
    MARKDOWN_LOADER,
    {
      file: "manual.md",
      bytes: utf8(
        "---",
        "author: Anna",
        'title: "The \\"manual\\"" # in short',
        "lang: en-GB",
        "---",
        "# The *manual*",
        "",
        "Intro with a [link](https://example.org) and `code`,  ",
        "broken.[^1]",
        "",
        "<script>alert(1)</script>",
        "",
        "## Install",
        "",
        "1. Open the box",
        "2. Close it",
        "   - gently",
        "",
        "| Name | Size |",
        "| ---- | ---- |",
        "| A    | 12   |",
        "| B    |      |",
        "",
        "```sh",
        "npm ci",
        "  npm test",
        "```",
        "",
        "<details><summary>More</summary>Hidden <b>depths</b>.</details>",
        "",
        "> A quote.",
        "",
        "[^1]: A footnote.",
      ),
      title: 'The "manual"',
      language: "en",
      contains: [
        "The manual",
        "Intro with a link and code, broken.",
        "Install",
        "1. Open the box\n2. Close it\n  - gently",
        "Name: A | Size: 12\nName: B",
        "npm ci\n  npm test",
        "More: Hidden depths.",
        "A quote.",
        "A footnote.",
      ],
      lacks: ["alert", "author"],
      headings: ["The manual", "Install"],
      under: { Intro: ["The manual"], "npm ci": ["The manual", "Install"], Install: ["The manual"] },
    },
    BINARY,
  );
});

describe("HTML loader", () => {
  testLoader(
    HTML_LOADER,
    {
      file: "web/oeffnungszeiten.html",
      bytes: utf8(
        '<!doctype html><html lang="de-AT"><head><meta charset="utf-8">',
        "<title>Öffnungszeiten | Stadtbücherei</title><style>p { color: red }</style></head>",
        '<body><header><a href="/">Start</a></header><nav><ul><li>Menü</ul></nav>',
        "<main><h1>Öffnungszeiten</h1><p>Wir sind f&uuml;r Sie da&nbsp;&ndash; fast <b>immer</b>,",
        "   auch<br>am Samstag.<script>track()</script>",
        "<h2>Sommer</h2><table><caption>Juli</caption><tr><th>Tag<th>Zeit<tr><td>Montag<td>9&ndash;12",
        "<tr><td>Dienstag<td></table>",
        "<ul><li>Bitte <i>leise</i><ul><li>im Lesesaal</ul><li hidden>geheim</ul>",
        "<pre>",
        "a",
        "  b</pre>",
        "<dl><dt>Leihfrist<dd>vier Wochen<dt>Gebühr<dd>keine</dl>",
        "<aside>Montags ist geschlossen.</aside>",
        '<aside><ul><li><a href="/a">Ähnliche Seiten</a></ul></aside></main>',
        "<footer>Impressum</footer></body></html>",
      ),
      title: "Öffnungszeiten",
      language: "de",
      contains: [
        "Wir sind für Sie da – fast immer, auch\nam Samstag.",
        "Sommer",
        "Juli\n\nTag: Montag | Zeit: 9–12\nTag: Dienstag",
        "- Bitte leise\n  - im Lesesaal",
        "a\n  b",
        "Leihfrist: vier Wochen\nGebühr: keine",
        "Montags ist geschlossen.",
      ],
      lacks: ["Start", "Menü", "color", "track", "geheim", "Impressum", "Ähnliche", "|  "],
      headings: ["Öffnungszeiten", "Sommer"],
      under: { "Wir sind": ["Öffnungszeiten"], Montag: ["Öffnungszeiten", "Sommer"] },
    },
    BINARY,
  );
});

describe("CSV loader", () => {
  testLoader(
    CSV_LOADER,
    {
      file: "mitglieder.csv",
      bytes: utf8(
        "\uFEFFName;Ort;Beitrag",
        'Ada;"Wien; 3. Bezirk";12,50',
        "",
        '"Bob ""der Baumeister""";"Graz',
        'Zentrum";7;zu viel',
      ),
      title: "Mitglieder",
      contains: [
        "Name: Ada | Ort: Wien; 3. Bezirk | Beitrag: 12,50",
        'Name: Bob "der Baumeister" | Ort: Graz Zentrum | Beitrag: 7 | zu viel',
      ],
      headings: [],
      places: { kind: "row", at: { "Name: Ada": 2, "Name: Bob": 4 } },
    },
    BINARY,
  );
});

describe("JSON loader", () => {
  testLoader(
    JSON_LOADER,
    {
      file: "haus.json",
      bytes: utf8(
        '{"title": "Das Haus", "language": "de", "version": 1.10, "leer": null,',
        ' "openingHours": {"mo": "9–12", "di": "geschlossen", "tags": ["a", "b"]},',
        ' "rooms": [{"name": "Küche", "size": 12}, {"name": "Bad", "size": 6}],',
        ' "history": "Gebaut 1901. Umgebaut 1950.\\n\\nSeitdem leer.",',
        ' "people": [{"name": "Ada", "bio": "Geboren in Wien. Lebt in Graz."}]}',
      ),
      title: "Das Haus",
      language: "de",
      contains: [
        "Title: Das Haus",
        "Version: 1.10",
        "Opening hours mo: 9–12\nOpening hours di: geschlossen\nOpening hours tags: a, b",
        "Name: Küche | Size: 12\nName: Bad | Size: 6",
        "Gebaut 1901. Umgebaut 1950.\n\nSeitdem leer.",
        "Geboren in Wien. Lebt in Graz.",
      ],
      lacks: ["null", "Leer:"],
      headings: ["Rooms", "History", "People", "Ada", "Bio"],
      under: {
        "Title: Das Haus": [],
        "mo: 9–12": [],
        Küche: ["Rooms"],
        Geboren: ["People", "Ada", "Bio"],
      },
    },
    utf8('{"a": 1,'),
  );
});

describe("YAML loader", () => {
  testLoader(
    YAML_LOADER,
    {
      file: "haus.yml",
      bytes: utf8(
        "title: Das Haus # von 1901",
        "language: de",
        "version: 1.10",
        "rooms:",
        "  - {name: Küche, size: 12}",
        "  - {name: Bad, size: 6}",
        "history: |",
        "  Gebaut 1901. Umgebaut 1950.",
      ),
      title: "Das Haus",
      language: "de",
      contains: [
        "Version: 1.10",
        "Name: Küche | Size: 12\nName: Bad | Size: 6",
        "Gebaut 1901. Umgebaut 1950.",
      ],
      lacks: ["von 1901", "{"],
      headings: ["Rooms", "History"],
      under: { Küche: ["Rooms"], Gebaut: ["History"] },
    },
    utf8("a: [1"),
  );
});

describe("XML loader", () => {
  testLoader(
    XML_LOADER,
    {
      file: "handbuch.xml",
      bytes: utf8(
        '<?xml version="1.0"?><!DOCTYPE book>',
        '<book xml:lang="de"><title>Das Handbuch</title><chapter><title>Ofen</title>',
        "<para>Der Ofen wird <emph>sehr</emph> heiß.</para><para>Er hat drei Türen.</para></chapter>",
        "<chapter><title>Keller</title><para>Dort ist es kühl.</para></chapter></book>",
      ),
      title: "Das Handbuch",
      language: "de",
      contains: ["Der Ofen wird sehr heiß.", "Er hat drei Türen.", "Dort ist es kühl."],
      lacks: ["<", "DOCTYPE"],
      headings: ["Das Handbuch", "Ofen", "Keller"],
      under: { "Er hat": ["Das Handbuch", "Ofen"], "Dort ist": ["Das Handbuch", "Keller"] },
    },
    BINARY,
  );
});

describe("JSON loader on JSON Lines", () => {
  testLoader(
    JSON_LOADER,
    {
      file: "eintraege.jsonl",
      bytes: utf8(
        '{"id": 12345678901234567890, "ort": "Wien"}',
        "",
        '{"id": 2, "ort"',
        '{"id": 3, "ort": "Graz"}',
      ),
      title: "Eintraege",
      contains: ["Id: 12345678901234567890 | Ort: Wien", '{"id": 2, "ort"', "Id: 3 | Ort: Graz"],
      headings: [],
      places: { kind: "row", at: { "Ort: Wien": 1, '{"id": 2': 3, "Id: 3": 4 } },
    },
    utf8("{", "{"),
  );
});

describe("subtitle loader", () => {
  testLoader(
    SUBTITLE_LOADER,
    {
      file: "vortrag.srt",
      bytes: utf8(
        "1",
        "00:00:01,500 --> 00:00:03,000",
        "{\\an8}<i>Guten Abend",
        "zusammen</i> und",
        "",
        "2",
        "00:00:03,200 --> 00:00:05,000",
        "willkommen in Wien.",
        "",
        "3",
        "01:00:10,000 --> 01:00:12,000",
        "Danke &amp; gute Nacht.",
      ),
      title: "Vortrag",
      contains: ["Guten Abend zusammen und\nwillkommen in Wien.\n\nDanke & gute Nacht."],
      lacks: ["-->", "<i>", "an8"],
      headings: [],
      places: { kind: "time", at: { "Guten Abend": 1.5, willkommen: 3.2, Danke: 3610 } },
    },
    BINARY,
  );
});

describe("subtitle loader on WebVTT", () => {
  testLoader(
    SUBTITLE_LOADER,
    {
      file: "interview.vtt",
      bytes: utf8(
        "WEBVTT",
        "Kind: captions",
        "Language: de",
        "",
        "STYLE",
        "::cue { color: red }",
        "",
        "NOTE nicht zeigen",
        "",
        "erste",
        "00:01.000 --> 00:03.000 align:start",
        "<v Anna>Wer <b>sind</b> Sie?",
        "",
        "00:03.000 --> 00:04.000",
        "<v Anna>Bitte.",
        "",
        "00:04.000 --> 00:06.000",
        "<v.loud Bert>Ich bin&nbsp;<00:05.000>Bert.</v>",
      ),
      title: "Interview",
      language: "de",
      contains: ["Anna: Wer sind Sie?\nBitte.\n\nBert: Ich bin Bert."],
      lacks: ["color", "NOTE", "erste", "Kind"],
      headings: [],
      places: { kind: "time", at: { Anna: 1, Bitte: 3, Bert: 4 } },
    },
    BINARY,
  );
});
