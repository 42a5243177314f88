import { readFileSync } from "node:fs";
import { utils, write } from "@e965/xlsx";
import type { Place } from "../../../src/core/document.js";
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
} from "./office-samples.js";
import { writeMsg } from "./write-msg.js";
import { column, writePdf } from "./write-pdf.js";

/** A file of one format that holds one fact which no other sample holds. */
interface FormatSample {
  /** Relative to the documents folder. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The loader's name. */
  readonly format: string;
  readonly title: string;
  readonly language: string;
  /** The number of pages or slides. */
  readonly pages?: number;
  readonly question: string;
  /** A piece of the quote that the answer has to rest on. */
  readonly fact: string;
  /** The headings above the fact, outermost first. */
  readonly heading?: readonly string[];
  /** Where the quote starts. */
  readonly place?: Partial<Place>;
  /** What the file holds and its text must not: scripts, navigation, markup, names of columns on their own. */
  readonly lacks?: readonly string[];
}

const lines = (...all: readonly string[]) => `${all.join("\n")}\n`;
const utf8 = (...all: readonly string[]) => new TextEncoder().encode(lines(...all));
const utf16 = (...all: readonly string[]) => Uint8Array.from(Buffer.from(lines(...all), "utf16le"));
const latin1 = (...all: readonly string[]) => Uint8Array.from(Buffer.from(lines(...all), "latin1"));

const TEXTS: readonly FormatSample[] = [
  {
    file: "leuchtturm-grauhaven.txt",
    bytes: utf8(
      "Der Leuchtturm von Grauhaven wurde 1874 aus rotem Granit gebaut. Er ist 41 Meter hoch.",
      "",
      "Heute wohnt dort eine Malerin mit ihren drei Katzen, und im Sommer öffnet sie die Küche für Gäste.",
    ),
    format: "text",
    title: "Leuchtturm grauhaven",
    language: "de",
    question: "Woraus wurde der Leuchtturm von Grauhaven gebaut?",
    fact: "1874 aus rotem Granit",
  },
  {
    file: "utf16/windmuehle.txt",
    bytes: utf16(
      "Die Windmühle am Krähenberg mahlt seit dem Umbau nur noch Buchweizen. Ihr Müller heißt Öttinger.",
      "",
      "Sonntags steht sie still, weil dann die Flügel geölt werden.",
    ),
    format: "text",
    title: "Windmuehle",
    language: "de",
    question: "Was mahlt die Windmühle am Krähenberg?",
    fact: "nur noch Buchweizen",
  },
  {
    file: "windows/gasthaus.txt",
    // \x84 and \x93 are quotation marks, \x80 is the euro sign: Windows-1252 has them, Latin-1 doesn't.
    bytes: latin1(
      "Das Gasthaus \x84Zum müden Dachs\x93 verlangt für die Übernachtung 38 \x80 mit Frühstück.",
      "Hunde schlafen in der Scheune, Pferde auf der Wiese hinter dem Haus.",
    ),
    format: "text",
    title: "Gasthaus",
    language: "de",
    question: "Was verlangt das Gasthaus Zum müden Dachs für die Übernachtung?",
    fact: "„Zum müden Dachs“ verlangt für die Übernachtung 38 €",
  },
  {
    file: "telescope.md",
    bytes: utf8(
      "---",
      "title: The Harrow telescope",
      "lang: en-GB",
      "tags: [sky]",
      "---",
      "# Handbook",
      "",
      "<script>alert('md')</script>",
      "",
      "## Optics",
      "",
      "The **Harrow telescope** collects light with a [mirror](https://example.org/mirror) of *seven* metres.",
      "",
      "## Opening hours",
      "",
      "Visitors come on Fridays, when the sky is dark enough and the dome is open.",
    ),
    format: "markdown",
    title: "The Harrow telescope",
    language: "en",
    question: "How large is the mirror of the Harrow telescope?",
    fact: "a mirror of seven metres",
    heading: ["Handbook", "Optics"],
    lacks: ["alert", "tags", "example.org", "**", "##"],
  },
  {
    file: "web/ferry.html",
    bytes: utf8(
      '<!doctype html><html lang="en"><head><title>Ferry to Tarn Island</title>',
      "<style>p { color: red }</style><script>track('head')</script></head><body>",
      '<nav><ul><li><a href="/">Start page</a></li></ul></nav>',
      "<main><h1>Ferry</h1><h2>Timetable</h2>",
      "<p>The ferry to <b>Tarn&nbsp;Island</b> leaves from pier&nbsp;nine &amp; takes forty minutes.</p>",
      "<script>track('body')</script><h2>Luggage</h2><p>Every passenger may bring two suitcases along.</p></main>",
      "<footer>Imprint and cookies</footer></body></html>",
    ),
    format: "html",
    title: "Ferry to Tarn Island",
    language: "en",
    question: "From which pier does the ferry to Tarn Island leave?",
    fact: "leaves from pier nine & takes forty minutes",
    heading: ["Ferry", "Timetable"],
    lacks: ["track", "color", "Start page", "Imprint", "&amp;"],
  },
];

