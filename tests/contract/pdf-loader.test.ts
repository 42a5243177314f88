import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { placeAt } from "../../src/core/place.js";
import { PDF_LOADER } from "../../src/documents/pdf/pdf-loader.js";
import { formField as field, formPdf } from "../support/documents/form-pdf.js";
import { cjkPdf, pdfStream, rawPdf } from "../support/documents/raw-pdf.js";
import { column, writePdf } from "../support/documents/write-pdf.js";
import { LIMITS, testLoader } from "./loader.js";

const FILE = "bericht.pdf";
const NOT_A_PDF = new TextEncoder().encode("Das ist kein PDF.");

const load = (bytes: Uint8Array, limits = {}) => PDF_LOADER.load(bytes, FILE, { ...LIMITS, ...limits });

/** Full lines of prose, about as wide as each other. */
const PROSE = [
  "Die Gespräche über den Verlauf der Grenze dauerten bis in die Nacht, und am",
  "Morgen danach gaben beide Seiten bekannt, dass sie sich auf eine Karte mit den",
  "strittigen Abschnitten geeinigt hatten, die nun von Fachleuten geprüft wird.",
];

describe("pdf loader", () => {
  testLoader(
    PDF_LOADER,
    {
      file: FILE,
      bytes: writePdf(
        [
          [
            { text: "Bericht zur Grenze", x: 70, y: 780, size: 20, bold: true },
            ...column(PROSE, { top: 740 }),
            { text: "1. Verhandlungen", x: 70, y: 670, size: 14, bold: true },
            ...column(
              [
                "Am 14. September 2022 kam es erneut zu Zusammenstößen, nach denen die Verhand-",
                "lungen in der Hauptstadt abgebrochen wurden und erst nach längerer Zeit wieder",
              ],
              { top: 640 },
            ),
          ],
          [
            ...column(["aufgenommen werden konnten. Der Handel ging weiter."]),
            { text: "2. Ausblick", x: 70, y: 720, size: 14, bold: true },
            ...column(
              ["• Straßen", "• Wasser, das aus den Bergen kommt und in den Tälern verteilt wird,", "gerecht"],
              {
                top: 690,
              },
            ),
          ],
        ],
        { title: "Microsoft Word - bericht.docx", language: "de-DE" },
      ),
      title: "Bericht zur Grenze",
      contains: [
        "Bericht zur Grenze",
        "am Morgen danach gaben",
        "1. Verhandlungen",
        "nach denen die Verhandlungen in der Hauptstadt abgebrochen wurden und erst nach längerer Zeit wieder aufgenommen werden konnten.",
        "2. Ausblick",
        "• Straßen\n• Wasser",
      ],
      headings: ["Bericht zur Grenze", "1. Verhandlungen", "2. Ausblick"],
      under: {
        "Am 14. September": ["Bericht zur Grenze", "1. Verhandlungen"],
        "• Straßen": ["Bericht zur Grenze", "2. Ausblick"],
      },
      places: {
        kind: "page",
        at: { "Bericht zur Grenze": 1, "Am 14. September": 1, "aufgenommen werden": 2, "2. Ausblick": 2 },
      },
      pages: 2,
      language: "de",
      emptyFile: "unreadable",
    },
    NOT_A_PDF,
  );
});

