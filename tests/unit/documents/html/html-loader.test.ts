import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHtml } from "../../../../src/documents/html/html-blocks.js";
import { HTML_LOADER } from "../../../../src/documents/html/html-loader.js";
import { TextBuilder } from "../../../../src/documents/text-builder.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (html: string | Uint8Array, limits = {}) =>
  HTML_LOADER.load(Buffer.from(html), "page.html", { ...LIMITS, ...limits });

const textOf = async (html: string) => (await load(html)).text;

describe("HTML loader", () => {
  it("keeps text and structure in step, whatever the markup", async () => {
    const tags =
      "p,div,h1,h3,ul,ol,li,table,tr,td,th,pre,dl,dt,dd,b,br,main,article,header,nav,script,title,svg,button"
        .split(",")
        .flatMap((name) => [`<${name}>`, `</${name}>`]);
    const piece = fc.constantFrom(
      ...tags,
      "Wort ",
      "&uuml;&lt;",
      "\n",
      "<td colspan=3 rowspan=2>",
      "<!-- x -->",
      "<",
      ">",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        expectSound(await load(pieces.join("")));
      }),
      { numRuns: 500 },
    );
  });

  it("keeps each option with its explanation, also where one of them holds a list", async () => {
    const page = `<dl>
      <dt><code>-a</code></dt><dt><code>--all</code></dt><dd>Cancels all jobs.</dd>
      <dt>-e policy</dt><dd>What happens after an error:<dl><dt>abort</dt><dd>Gives up.</dd><dt>retry</dt><dd>Tries
        again.</dd></dl></dd>
      <dt>-o</dt><dd>One of:<ul><li>sides</li><li>media</li></ul></dd>
    </dl>`;
    const { text, blocks } = await load(page);
    expect(text.split("\n")).toEqual([
      "-a, --all: Cancels all jobs.",
      "-e policy: What happens after an error:",
      "  abort: Gives up.",
      "  retry: Tries again.",
      "-o: One of:",
      "  - sides",
      "  - media",
    ]);
    expect(blocks.map(({ kind }) => kind)).toEqual(["list"]);
  });

  it("puts a term in front of what can't be said in lines", async () => {
    const page = `<dl><dt>One</dt><dd>First.</dd>
      <dt>Is there a fee?</dt><dd><p>No.</p><pre>fee = 0</pre></dd>
      <dt>Table</dt><dd><pre>a b</pre></dd><dt>Last</dt><dd>End.</dd></dl>`;
    const { text, blocks } = await load(page);
    expect(blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ["list", "One: First."],
      ["paragraph", "Is there a fee?"],
      ["paragraph", "No."],
      ["code", "fee = 0"],
      ["paragraph", "Table:"],
      ["code", "a b"],
      ["list", "Last: End."],
    ]);
  });

  it("keeps a heading that is a term", async () => {
    const { headings, text } = await load("<dl><dt><h3>Open</h3></dt><dd>Opens it.</dd></dl>");
    expect(headings.map((heading) => heading.text)).toEqual(["Open"]);
    expect(text).toBe("Open\n\nOpens it.");
  });

  it("loses no text of a page that hides none, whatever the markup", async () => {
    const names =
      "p,div,h2,ul,ol,li,table,tr,td,th,pre,dl,dt,dd,b,blockquote,figure,section,details,summary".split(",");
    const tag = fc.constantFrom(...names.flatMap((name) => [`<${name}>`, `</${name}>`]));
    await fc.assert(
      fc.asyncProperty(fc.array(tag, { maxLength: 40 }), async (tags) => {
        const text = await textOf(tags.map((tag, i) => `${tag}w${i}.`).join(""));
        for (const i of tags.keys()) {
          expect(text).toContain(`w${i}.`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["a declaration", '<meta charset="iso-8859-1">', "latin1"],
    [
      "an old declaration",
      '<META http-equiv=Content-Type content="text/html; charset=ISO-8859-15">',
      "latin1",
    ],
    ["a wrong declaration", '<meta charset="utf-8">', "latin1"],
    ["another wrong one", '<meta charset="iso-8859-1">', "utf8"],
    ["none", "", "latin1"],
    ["a byte order mark", "\uFEFF", "utf16le"],
  ] as const)("reads umlauts with %s", async (_, head, encoding) => {
    expect((await load(Buffer.from(`${head}<p>Grüße`, encoding))).text).toBe("Grüße");
  });

  it.each([
    ["Zeiten | Bücherei", "<h1>Zeiten</h1>", "Zeiten"],
    ["Bücherei: Zeiten", "<h1>Zeiten</h1>", "Zeiten"],
    ["Alle Zeiten", "<h1>Zeiten</h1>", "Alle Zeiten"],
    ["", "<h1>Zeiten</h1>", "Zeiten"],
    ["Zeiten", "", "Zeiten"],
    ["", "", "Page"],
    ["Zeiten - Bücherei", "<header><h1>Bücherei</h1></header>", "Zeiten - Bücherei"],
  ])("takes from title %j and %j the title %j", async (title, heading, expected) => {
    expect((await load(`<title>${title}</title>${heading}<p>Text`)).title).toBe(expected);
  });

  it("reads the article of a page, and its heading from the page's header", async () => {
    const { text, headings } = await load(
      `<title>Wien – Reise</title><body><header><h1>Wien</h1><p>Menü</header><aside>Werbung</aside>
       <article><header>Von Anna</header><p>Wien ist eine Stadt an der Donau.</article><footer>Impressum</footer>`,
    );
    expect(text).toBe("Wien\n\nVon Anna\n\nWien ist eine Stadt an der Donau.");
    expect(headings).toHaveLength(1);
  });

  it("reads the body where the marked part holds little of the text", async () => {
    const text = await textOf(
      `<article>Kurz.</article><div>Der eigentliche Inhalt steht ganz woanders.</div>`,
    );
    expect(text).toContain("Kurz.");
    expect(text).toContain("Inhalt");
  });

  it("leaves out what can't be seen or used", async () => {
    expect(
      await textOf(
        `<p>a<span hidden>1</span><span aria-hidden="true">2</span><span style="display: none">3</span>
         <button>4</button><select><option>5</select><template>6</template><noscript>7</noscript>
         <svg><text>8</text></svg><textarea>9</textarea><b>b</b><img alt="Bild">`,
      ),
    ).toBe("a b Bild");
  });

  it.each([
    ['Er hat <a role="doc-noteref" href="#n">1</a>zwölf.', "Er hat zwölf."],
    ['Zwölf.<sup class="reference"><a href="#n">[1]</a></sup> Mehr.', "Zwölf. Mehr."],
    ['Zwölf. <a class="footnote-back" href="#r">↩︎</a>', "Zwölf."],
    ["Eine Fläche von 80 m<sup>2</sup> im 19<sup>th</sup> Haus", "Eine Fläche von 80 m² im 19th Haus"],
  ])("reads %s without signs of notes, and raised numbers as such", async (html, text) => {
    expect(await textOf(`<p>${html}</p>`)).toBe(text);
  });

  it("reads a heading without its permalink and with the button that unfolds it", async () => {
    const { headings } = await load(
      '<h2>Eins <a href="#eins">¶</a></h2><h2><button>Zwei?</button></h2><h2>§ 5 Frist<button>Copy</button></h2>',
    );
    expect(headings.map(({ text }) => text)).toEqual(["Eins", "Zwei?", "§ 5 Frist"]);
  });

  it.each([
    [
      "colspan and rowspan",
      "<tr><th rowspan=2>Ort<th colspan=2>Preis<tr><th>2019<th>2020<tr><td>Wien<td>1<td>2",
      "Ort: Wien | Preis 2019: 1 | Preis 2020: 2",
    ],
    [
      "rows that share a cell",
      "<tr><th>Ort<th>Tag<tr><td rowspan=2>Wien<td>Mo<tr><td>Di",
      "Ort: Wien | Tag: Mo\nOrt: Wien | Tag: Di",
    ],
    ["keys and values", "<tr><th>Ort:<td>Wien<tr><th>Tag<td>Mo", "Ort: Wien\nTag: Mo"],
    ["a guessed header", "<tr><td>Ort<td>Zahl<tr><td>Wien<td>5", "Ort: Wien | Zahl: 5"],
    ["only a header", "<tr><th>Ort<th>Zahl", "Ort | Zahl"],
    ["blocks it arranges", "<tr><td><h2>Wien</h2>Stadt<td>Land", "Wien\n\nStadt\n\nLand"],
    ["another table", "<tr><td>a<td><table><tr><td>b<td>c</table>", "a\n\nb | c"],
  ])("reads a table with %s", async (_, rows, text) => {
    expect(await textOf(`<table>${rows}</table>`)).toBe(text);
  });

  it("reads nested lists, numbers and lists that hold more than lines", async () => {
    expect(await textOf("<ol start=3><li>drei<ul><li>innen</ul><li>vier</ol>")).toBe(
      "3. drei\n  - innen\n4. vier",
    );
    expect(await textOf("<ul><li><h3>Eins</h3>Text</ul>")).toBe("Eins\n\nText");
  });

  it("keeps soft hyphens and no-break spaces out of words", async () => {
    expect(await textOf("<p>Donau&shy;dampf&nbsp;schiff&#8203;fahrt")).toBe("Donaudampf schifffahrt");
  });

  it("reads self-closing elements of XHTML", async () => {
    expect(
      await textOf(
        '<?xml version="1.0"?><html><head><title/></head><body><a id="x"/><p>Text</p></body></html>',
      ),
    ).toBe("Text");
  });

  it("keeps the text of elements nested deeper than the limit", async () => {
    expect(await load("<div><b>a ".repeat(300), { nesting: 50 })).toMatchObject({
      text: expect.stringMatching(/^(?:a\s+){299}a$/u),
    });
  });

  it.each([
    ["divs", "<div>"],
    ["lists", "<ul><li>"],
    ["tables", "<table><tr><td>"],
  ])("refuses 100,000 nested %s", async (_, open) => {
    await expect(load(open.repeat(100_000))).rejects.toMatchObject({
      code: "unreadable_document",
      message: expect.stringContaining("page.html"),
    });
  });

  it("reads pages that break off anywhere", async () => {
    const page = '<html><body><p class="a">Text &amp; mehr<!-- x --><table><tr><td>Zelle</td></tr></table>';
    for (let end = 0; end <= page.length; end++) {
      expectSound(await load(page.slice(0, end)));
    }
  });
});

describe("addHtml", () => {
  it("adds a fragment below the headings there are, with header and footer", () => {
    const builder = new TextBuilder("a.epub", 1000);
    builder.addHeading("Kapitel", 1);
    const said = addHtml(builder, "<header><h1>Titel</h1></header><aside>Rand</aside>", {
      path: "a.epub",
      limits: LIMITS,
      baseLevel: 1,
    });
    const { text, headings } = builder.build();
    expect(said).toEqual({ title: "Titel", language: null });
    expect(text).toBe("Kapitel\n\nTitel\n\nRand");
    expect(headings.map(({ level }) => level)).toEqual([1, 2]);
  });
});

describe("html loader, formulas", () => {
  it("reads MathML as linear text in its sentence", async () => {
    const fraction = "<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>";
    expect(
      await textOf(
        `<p>Es gilt <math><semantics><mrow><mi>x</mi><mo>=</mo>${fraction}</mrow><annotation>x=\\frac</annotation></semantics></math>, wenn
         <math alttext="y"></math> frei ist:<math display="block"><msup><mi>c</mi><mn>2</mn></msup></math></p>`,
      ),
    ).toBe("Es gilt x = a/(b + 1), wenn y frei ist: c²");
  });
});

describe("html loader, tables in tables", () => {
  const load = (html: string) => HTML_LOADER.load(new TextEncoder().encode(html), "x.html", LIMITS);
  const row = (...cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  const inner = `<table>${row("Beamer", "2 Stück")}${row("Leinwand", "1 Stück")}</table>`;

  it("keeps the names of the outer columns and reads the inner rows in their cell", async () => {
    const named = `<table><tr><th>Raum</th><th>Ausstattung</th></tr>${row("Saal Linde", `<p>Neu:</p>${inner}<p>Klavier</p>`)}</table>`;
    expect((await load(named)).text).toBe(
      "Raum: Saal Linde | Ausstattung: Neu:; Beamer, 2 Stück; Leinwand, 1 Stück; Klavier",
    );
  });

  it("takes a first row of two words for names where a cell below holds a table", async () => {
    const { text, blocks } = await load(
      `<table>${row("Raum", "Ausstattung")}${row("Saal Linde", inner)}${row("Saal Eiche", "keine")}</table>`,
    );
    expect(text).toBe(
      "Raum: Saal Linde | Ausstattung: Beamer, 2 Stück; Leinwand, 1 Stück\nRaum: Saal Eiche | Ausstattung: keine",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["table"]);
  });

  it("names the columns of the inner table", async () => {
    const headed = `<table><tr><th>Gerät</th><th>Anzahl</th></tr>${row("Beamer", "2")}</table>`;
    expect(
      (await load(`<table>${row("Haus", "Raum", "Technik")}${row("A", "Linde", headed)}</table>`)).text,
    ).toBe("Haus: A | Raum: Linde | Technik: Gerät: Beamer, Anzahl: 2");
  });

  it("still reads tables that arrange a page block by block", async () => {
    const content = `<h2>Neuigkeiten</h2><p>Der Turm ist offen.</p>${inner}`;
    const page = `<table>${row("Start", "Kontakt")}<tr><td colspan="2">${inner}</td></tr></table>
      <table>${row("<ul><li>Start</li></ul>", content)}</table><table>${row("Menü", content)}${row("Fuß", "2024")}</table>`;
    const { headings, text } = await load(page);
    expect(headings.map((heading) => heading.text)).toEqual(["Neuigkeiten", "Neuigkeiten"]);
    expect(text.startsWith("Start\n\nKontakt\n\nBeamer | 2 Stück\nLeinwand | 1 Stück\n\n")).toBe(true);
  });
});