const PAGES: readonly FormatSample[] = [
  {
    file: "berichte/damm.pdf",
    bytes: writePdf(
      [
        [
          { text: "Der Damm von Ostermoor", x: 70, y: 780, size: 20, bold: true },
          ...column(
            [
              "Der Bericht beschreibt die Arbeiten der letzten Jahre und nennt, was für das",
              "kommende Jahr geplant ist und welche Mittel dafür zur Verfügung stehen.",
            ],
            { top: 740 },
          ),
        ],
        [
          { text: "Bauweise", x: 70, y: 780, size: 15, bold: true },
          ...column(
            [
              "Damit kein Wasser eindringt, wurde der Damm von Ostermoor mit einer dicken Schicht aus blauem Ton ab-",
              "gedichtet, die aus einer Grube in der Nähe stammt und jedes Jahr geprüft wird.",
            ],
            { top: 750 },
          ),
        ],
        [{ text: "Anhang ohne weitere Angaben zu Kosten.", x: 70, y: 780 }],
      ],
      { title: "Der Damm von Ostermoor", language: "de-DE" },
    ),
    format: "pdf",
    title: "Der Damm von Ostermoor",
    language: "de",
    pages: 3,
    question: "Womit wurde der Damm von Ostermoor abgedichtet?",
    fact: "mit einer dicken Schicht aus blauem Ton abgedichtet, die",
    heading: ["Der Damm von Ostermoor", "Bauweise"],
    place: { page: 2 },
    lacks: ["ab-\n", "endobj", "Helvetica"],
  },
  {
    file: "büro/kaffeemaschine.docx",
    bytes: docx(
      [
        paragraph("Die Kaffeemaschine Brodelux", "Titel"),
        paragraph("Reinigen ... 3", "Verzeichnis1"),
        paragraph("Reinigen", "berschrift1"),
        paragraph("Das Gerät bleibt dabei ausgeschaltet und wird vorher vom Strom getrennt."),
        paragraph("Entkalken", "berschrift2"),
        '<w:p><w:r><w:t xml:space="preserve">Die Brodelux wird alle sechs Wochen mit Zitronensäure entkalkt.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
      ].join(""),
      GERMAN_STYLES,
      footnotes("Nie mit Essig."),
      core("Anleitung Brodelux", "de-DE"),
    ),
    format: "docx",
    title: "Anleitung Brodelux",
    language: "de",
    question: "Womit wird die Brodelux entkalkt?",
    fact: "alle sechs Wochen mit Zitronensäure",
    heading: ["Reinigen", "Entkalken"],
    lacks: ["w:p", "... 3", "↑", "[1]"],
  },
  {
    file: "alt/notiz.doc",
    bytes: Uint8Array.from(readFileSync(new URL("../../fixtures/documents/notiz.doc", import.meta.url))),
    format: "doc",
    title: "Notiz",
    language: "de",
    question: "Wann öffnet die Bücherei?",
    fact: "um neun Uhr",
    lacks: ["\t", "\u0007"],
  },
  {
    file: "büro/satzung.odt",
    bytes: odt(
      `<text:h text:outline-level="1">Satzung</text:h><text:h text:outline-level="2">Beiträge</text:h>
       <text:p>Mitglieder des Imkervereins Blütenthal zahlen im Jahr zwei Gläser Honig<text:note><text:note-citation
         >1</text:note-citation><text:note-body><text:p>Auch Met wird angenommen.</text:p></text:note-body></text:note
         > als Beitrag.</text:p>
       <text:h text:outline-level="2">Versammlung</text:h><text:p>Die Versammlung findet im März statt.</text:p>`,
      "",
      "<dc:title>Satzung des Imkervereins</dc:title><dc:language>de-CH</dc:language>",
    ),
    format: "odt",
    title: "Satzung des Imkervereins",
    language: "de",
    question: "Was zahlen die Mitglieder des Imkervereins Blütenthal im Jahr?",
    fact: "zwei Gläser Honig als Beitrag.",
    heading: ["Satzung", "Beiträge"],
    lacks: ["text:", "1 als"],
  },
  {
    file: "vorträge/leuchtturm.odp",
    bytes: odp([
      { content: odfFrame("<text:p>Der Leuchtturm von Sandholm</text:p>", "title") },
      {
        content: `${odfFrame("<text:p>Umbau</text:p>", "title")}${odfFrame(
          "<text:p>Die Laterne des Leuchtturms von Sandholm wird seit 1987 mit Gezeitenstrom betrieben.</text:p>",
        )}${odfFrame("<text:p>2</text:p>", "page-number")}`,
        notes: "Hier nach dem Bild vom alten Kessel fragen.",
      },
    ]),
    format: "odp",
    title: "Der Leuchtturm von Sandholm",
    language: "de",
    pages: 2,
    question: "Womit wird die Laterne des Leuchtturms von Sandholm betrieben?",
    fact: "seit 1987 mit Gezeitenstrom",
    heading: ["Umbau"],
    place: { slide: 2 },
    lacks: ["draw:", "text:"],
  },
  {
    file: "talks/robots.pptx",
    bytes: pptx([
      {
        shapes:
          shape(["Robots at work"], 'type="ctrTitle"') + shape(["A talk for everybody"], 'type="subTitle"'),
      },
      { shapes: shape(["Discarded draft"], 'type="title"'), hidden: true },
      {
        shapes:
          shape(["Power supply"], 'type="title"') +
          shape(["The gardening robot Mowbert runs on hydrogen.", "It is refilled once a week."], 'idx="1"') +
          shape(["Slide 3"], 'type="sldNum"'),
        notes: "Show the tank here.",
      },
    ]),
    format: "pptx",
    title: "Robots at work",
    language: "en",
    pages: 3,
    question: "What does the gardening robot Mowbert run on?",
    fact: "Mowbert runs on hydrogen",
    heading: ["Power supply"],
    place: { slide: 3 },
    lacks: ["Discarded", "Slide 3", "a:t"],
  },
  {
    file: "bücher/reise.epub",
    bytes: epub("Die Reise nach Quellingen", [
      { file: "eins.xhtml", body: "<p>Es war Nacht, und niemand wollte gehen.</p>", entry: "Der Aufbruch" },
      {
        file: "zwei.xhtml",
        body: "<h1>Die Ankunft</h1><p>In Quellingen schenkte ihnen die Wirtin einen <i>silbernen</i> Kompass.</p>",
        entry: "Inhalt zwei",
      },
    ]),
    format: "epub",
    title: "Die Reise nach Quellingen",
    language: "de",
    question: "Was schenkte ihnen die Wirtin in Quellingen?",
    fact: "einen silbernen Kompass",
    heading: ["Die Ankunft"],
    lacks: ["Inhalt zwei", "xhtml"],
  },
];