describe("pdf pages", () => {
  it("marks the page inside a paragraph that runs over it, with the divided word joined", async () => {
    const first = [
      ...PROSE.slice(0, 2),
      "strittigen Abschnitten geeinigt hatten, worauf die Regierungen die Verhand-",
    ];
    const { text, marks, blocks } = await load(
      writePdf([column(first, { top: 120 }), column(["lungen fortsetzten.", "Später wurde unterzeichnet."])]),
    );
    const at = text.indexOf("lungen fortsetzten");
    expect(text).toContain("die Verhandlungen fortsetzten.");
    expect(marks).toContainEqual({ start: at, kind: "page", value: 2 });
    expect(placeAt(marks, at - 1).page).toBe(1);
    expect(blocks[0]?.end).toBeGreaterThan(at);
  });

  it("ends a paragraph at the end of a page when its sentence ends there", async () => {
    const { blocks } = await load(writePdf([column(PROSE), column(PROSE)]));
    expect(blocks).toHaveLength(2);
  });

  it("loads the other pages when one has no text", async () => {
    const { pages, text, marks } = await load(writePdf([column(PROSE), [], column(PROSE)], { image: true }));
    expect(pages).toBe(3);
    expect(marks.map(({ value }) => value)).toEqual([1, 3]);
    expect(text).not.toBe("");
  });

  it("leaves out running headers, footers and page numbers, but no text of the body", async () => {
    const pages = [1, 2, 3, 4].map((number) => [
      { text: "Jahresbericht 2022", x: 70, y: 810, size: 9 },
      ...column([`Auf Seite ${number} steht ein eigener Satz.`, "Alle Angaben ohne Gewähr."]),
      { text: String(number), x: 300, y: 30, size: 9 },
    ]);
    const { text } = await load(writePdf(pages));
    expect(text).not.toContain("Jahresbericht");
    expect(text).toMatch(/^Auf Seite 1 steht/u);
    expect(text.match(/Alle Angaben ohne Gewähr\./gu)).toHaveLength(4);
    expect(text).toMatch(/Gewähr\.$/u);
  });

  it("reads two columns one after the other, even when they were drawn line by line", async () => {
    const left = ["links eins und viele Worte", "links zwei und viele Worte", "links drei und viele Worte"];
    const lines = [
      ...left,
      "links vier und viele Worte",
      "links fünf und viele Worte",
      "links sechs und viele Worte",
      "links sieben und viele",
    ];
    const pairs = lines.flatMap((text, i) => [
      { text, x: 70, y: 700 - 14 * i },
      { text: text.replace("links", "rechts"), x: 310, y: 700 - 14 * i },
    ]);
    const { text } = await load(
      writePdf([
        [
          {
            text: "Ein Kopf über beiden Spalten, der die ganze Breite der Seite füllt und mehr",
            x: 70,
            y: 760,
          },
          ...pairs,
        ],
      ]),
    );
    expect(text).toMatch(/^Ein Kopf/u);
    expect(text.indexOf("links sieben")).toBeLessThan(text.indexOf("rechts eins"));
  });
});

describe("pdf printed by Chromium", () => {
  const fixture = new URL("../fixtures/documents/zwei-spalten.pdf", import.meta.url);

  it("reads the columns of three pages, with soft hyphens, a running header and page numbers", async () => {
    const { title, language, pages, text, headings, marks } = await load(await readFile(fixture));
    expect({ title, language, pages }).toEqual({ title: "Der Brunnen am Markt", language: "de", pages: 3 });
    expect(headings.map((heading) => heading.text)).toEqual([
      "Der Brunnen am Markt",
      "Geschichte",
      "Wasserversorgung",
      "Restaurierung",
    ]);
    expect(text).toContain("eine Wasserleitungsgenossenschaft gegründet");
    expect(text).toContain("Nord- und Südseite");
    expect(text).not.toMatch(/\u00ad|\p{Ll}-\s\p{Ll}(?!nd )/u);
    expect(text).not.toContain("Stadtarchiv Heft 7");
    expect(marks.map(({ value }) => value)).toEqual([1, 2, 3]);
  });
});

describe("pdf structure", () => {
  it("takes headings from the outline where there is one", async () => {
    const { headings } = await load(
      writePdf(
        [
          [...column(["Verhandlungen"]), ...column(PROSE, { top: 740 })],
          [...column(["Ausblick"]), ...column(PROSE, { top: 740 })],
        ],
        {
          outline: [
            { title: "1 Verhandlungen", page: 1 },
            { title: "2 Ausblick", page: 2 },
          ],
        },
      ),
    );
    expect(headings.map(({ text }) => text)).toEqual(["Verhandlungen", "Ausblick"]);
  });

  it("has no headings in a document of one font", async () => {
    const { headings } = await load(writePdf([column(["Kurz", ...PROSE])]));
    expect(headings).toEqual([]);
  });

  it("reads a table row by row under its header", async () => {
    const rows = [
      ["Name", "Größe", "Preis"],
      ["Kleine Pumpe", "12 cm", "19,90"],
      ["Große Pumpe", "40 cm", "99,00"],
      ["Dichtung", "2 cm", "1,50"],
    ];
    const cells = rows.flatMap((row, i) =>
      row.map((text, j) => ({ text, x: 70 + 130 * j, y: 700 - 16 * i })),
    );
    const { text, blocks } = await load(writePdf([cells]));
    expect(text).toContain("Name: Kleine Pumpe | Größe: 12 cm | Preis: 19,90\nName: Große Pumpe");
    expect(blocks.map(({ kind }) => kind)).toEqual(["table"]);
  });

  it("reads labels with their values where they stand in columns", async () => {
    const rows = [
      ["Nummer:", "RE-1"],
      ["Kunde:", "K-2"],
      ["Auftrag:", "A-3"],
    ];
    const cells = rows.flatMap((row, i) =>
      row.map((text, j) => ({ text, x: 70 + 130 * j, y: 700 - 16 * i })),
    );
    expect((await load(writePdf([cells]))).text).toBe("Nummer: RE-1\nKunde: K-2\nAuftrag: A-3");
  });

  it("goes back to a list from one inside it, even if that has no bullets", async () => {
    const lines = [
      ...column(["1. Die Bremse lösen."], { top: 690 }),
      ...column(["leer", "zweimal mit Sand"], { top: 676, x: 100 }),
      ...column(["2. Das Protokoll ablegen."], { top: 648 }),
    ];
    const { text } = await load(writePdf([lines]));
    expect(text).toMatch(/zweimal mit Sand\n+2\. Das Protokoll ablegen\.$/u);
  });

  it("keeps the lines of code", async () => {
    const code = column(["if ready", "run"], { top: 690, mono: true });
    const { text, blocks } = await load(writePdf([[...column(PROSE), ...code]]));
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "code"]);
    expect(text).toContain("if ready\nrun");
  });

  it("reads text that is turned by a right angle", async () => {
    const turned = PROSE.map((text, i) => ({ text, x: 100 + 14 * i, y: 100, degrees: 90 }));
    const { text } = await load(writePdf([turned]));
    expect(text).toBe(PROSE.join(" "));
  });

  it("takes the title that the file says it has", async () => {
    expect((await load(writePdf([column(PROSE)], { title: "Die Grenze" }))).title).toBe("Die Grenze");
  });

  it("takes the file's name where nothing else is a title", async () => {
    expect((await load(writePdf([column(PROSE)], { title: "untitled" }))).title).toBe("Bericht");
  });
});

