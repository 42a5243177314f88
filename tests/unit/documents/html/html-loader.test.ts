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
      ["paragraph", "Is there a fee? No."],
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
    ["Untitled Document", "<h1>Zeiten</h1>", "Zeiten"],
    ["", `<h1>${"Das ist ein langer Satz. ".repeat(10)}</h1>`, "Page"],
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
         <svg><text>8</text></svg><textarea> </textarea><input type=hidden value=9><b>b</b><img alt="Bild">`,
      ),
    ).toBe("a b Bild");
  });

  it.each([
    [
      "a note inside the content",
      '<main><p>Mount it.</p><aside aria-label="Caution"><p>Hot!</p></aside></main>',
    ],
    ["a note beside it", '<p>Mount it.</p><aside class="admonition tip"><p>Hot!</p></aside>'],
    ["a note by its role", '<p>Mount it.</p><div role="note"><p>Hot!</p></div>'],
    ["a note that is one link", "<main><p>Mount it.</p><aside class=note><a href=/>Hot!</a></aside></main>"],
  ])("reads %s", async (_, html) => {
    expect(await textOf(html)).toContain("Hot!");
  });

  const FOOTER = `<footer><div><h3>Visit us</h3><p>Lark Lane 9</p><p>Mon–Fri 8:00–16:30</p></div>
    <h3>Links</h3><ul><li><a href=/a>About us and our history</a></li><li><a href=/b>Imprint</a></li></ul>
    <p>We bake with flour from mills of the valley.</p><address>Nora Feld</address>
    <ul><li>Tel. 0351 4960233</li><li><a href="mailto:a@b.de">a@b.de</a></li></ul>
    <p>© 2019–2024 Bakery. All rights reserved.</p><p>Follow us</p></footer>`;

  it("reads what the frame of a page says, under no heading of the content", async () => {
    const { text, blocks } = await load(
      `<title>Rye</title><header><a href=/>Home</a><p>Call 0351 4960233.</p></header>
       <div class="cookie-banner"><p>We need your consent to store data, call 0351 1.</p></div>
       <main><h1>Rye</h1><p>Rye bread is made of rye, and of little else but water and salt.</p></main>
       <aside><h2>Related</h2><p><a href=/c>How we bake our bread in the old oven.</a></p></aside>${FOOTER}`,
    );
    expect(text.split("\n\n")).toEqual([
      "Rye",
      "Rye bread is made of rye, and of little else but water and salt.",
      "Call 0351 4960233.",
      "Visit us",
      "Lark Lane 9",
      "Mon–Fri 8:00–16:30",
      "We bake with flour from mills of the valley.",
      "Nora Feld",
      "- Tel. 0351 4960233\n- a@b.de",
    ]);
    expect(blocks.map(({ heading }) => heading)).toEqual([
      [],
      ["Rye"],
      [],
      [],
      ["Visit us"],
      ["Visit us"],
      ["Visit us"],
      ["Visit us"],
      ["Visit us"],
    ]);
  });

  it.each([
    "© 2024 Foo GmbH",
    "(2010–2024)",
    "Stand: 01.02.2024",
    "Version 1.2.3 of 2024-05-03",
    "Powered by <a href=/>Site 2.0</a>.",
    "We use cookies to make this site better for you.",
    "<a href=/>Read more about our work in the valley.</a>",
  ])("leaves %s in the footer out", async (footer) => {
    expect(await textOf(`<p>Text.</p><footer>${footer}</footer>`)).toBe("Text.");
  });

  it.each([
    "+49 351 4960233",
    "(0351) 49602-33",
    "555-123-4567",
    "Open 9 am to 5 pm",
    "Lark Lane 9, 01067 Dresden",
    "12 High Street, Ayr KA7 1AA",
    "write to team@example.org",
  ])("reads %s in the footer", async (footer) => {
    expect(await textOf(`<p>Text.</p><footer>${footer}<nav>Menu</nav></footer>`)).toBe(`Text.\n\n${footer}`);
  });

  it("leaves lists of links in the content out that are marked as an aside", async () => {
    const html =
      "<article><p>Text.</p><aside><h2>See</h2><ul><li><a href=/a>First page</a></ul></aside></article>";
    expect(await textOf(html)).toBe("Text.");
  });

  it("reads the footer of a quote", async () => {
    expect(await textOf("<blockquote><p>Be.</p><footer>— Ada</footer></blockquote>")).toBe("Be.\n\n— Ada");
  });

  it.each([
    [
      "what is unfolded",
      "<details><summary>Is there a fee?</summary><p>No.</p><p>Never.</p></details>",
      "Is there a fee? No.\n\nNever.",
    ],
    ["an unfolded list", "<details><summary>Fees</summary><ul><li>One</ul></details>", "Fees:\n\n- One"],
    ["a heading that unfolds", "<details><summary><h2>Fees</h2></summary>None.</details>", "Fees\n\nNone."],
    ["tabs", "<div role=tabpanel>One</div><div role=tabpanel hidden>Two</div>", "One\n\nTwo"],
    ["a part that is unfolded", '<div class="accordion-body collapse" style="display:none">Yes</div>', "Yes"],
    [
      "abbreviations, once each",
      "<abbr title='World Health Organization'>WHO</abbr>, <abbr title='World Health Organization'>WHO</abbr>",
      "WHO (World Health Organization), WHO",
    ],
    [
      "dates",
      "<time datetime=2024-05-03T10:00>last Friday</time>, <time datetime=2024-05-03>3 May</time>, <time datetime=2024-05-04></time>",
      "last Friday (2024-05-03), 3 May, 2024-05-04",
    ],
    [
      "shadow roots",
      "<x-a><template shadowrootmode=open><p>In</p></template></x-a><template>7</template>",
      "In",
    ],
    [
      "values of a form",
      `<form><fieldset><legend>Order</legend><label for=a>Street</label><input id=a value="Lark Lane 9">
       <label>Size <select><option>S<option selected>M</select></label>
       <input type=radio><label>Standard</label><input type=radio checked><label>Express</label>
       <label for=n>Notes</label><textarea id=n>Ring twice</textarea><input type=submit value=Send></fieldset></form>`,
      "Order\n\nStreet: Lark Lane 9\n\nSize M\n\nStandard\n\n[x] Express\n\nNotes: Ring twice",
    ],
    ["what is open", "<details open><summary>Show</summary><p>No.</p></details>", "Show\n\nNo."],
    ["no box without a label", "<input type=checkbox checked><p>No.</p>", "No."],
    [
      "a question in bold",
      "<p><b>Fee?</b></p> <p>No.</p><p><b>Hours</b></p><p>All.</p>",
      "Fee? No.\n\nHours: All.",
    ],
    ["bold text", "<p><b>Stop it.</b></p><p>No.</p><p><b>End</b></p>", "Stop it.\n\nNo.\n\nEnd"],
    [
      "options as groff writes them",
      "<p><b>-u</b>=<i>NAME</i></p><p>User.</p><p><b>-a</b><br>All.</p>",
      "-u=NAME: User.\n\n-a\nAll.",
    ],
    ["no form that searches", "<form role=search><label>Find</label><input></form>", ""],
  ])("reads %s", async (_, html, text) => {
    expect(await textOf(html)).toBe(text);
  });

  it("reads what a page says where scripts don't run", async () => {
    const { text, notices } = await load(
      "<div id=app></div><noscript><p>The shop is in Lark Lane.</p></noscript><script>run()</script>",
    );
    expect(text).toBe("The shop is in Lark Lane.");
    expect(notices).toEqual(["a script (JavaScript) loads the content of the page: not read"]);
  });

  it("says what a page has instead of text", async () => {
    const shell = "<div id=root></div><noscript>Enable JavaScript.</noscript><script src=a.js></script>";
    expect(await load(shell)).toMatchObject({
      text: "",
      notices: ["a script (JavaScript) loads the content of the page: not read"],
    });
    const pictures =
      "<p>Our menu</p><img src=1><img src=2><img src=3 alt=''><iframe></iframe><video></video>";
    expect((await load(pictures)).notices).toEqual([
      "not read: 1 embedded page, 2 pictures without a description, 1 recording",
    ]);
    expect((await load(`<p>${"Word ".repeat(60)}</p><img src=1>`)).notices).toEqual([]);
  });

  it.each([
    ["<html lang=de><main lang=en-GB><p>Text", "en"],
    ["<html lang=de><body><main><p>Text", "de"],
  ])("takes the language of the content in %s", async (html, language) => {
    expect((await load(html)).language).toBe(language);
  });

  it.each([
    ['Er hat <a role="doc-noteref" href="#n">1</a>zwölf.', "Er hat zwölf."],
    ['Zwölf.<sup class="reference"><a href="#n">[1]</a></sup> Mehr.', "Zwölf. Mehr."],
    ['Lies <a class="reference external" href="/x">weiter</a>.', "Lies weiter."],
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
    expect(await textOf("<p>Also <m:math><m:mn>2</m:mn><m:mo>+</m:mo><m:mn>2</m:mn></m:math>.</p>")).toBe(
      "Also 2 + 2.",
    );
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

  it("takes a first row in bold for names", async () => {
    const bold = (text: string) => `<p><strong>${text}</strong></p>`;
    expect(
      (await load(`<table>${row(bold("Amt"), bold("Ort"))}${row("Standesamt", "Zimmer 7")}</table>`)).text,
    ).toBe("Amt: Standesamt | Ort: Zimmer 7");
    const all = `<table>${row(bold("Amt"), bold("Ort"))}${row(bold("Standesamt"), bold("Markt"))}</table>`;
    expect((await load(all)).text).toBe("Amt | Ort\nStandesamt | Markt");
    expect((await load(`<table>${row(bold("Amt"), "Markt")}${row(bold("Ort"), "oben")}</table>`)).text).toBe(
      "Amt | Markt\nOrt | oben",
    );
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