const book = utils.book_new();
utils.book_append_sheet(
  book,
  utils.aoa_to_sheet([
    ["Raum", "Plätze"],
    ["Saal", 80],
  ]),
  "Räume",
);
utils.book_append_sheet(
  book,
  utils.aoa_to_sheet([
    ["Liste der Geräte in der Werkstatt"],
    ["Gerät", "Standort", "Wartung"],
    ["Bandsäge", "Keller", "im Frühjahr"],
    ["Drehbank Ferrotol", "Dachboden", "nach jeder Benutzung"],
  ]),
  "Geräte",
);

const ROWS: readonly FormatSample[] = [
  {
    file: "tabellen/werkstatt.xlsx",
    bytes: Uint8Array.from(write(book, { type: "buffer", bookType: "xlsx" })),
    format: "spreadsheet",
    title: "Werkstatt",
    language: "de",
    question: "Wo ist der Standort der Drehbank Ferrotol?",
    fact: "Gerät: Drehbank Ferrotol | Standort: Dachboden",
    heading: ["Geräte"],
    place: { row: 4 },
  },
  {
    file: "tabellen/haustiere.csv",
    bytes: utf8(
      "Name;Tierart;Lieblingsfutter",
      '"Baron Wuschel";"Meerschweinchen; weiß";Gurke mit Petersilie',
      "Frau Holle;Graugans;gekochte Haferflocken",
    ),
    format: "csv",
    title: "Haustiere",
    language: "de",
    question: "Was ist das Lieblingsfutter von Baron Wuschel?",
    fact: "Name: Baron Wuschel | Tierart: Meerschweinchen; weiß | Lieblingsfutter: Gurke mit Petersilie",
    place: { row: 2 },
    lacks: ['"', "Name;"],
  },
  {
    file: "tables/trains.tsv",
    bytes: utf8(
      "Train\tPlatform\tDestination",
      "Night Owl Express\tfourteen\tthe village of Lower Pondwick",
      "Morning Lark\ttwo\tthe harbour and the old town",
    ),
    format: "csv",
    title: "Trains",
    language: "en",
    question: "From which platform does the Night Owl Express leave?",
    fact: "Train: Night Owl Express | Platform: fourteen",
    place: { row: 2 },
    lacks: ["\t"],
  },
  {
    file: "data/garden.json",
    bytes: utf8(
      '{"title": "The garden of Elmswick", "language": "en", "soil": {"north bed": {"description":',
      '  "The roses of Elmswick grow in crushed oyster shells.", "depth": 30}},',
      ' "tools": [{"name": "Spade", "owner": "Ruth"}]}',
    ),
    format: "json",
    title: "The garden of Elmswick",
    language: "en",
    question: "What do the roses of Elmswick grow in?",
    fact: "Soil north bed description: The roses of Elmswick grow in crushed oyster shells.",
    lacks: ["{", "null"],
  },
  {
    file: "data/lighthouse.yaml",
    bytes: utf8(
      "title: The lighthouse of Fennmouth",
      "language: en",
      "keepers:",
      "  - name: Agnes Tolley",
      "    duty: {shift: night, pay: 310 shillings}",
      "  - name: Owen Marsh",
      "    duty: {shift: day, pay: 280 shillings}",
    ),
    format: "yaml",
    title: "The lighthouse of Fennmouth",
    language: "en",
    question: "What is the pay of Agnes Tolley?",
    fact: "Name: Agnes Tolley | Duty shift: night | Duty pay: 310 shillings",
    heading: ["Keepers"],
    lacks: ["{", "- name"],
  },
  {
    file: "data/orchard.xml",
    bytes: utf8(
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<orchard xml:lang="en"><!-- counted in May --><tree id="T1"><sort>Bramley Seedling</sort>',
      '<planted by="Wilfred Pym">1931</planted></tree>',
      '<tree id="T2"><sort>Catshead</sort><planted by="Enid Marlowe">1958</planted></tree></orchard>',
    ),
    format: "xml",
    title: "Orchard",
    language: "en",
    question: "Who planted the Bramley Seedling?",
    fact: "Id: T1 | Sort: Bramley Seedling | Planted by: Wilfred Pym | Planted value: 1931",
    heading: ["Tree"],
    lacks: ["<", "counted in May"],
  },
  {
    file: "data/tickets.jsonl",
    bytes: utf8(
      '{"ticket": "T-1", "summary": "The lift in the main building is stuck again"}',
      '{"ticket": "T-2", "summary": "The siren of the Bellmore pumping station was repaired with a bicycle bell"}',
    ),
    format: "json",
    title: "Tickets",
    language: "en",
    question: "What was the siren of the Bellmore pumping station repaired with?",
    fact: "repaired with a bicycle bell",
    place: { row: 2 },
    lacks: ["{", '"'],
  },
];