describe("pdf in an encoding that it doesn't contain", () => {
  it.each([
    ["90ms-RKSJ-H", "Japan1", "89ef8b6382c9", "会議に"],
    ["GBK-EUC-H", "GB1", "bbe1d2e9", "会议"],
    ["ETen-B5-H", "CNS1", "b77cc4b3", "會議"],
    ["KSCms-UHC-H", "Korea1", "c8b8c0c7", "회의"],
    ["UniJIS-UTF16-H", "Japan1", "4f1a8b70306b", "会議に"],
    ["UniGB-UCS2-H", "GB1", "4f1a8bae", "会议"],
  ])("reads %s", async (encoding, ordering, hex, expected) => {
    const { text } = await load(cjkPdf(encoding, ordering, [`1 0 0 1 70 700 Tm <${hex}> Tj`]));
    expect(text).toBe(expected);
  });

  it("reads vertical lines from right to left", async () => {
    const lines = ["4f1a8b703092", "958b304d307e3059"];
    const drawn = lines.map((hex, i) => `1 0 0 1 ${500 - 18 * i} 780 Tm <${hex}> Tj`);
    expect((await load(cjkPdf("UniJIS-UTF16-V", "Japan1", drawn))).text).toBe("会議を開きます");
  });

  it("takes no sentence for a heading because it is larger", async () => {
    const latin = PROSE.map((line, i) => `/F1 9 Tf 1 0 0 1 70 ${700 - 12 * i} Tm (${line}) Tj`);
    const sentence = "/F4 12 Tf 1 0 0 1 70 600 Tm <4f1a8b703092958b304d307e30593002> Tj";
    const { text, headings } = await load(cjkPdf("UniJIS-UTF16-H", "Japan1", [...latin, sentence]));
    expect(text).toContain("会議を開きます。");
    expect(headings).toEqual([]);
  });

  it("loads the rest of a file that names an encoding that doesn't exist", async () => {
    const shown = ["/F1 11 Tf 1 0 0 1 70 700 Tm (Treffen am Montag) Tj"];
    const { text } = await load(cjkPdf("../../../../etc/passwd", "Japan1", shown));
    expect(text).toBe("Treffen am Montag");
  });
});

describe("pdf whose text isn't drawn as it is read", () => {
  const shown = (text: string, x: number, y: number, size = 11) =>
    `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${text} ET`;

  it("reads a list whose bullets are drawn as shapes", async () => {
    const items = ["Stift", "Papier", "Lineal"];
    const drawn = items.map(
      (text, i) => `62 ${703 - 14 * i} 4 4 re f ${shown(`(${text}) Tj`, 74, 700 - 14 * i)}`,
    );
    const content = [shown("(Bitte mitbringen:) Tj", 50, 714), ...drawn].join("\n");
    const { text, blocks } = await load(rawPdf([{ content }]));
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "list"]);
    expect(text).toContain("• Stift\n• Papier\n• Lineal");
  });

  it("reads a heading that is set wide, and one that is printed twice", async () => {
    const wide = shown("6 Tc (JAHRESBERICHT 2023) Tj 0 Tc", 50, 780, 18);
    const twice = [50, 50.4].map((x) => shown("(Ausblick auf das Jahr) Tj", x, 740));
    const content = [wide, ...twice, ...PROSE.map((line, i) => shown(`(${line}) Tj`, 50, 700 - 14 * i))].join(
      "\n",
    );
    const { headings } = await load(rawPdf([{ content }]));
    expect(headings.map(({ text }) => text)).toEqual(["JAHRESBERICHT 2023", "Ausblick auf das Jahr"]);
  });
});

