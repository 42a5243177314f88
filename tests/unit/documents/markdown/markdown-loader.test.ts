import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrontMatter, takeJsonFrontMatter } from "../../../../src/documents/markdown/front-matter.js";
import { MARKDOWN_LOADER } from "../../../../src/documents/markdown/markdown-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (markdown: string) => MARKDOWN_LOADER.load(Buffer.from(markdown), "a.md", LIMITS);

const textOf = async (markdown: string) => (await load(markdown)).text;

describe("markdown loader", () => {
  it("gives each block the path of its headings", async () => {
    const { blocks, text } = await load("# A\n\n## B\n\none\n\n### C\n\ntwo\n\n## D\n\nthree");
    const body = blocks.filter((block) => block.kind === "paragraph");
    expect(body.map((block) => [text.slice(block.start, block.end), block.heading])).toEqual([
      ["one", ["A", "B"]],
      ["two", ["A", "B", "C"]],
      ["three", ["A", "D"]],
    ]);
  });

  it("keeps blocks and text in step, whatever the Markdown", async () => {
    const piece = fc.constantFrom(
      "# ",
      "- ",
      "1. ",
      "> ",
      "    ",
      "| a | b |\n|---|---|\n",
      "```\n",
      "**",
      "\n",
      "\n\n",
      "Text ",
      "<b>",
      "<table><tr><td>",
      "[^1]",
      "[^1]: ",
      "![x](y)",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        expectSound(await load(pieces.join("")));
      }),
    );
  });

  it("keeps code in a list whole and in its lines", async () => {
    expect(await textOf("1. Run\n\n   ```\n   a\n     b\n   ```\n\n   and wait.\n2. Done")).toBe(
      "1. Run\n  a\n    b\n  and wait.\n2. Done",
    );
  });

  it("reads tables and text in raw HTML", async () => {
    expect(await textOf("<table><tr><th>A<th>B<tr><td>1<td>2</table>\n\n<!-- no -->\n\nText")).toBe(
      "A: 1 | B: 2\n\nText",
    );
  });

  it("prefers the title of the front matter to the first heading", async () => {
    expect((await load("+++\ntitle = 'Handbuch'\n+++\n# Kapitel")).title).toBe("Handbuch");
    expect((await load("# Kapitel\n\nText")).title).toBe("Kapitel");
  });

  it("takes title and language from front matter in JSON, which isn't text", async () => {
    const json = JSON.stringify(
      { title: "Unsere Ziele", lang: "de-AT", tags: ["a"], params: { b: {} } },
      null,
      4,
    );
    const { title, language, text } = await load(`${json}\n\nWir sind ein Verein.`);
    expect({ title, language, text }).toEqual({
      title: "Unsere Ziele",
      language: "de",
      text: "Wir sind ein Verein.",
    });
  });

  it.each([
    ["Get set up <em>before</em> onboarding", "Get set up before onboarding"],
    ["Logging in &amp; Networks", "Logging in & Networks"],
    ["Deaf & hard of hearing, a < b", "Deaf & hard of hearing, a < b"],
    ["Vec<T> and <b>x</b>", "Vec<T> and x"],
    ["<br>", "A heading"],
  ])("shows a title without its HTML: %j", async (written, shown) => {
    expect((await load(`---\ntitle: ${written}\n---\n\n# A heading`)).title).toBe(shown);
  });

  it("leaves out what marks a quote as an alert", async () => {
    expect(await textOf("> [!WARNING]\n> Mind the gap.\n\n> [!note]- \n\n> [1] stays, [!] too")).toBe(
      "Mind the gap.\n\n[1] stays, [!] too",
    );
  });

  it("leaves out the anchors of headings and classes behind them", async () => {
    const { headings } = await load(
      "# Gebühren {#fees}\n\n## Fristen {: .no_toc #dates }\n\n## Mengen {a, b}",
    );
    expect(headings.map(({ text }) => text)).toEqual(["Gebühren", "Fristen", "Mengen {a, b}"]);
  });

  it.each([
    ['Eine {{< link slug="a/b" text="**Beschwerde**" >}} hilft.', "Eine Beschwerde hilft."],
    ["Neu.{{% new-in 0.99 %}}\n\nText", "Neu.\n\nText"],
    ["{% if user %}Hallo {{ user.name }}{% endif %}, guten Tag", "Hallo , guten Tag"],
    [
      "Mit `{{ .Title }}` und\n\n```\n{{ .Content }}\n```\n\nEnde",
      "Mit {{ .Title }} und\n\n{{ .Content }}\n\nEnde",
    ],
    ["{{<figure src=x alt='Ein Turm'>}}", "Ein Turm"],
    ['3. Inform {% slack_channel "equipment" %}.', "3. Inform equipment."],
    ['A {{% glossary-term "glob pattern" %}} matches.', "A glob pattern matches."],
    ['Printed {{ printf "plain words" }}.', "Printed ."],
    [
      'See [the page]({% page "/a/b/" %}){% include "x y" %}{{< youtube "abc" >}}{% tag "a=b" %}.',
      "See the page.",
    ],
    ["Der Vektor \\mathbf{{x}} bleibt.", "Der Vektor \\mathbf{{x}} bleibt."],
  ])("reads template tags as what they show: %j", async (markdown, text) => {
    expect(await textOf(markdown)).toBe(text);
  });

  it.each(["{{< ", "{% ", "{{ a.b ", "`", "```\n{{< a", "``` ", '{"a": '])(
    "reads %j that nothing closes, however often",
    async (opened) => {
      expect(await textOf(`${opened.repeat(20_000)}\n\nx`)).toContain("x");
    },
  );

  it.each([
    ["quotes", "> ".repeat(50_000)],
    ["lists on one line", "- ".repeat(50_000)],
    ["lists", Array.from({ length: 500 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n")],
  ])("refuses %s nested too deep", async (_, markdown) => {
    await expect(load(`${markdown}a`)).rejects.toMatchObject({
      code: "unreadable_document",
      message: expect.stringContaining("a.md is nested more than 100 levels deep"),
    });
  });

  it("reads brackets and emphasis that nothing closes", async () => {
    expect(await textOf("[".repeat(2000))).toHaveLength(2000);
    expect(await textOf(`${"*a ".repeat(2000)}`)).toContain("*a *a");
  });
});

describe("readFrontMatter", () => {
  it.each([
    ["title: Ein Handbuch", "Ein Handbuch", null],
    ["title: Handbuch # für alle\nlang: de", "Handbuch", "de"],
    ['title: "Sagt \\"ja\\": immer"\nlanguage: en-GB', 'Sagt "ja": immer', "en"],
    ["title: 'Anna''s'", "Anna's", null],
    ['title = "TOML"', "TOML", null],
    ["title:", null, null],
    ["title: >\n  folded", null, null],
    ["  title: nested\nsubtitle: other", null, null],
  ])("reads %j", (source, title, language) => {
    expect(readFrontMatter(source)).toEqual({ title, language });
  });
});

describe("takeJsonFrontMatter", () => {
  it.each([
    ['{"title": "Kurz"}\nText', "Kurz", "\nText"],
    ['{\n"title": "a } b",\n"x": {\n}\n}\n{ "no": 1 }', "a } b", '\n{ "no": 1 }'],
    ['\uFEFF{ "title": " " }', null, ""],
  ])("takes %j", (source, title, body) => {
    expect(takeJsonFrontMatter(source)).toEqual({
      frontMatter: { title, language: null },
      body,
    });
  });

  it.each(["", "Text", "{", "{ not: json }", '{"title": "open"', '{{< tag "a" >}}', '["title"]'])(
    "leaves %j",
    (source) => {
      expect(takeJsonFrontMatter(source)).toBeUndefined();
    },
  );
});