const TIMES: readonly FormatSample[] = [
  {
    file: "filme/vortrag.srt",
    bytes: utf8(
      "1",
      "00:00:01,500 --> 00:00:03,000",
      "{\\an8}<i>Guten Abend zusammen.</i>",
      "",
      "2",
      "00:01:10,000 --> 00:01:14,000",
      "Die Glocke von Steinbrück",
      "wiegt &gt; neun Tonnen",
      "",
      "3",
      "00:01:14,200 --> 00:01:16,000",
      "und hat einen Sprung.",
    ),
    format: "subtitles",
    title: "Vortrag",
    language: "de",
    question: "Was wiegt die Glocke von Steinbrück?",
    fact: "wiegt > neun Tonnen\nund hat einen Sprung.",
    place: { time: 70 },
    lacks: ["an8", "00:0", "&gt;"],
  },
  {
    file: "films/interview.vtt",
    bytes: utf8(
      "WEBVTT",
      "Language: en",
      "",
      "STYLE",
      "::cue { color: red }",
      "",
      "NOTE not to be shown",
      "",
      "00:01.000 --> 00:03.000 align:start",
      "<v Anna>What did you find in the cave?",
      "",
      "00:04.250 --> 00:09.000",
      "<v Professor Quillon>The cave paintings of Murrow show a <b>striped</b> whale.",
    ),
    format: "subtitles",
    title: "Interview",
    language: "en",
    question: "What do the cave paintings of Murrow show?",
    fact: "show a striped whale",
    place: { time: 4.25 },
    lacks: ["WEBVTT", "cue", "align", "not to be shown"],
  },
];