describe("pdf form", () => {
  it("reads the values of fields beside what the page says they are", async () => {
    const { text, notices } = await load(
      formPdf(
        [
          { text: "Bestellung", x: 70, y: 780, size: 18 },
          { text: "Kunde:", x: 70, y: 704 },
          { text: "Betrag", x: 70, y: 674 },
          { text: "Lieferung per Bote", x: 92, y: 644 },
          { text: "Abholung", x: 92, y: 614 },
        ],
        [
          field("Tx", [150, 700, 400, 718], "/T (Kunde) /V (Gerda Moll)"),
          field("Tx", [150, 670, 400, 688], "/T (Betrag) /V (1482.5)", "1.482,50 EUR"),
          field("Btn", [74, 642, 84, 652], "/T (Bote) /V /Ja /AS /Ja /AP << /N << /Ja null /Off null >> >>"),
          field(
            "Btn",
            [74, 612, 84, 622],
            "/T (Holen) /V /Off /AS /Off /AP << /N << /Ja null /Off null >> >>",
          ),
        ],
      ),
    );
    expect(text).toContain("Kunde: Gerda Moll");
    expect(text).toMatch(/Betrag (?:\| )?1\.482,50 EUR/u);
    expect(text).toContain("☒ Lieferung per Bote");
    expect(text).not.toContain("1482.5");
    expect(text).not.toContain("☒ Abholung");
    expect(notices).toEqual([]);
  });

  it("reads a form of nothing but fields, each with its own name", async () => {
    const { text } = await load(
      formPdf(
        [],
        [
          field("Tx", [70, 700, 400, 718], "/T (Name) /TU (Name der Mieterin) /V (Gerda Moll)"),
          field(
            "Ch",
            [70, 660, 400, 678],
            "/T (etage) /Ff 131072 /Opt [[(1) (Erster Stock)] [(2) (Dach)]] /V (2)",
          ),
          field("Tx", [70, 620, 400, 638], "/T (Text7) /V (ohne Namen)"),
        ],
      ),
    );
    expect(text.split(/\n+/u)).toEqual(["Name der Mieterin: Gerda Moll", "etage: Dach", "ohne Namen"]);
  });

  it("reads no password, no hidden field, and no box that isn't ticked", async () => {
    const fields = [
      field("Tx", [70, 700, 400, 718], "/T (Kennwort) /Ff 8192 /V (geheim)"),
      field("Tx", [70, 660, 400, 678], "/T (Innen) /V (verborgen) /F 2"),
      field("Btn", [70, 620, 80, 630], "/T (Nein) /V /Off /AS /Off /AP << /N << /Ja null /Off null >> >>"),
    ];
    await expect(load(formPdf([], fields))).rejects.toMatchObject({
      message: expect.stringMatching(/holds no text/u),
    });
  });

  it("reads text in a box of its own, and says that comments are left out", async () => {
    const { text, notices } = await load(
      formPdf(column(PROSE), [
        { entries: "/Subtype /FreeText /Rect [70 600 400 620] /DA (/F1 11 Tf) /Contents (Nachtrag vom Mai)" },
        { entries: "/Subtype /Text /Rect [70 500 90 520] /Contents (Bitte prüfen)" },
      ]),
    );
    expect(text).toContain("Nachtrag vom Mai");
    expect(text).not.toContain("Bitte prüfen");
    expect(notices).toEqual(["not read: 1 comment"]);
  });
});