const MARKED_UP: readonly FormatSample[] = [
  {
    file: "schriften/kutsche.rtf",
    bytes: latin1(
      String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}}{\info{\title Die Kutsche von L\'f6wenbr\u252?ck}}`,
      String.raw`\pard\plain\outlinelevel0\lang1031 Antrieb\par`,
      String.raw`\pard\plain\lang1031 Die Kutsche von L\'f6wenbr\u252?ck wird von {\b sechs Ziegen} gezogen.\par`,
      String.raw`\pard Ihr Dach ist aus Zinn, und die R\'e4der kommen aus Polen.\par}`,
    ),
    format: "rtf",
    title: "Die Kutsche von Löwenbrück",
    language: "de",
    question: "Von wem wird die Kutsche von Löwenbrück gezogen?",
    fact: "von sechs Ziegen gezogen",
    heading: ["Antrieb"],
    lacks: ["Times", "par", "\\"],
  },
  {
    file: "manuals/kiln.rst",
    bytes: utf8(
      "====================",
      "The kiln of Ashworth",
      "====================",
      "",
      ".. _firing:",
      "",
      "Firing",
      "------",
      "",
      "The kiln of Ashworth is fired with :term:`dried seaweed <fuel>` for **three** days.",
      "",
      ".. image:: kiln.png",
      "   :alt: The kiln at night",
    ),
    format: "rst",
    title: "The kiln of Ashworth",
    language: "en",
    question: "What is the kiln of Ashworth fired with?",
    fact: "fired with dried seaweed for three days",
    heading: ["The kiln of Ashworth", "Firing"],
    lacks: ["_firing", ":term:", "**", "kiln.png", "----"],
  },
  {
    file: "manuals/loom.adoc",
    bytes: utf8(
      "= The loom of Barrowby",
      "Ada Weaver <ada@example.org>",
      ":lang: en",
      "",
      "== Thread",
      "",
      "The loom of Barrowby weaves *spider silk* only.",
    ),
    format: "asciidoc",
    title: "The loom of Barrowby",
    language: "en",
    question: "What does the loom of Barrowby weave?",
    fact: "weaves spider silk only",
    heading: ["The loom of Barrowby", "Thread"],
    lacks: ["*spider", "=", "ada@example.org"],
  },
  {
    file: "notes/orchard.org",
    bytes: utf8(
      "#+TITLE: The orchard of Pennywick",
      "#+LANGUAGE: en",
      "",
      "* TODO Harvest :autumn:",
      "SCHEDULED: <2026-10-03 Sat>",
      ":PROPERTIES:",
      ":ID: 7",
      ":END:",
      "The orchard of Pennywick is harvested by [[https://x.example][trained squirrels]] at /dawn/.",
    ),
    format: "org",
    title: "The orchard of Pennywick",
    language: "en",
    question: "Who harvests the orchard of Pennywick?",
    fact: "harvested by trained squirrels at dawn",
    heading: ["Harvest"],
    lacks: ["PROPERTIES", "[[", "/dawn/", "#+", "x.example"],
  },
];

const CODE: readonly FormatSample[] = [
  {
    file: "programs/ferry.py",
    bytes: utf8(
      "import time",
      "",
      "",
      "def ferry_of_hollowmere():",
      '    """The ferry of Hollowmere crosses the lake with twelve oars when the wind is low."""',
      "    time.sleep(1)",
    ),
    format: "code",
    title: "ferry.py",
    language: "en",
    question: "How does the ferry of Hollowmere cross the lake?",
    fact: "with twelve oars",
    place: { row: 5 },
  },
];

const PEOPLE: readonly FormatSample[] = [
  {
    file: "termine/vereine.ics",
    bytes: utf8(
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "X-WR-CALNAME:Termine der Vereine",
      "BEGIN:VEVENT",
      "SUMMARY:Probe des Alphornchors",
      "DTSTART;TZID=Europe/Vienna:20261127T190000",
      "DTEND;TZID=Europe/Vienna:20261127T213000",
      "LOCATION:Kegelbahn Hinterwald",
      "DESCRIPTION:Die Probe des Alphornchors findet auf der Kegelb",
      " ahn statt\\, weil der Saal renoviert wird.",
      "END:VEVENT",
      "END:VCALENDAR",
    ),
    format: "calendar",
    title: "Termine der Vereine",
    language: "de",
    question: "Wo findet die Probe des Alphornchors statt?",
    fact: "auf der Kegelbahn statt, weil der Saal renoviert wird",
    heading: ["Termine der Vereine", "Probe des Alphornchors"],
    lacks: ["BEGIN", "TZID", "\\,"],
  },
  {
    file: "contacts/bees.vcf",
    bytes: utf8(
      "BEGIN:VCARD",
      "VERSION:3.0",
      "FN:Ottilie Grimshaw",
      "ORG:Bee Society of Fernley",
      "TEL;TYPE=WORK,VOICE:+44 1632 960123",
      "NOTE:Ottilie Grimshaw keeps the honey of Fernley in the church tower.",
      "END:VCARD",
    ),
    format: "contacts",
    title: "Ottilie Grimshaw",
    language: "en",
    question: "Where does Ottilie Grimshaw keep the honey of Fernley?",
    fact: "in the church tower",
    heading: ["Ottilie Grimshaw"],
    lacks: ["VCARD", "TYPE"],
  },
];