describe("pdf of which a part can't be read", () => {
  it("names pages that show images only, but no blank ones", async () => {
    const pages = [column(PROSE), [], column(PROSE), []];
    expect((await load(writePdf(pages, { image: true }))).notices).toEqual([
      "pages 2 and 4: no text, only images",
    ]);
    expect((await load(writePdf(pages))).notices).toEqual([]);
  });

  it("names a page that shows only drawings", async () => {
    const curve = Array.from({ length: 60 }, (_, i) => `${i} ${i * 3} ${i + 4} ${i} ${i * 2} ${i} c`);
    const content = ["BT /F1 11 Tf 70 700 Td (Text) Tj ET", `0 0 m ${curve.join(" ")} S`, "0 0 m 9 9 l S"];
    const { notices } = await load(rawPdf(content.map((drawing) => ({ content: drawing }))));
    expect(notices).toEqual(["page 2: no text, only drawings"]);
  });

  it("names a page that is damaged", async () => {
    const broken = { stream: "/Filter /FlateDecode", content: `x\x9c${"\xff".repeat(20)}` };
    const whole = { content: "BT /F1 11 Tf 70 700 Td (Text) Tj ET" };
    const { text, notices } = await load(rawPdf([whole, broken]));
    expect({ text, notices }).toEqual({ text: "Text", notices: ["page 2: damaged"] });
  });

  it("leaves out text whose font doesn't say which characters it shows, and says so", async () => {
    const glyphs = Array.from({ length: 30 }, (_, i) => (36 + i).toString(16).padStart(4, "0")).join("");
    const content = `BT /F1 11 Tf 70 700 Td (Lesbar) Tj /F4 11 Tf 0 -20 Td <${glyphs}> Tj ET`;
    const font = {
      fonts: "/F4 10 0 R",
      objects: [
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [11 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 12 0 R >>",
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /StemV 80 >>",
      ],
    };
    const { text, notices } = await load(rawPdf([{ content }], font));
    expect(text).toBe("Lesbar");
    expect(notices).toEqual(["page 1: text in fonts that don't say which characters they show"]);
  });

  it("names a page with words of characters that no font names, but not one with a few icons", async () => {
    const encoding = "/Encoding << /Type /Encoding /Differences [65 /uniE001 /uniE002 /uniE003 /uniE004] >>";
    const fonts = {
      fonts: "/F4 10 0 R",
      objects: [`<< /Type /Font /Subtype /Type1 /BaseFont /Own ${encoding} >>`],
    };
    const page = (shown: string) => ({
      content: `BT /F1 11 Tf 70 700 Td (Lesbar) Tj /F4 11 Tf 0 -20 Td (${shown}) Tj ET`,
    });
    expect((await load(rawPdf([page("A"), page("ABCDABCDABCD")], fonts))).notices).toEqual([
      "page 2: text in fonts that don't say which characters they show",
    ]);
  });

  it("says that a form of Adobe's own kind isn't shown", async () => {
    const content = "BT /F1 11 Tf 70 700 Td (Please wait) Tj ET";
    const { notices } = await load(
      rawPdf([{ content }], {
        catalogue: "/AcroForm << /Fields [] /XFA 10 0 R >>",
        objects: [pdfStream("", "<x/>")],
      }),
    );
    expect(notices).toEqual(["a form that only Adobe's programs show (XFA): not read"]);
  });
});

describe("pdf that can't be read", () => {
  const failure = (text: RegExp) => ({ code: "unreadable_document", message: expect.stringMatching(text) });

  it("says that a scan needs OCR", async () => {
    await expect(load(writePdf([[], []], { image: true }))).rejects.toMatchObject(
      failure(/bericht\.pdf .*OCR/u),
    );
  });

  it("says that a file is encrypted", async () => {
    const bytes = writePdf([column(PROSE)], { locked: true });
    await expect(load(bytes)).rejects.toMatchObject(failure(/bericht\.pdf is encrypted/u));
  });

  it("says that there is nothing to read on blank pages", async () => {
    await expect(load(writePdf([[], []]))).rejects.toMatchObject(failure(/bericht\.pdf holds no text/u));
  });

  it("names the setting when there are too many pages", async () => {
    const bytes = writePdf([column(PROSE), column(PROSE)]);
    await expect(load(bytes, { pages: 1 })).rejects.toMatchObject(failure(/2 pages.*MAX_PAGES/u));
  });

  it("names the setting when the text is too long", async () => {
    const bytes = writePdf([column(PROSE)]);
    await expect(load(bytes, { characters: 50 })).rejects.toMatchObject(failure(/MAX_DOCUMENT_CHARACTERS/u));
  });

  it("recovers the text of a file whose end is missing, or says that it can't", async () => {
    const bytes = writePdf([column(PROSE)]);
    const { text } = await load(bytes.slice(0, bytes.length - 30));
    expect(text).toContain("Die Gespräche");
    await expect(load(bytes.slice(0, 60))).rejects.toMatchObject(failure(/bericht\.pdf/u));
  });
});