const NOTEBOOKS: readonly FormatSample[] = [
  {
    file: "notebooks/tides.ipynb",
    bytes: utf8(
      JSON.stringify({
        cells: [
          {
            cell_type: "markdown",
            source: ["# The tides of Skerrow\n", "\n", "The tide gauge of Skerrow is *made of glass*."],
          },
          { cell_type: "code", source: "print(6 * 7)", outputs: [{ output_type: "stream", text: ["42\n"] }] },
        ],
        metadata: { kernelspec: { name: "python3" } },
        nbformat: 4,
      }),
    ),
    format: "notebook",
    title: "The tides of Skerrow",
    language: "en",
    question: "What is the tide gauge of Skerrow made of?",
    fact: "made of glass",
    heading: ["The tides of Skerrow"],
    lacks: ["cell_type", "python3", "*made"],
  },
];

const MESSAGES: readonly FormatSample[] = [
  {
    file: "post/brunnen.eml",
    bytes: utf8(
      "Received: from mx.example.org by mail.example.org; Fri, 27 Nov 2026 14:05:13 +0100",
      "From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.org>",
      "To: team@example.org",
      "Subject: Der Brunnen am =?iso-8859-1?Q?Eselspl=E4tzchen?=",
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Der Brunnen am Eselspl=E4tzchen wird im Fr=FChling mit Regenwasser aus der Zis=",
      "terne gespeist. Die Pumpe l=E4uft erst wieder nach Ostern.",
    ),
    format: "eml",
    title: "Der Brunnen am Eselsplätzchen",
    language: "de",
    question: "Womit wird der Brunnen am Eselsplätzchen gespeist?",
    fact: "mit Regenwasser aus der Zisterne",
    heading: ["Der Brunnen am Eselsplätzchen"],
    lacks: ["Received", "=E4", "=?"],
  },
  {
    file: "post/harbour.mbox",
    bytes: utf8(
      "From ada@example.org Fri Nov 27 14:05:12 2026",
      "From: ada@example.org",
      "Subject: The harbour of Pellworth",
      "",
      "The harbour of Pellworth is guarded by two stone herons.",
      "",
      "From bob@example.org Sat Nov 28 08:00:00 2026",
      "From: bob@example.org",
      "Subject: Lunch",
      "",
      "Shall we have soup on Monday?",
    ),
    format: "mbox",
    title: "Harbour",
    language: "en",
    question: "What guards the harbour of Pellworth?",
    fact: "guarded by two stone herons",
    heading: ["The harbour of Pellworth"],
    lacks: ["2026"],
  },
  {
    file: "post/bakery.msg",
    bytes: writeMsg({
      properties: {
        "001A001F": "IPM.Note",
        "0037001F": "The bakery of Nettlecombe",
        "0C1A001F": "Ada",
        "1000001F": "The bakery of Nettlecombe heats its oven with old piano wood.\r\n",
      },
    }),
    format: "msg",
    title: "The bakery of Nettlecombe",
    language: "en",
    question: "With what does the bakery of Nettlecombe heat its oven?",
    fact: "with old piano wood",
    heading: ["The bakery of Nettlecombe"],
    lacks: ["IPM"],
  },
];

/** A file of each format, with some formats in several encodings. */
export const FORMAT_SAMPLES: readonly FormatSample[] = [
  ...TEXTS,
  ...PAGES,
  ...ROWS,
  ...TIMES,
  ...MARKED_UP,
  ...NOTEBOOKS,
  ...PEOPLE,
  ...CODE,
  ...MESSAGES,
];
