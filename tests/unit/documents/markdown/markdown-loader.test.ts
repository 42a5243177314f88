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

  it("has its description for a text only where there is no other", async () => {
    const frontMatter = "---\ntitle: Generator\ndescription: Make a letter in minutes.\n---\n";
    expect((await load(frontMatter)).text).toBe("Make a letter in minutes.");
    expect((await load(`${frontMatter}\nText.`)).text).toBe("Text.");
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

  it.each([
    "{{< ",
    "{% ",
    "{{ a.b ",
    "`",
    "```\n{{< a",
    "``` ",
    '{"a": ',
    "[[",
    "%%a ",
    "==a ",
    "$a ",
    ":a",
    "<A ",
    '<A b="',
    "a{.b ",
    "!!! a\n",
    ":::a\n",
    "a\n: b\n",
    "x*x ",
    "**a",
  ])("reads %j that nothing closes, however often", async (opened) => {
    expect(await textOf(`${opened.repeat(5_000)}\n\nx`)).toContain("x");
  });

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

describe("markdown loader of dialects", () => {
  const mdx = async (markdown: string) =>
    (await MARKDOWN_LOADER.load(Buffer.from(markdown), "a.mdx", LIMITS)).text;

  it.each([
    [
      "Student*innen und Lehrer*innen, die*der *beste* und *alle Schüler*innen*",
      "Student*innen und Lehrer*innen, die*der beste und alle Schüler*innen",
    ],
    [
      "des\\*der Professors\\*in und `a*b*c`\n\n<p>Lehrer*innen</p>\n\n    a*b",
      "des*der Professors*in und a*b*c\n\nLehrer*innen\n\na*b",
    ],
    ["**Is there a fee?**\\\nNo.", "Is there a fee? No."],
    ["**Is there a fee**<br>No.", "Is there a fee: No."],
    ["**Is there a fee?**\n\nNo.\n\nMore.", "Is there a fee? No.\n\nMore."],
    ["**Hours**\n\n- Monday\n\n**Stop!**\n\nGo.\n\n**End**", "Hours:\n\n- Monday\n\nStop!\n\nGo.\n\nEnd"],
    ["**Note** that it\nfails", "Note that it fails"],
    ["<details>\n<summary>Fee?</summary>\n\nNo **fee**.\n\n</details>", "Fee? No fee."],
    [
      ":::note Good to know\nIt is *free*.\n:::\n\n::: details Fee? {open}\nNo.\n:::",
      "Good to know: It is free.\n\nFee? No.",
    ],
    [
      ':::tip[Good]{.x}\nA\n:::\n\n::: {.callout title="Bad"}\nB\n:::\n\n:::warning\nC\n:::',
      "Good: A\n\nBad: B\n\nC",
    ],
    [
      '!!! warning "Stop"\n    Never\n\n    - run\n\n        !!! note\n            Deep\n\nOn',
      "Stop: Never\n\n- run\n\nDeep\n\nOn",
    ],
    [
      '=== "Linux"\n\n    ```\n    run\n      it\n    ```\n\n=== "Mac"\n\n    Wait',
      "Linux:\n\nrun\n  it\n\nMac: Wait",
    ],
    ["Term\n: Means this\n  and that\nOther\n: One\n: Two", "Term : Means this and that\n\nOther : One; Two"],
    ["[TOC]\n\n[[_TOC_]]\n\nText\n{: .lead }", "Text"],
    ["![Tower](a.png){.big} and [link](b){#x target=y}", "Tower and link"],
    ["[[Prices|our prices]], [[Home#Way]], ![[a.png]]![[Note]]", "our prices, Home Way, Note"],
    ["[[menus.main]]\nname = 1", "[[menus.main]] name = 1"],
    ["Done :tada: :white_check_mark: at 10:30:45 a:b:c", "Done ✅ at 10:30:45 a:b:c"],
    ["==marked== %%hidden%% {# hidden #} 1 == 2 == 2", "marked 1 == 2 == 2"],
    [
      "$E=mc^2$ costs $5 or $10\n\n$$\n\\frac{a}{b+1} \\cdot \\alpha\n$$",
      "E=mc² costs $5 or $10\n\na/(b+1) · α",
    ],
    ["- [x] Done\n- [ ] Open", "- [x] Done\n- Open"],
    ["[![Build](b.svg)](/ci) [![npm][n]](/x)\n\nText ![Tower](a.png)\n\n[n]: n.svg", "Text Tower"],
    ["import Tabs from '@theme/Tabs';\n\nText", "Text"],
    ["```\n:::note\n: a\n[[b]] :tada: $x$\n```", ":::note\n: a\n[[b]] :tada: $x$"],
    ["Use {braces} and Vec`<T>` <!-- no -->", "Use {braces} and Vec<T>"],
  ])("reads %j", async (markdown, text) => {
    expect(await textOf(markdown)).toBe(text);
  });

  it("reads MDX without its program text", async () => {
    const source = `---\ntitle: Fees\n---
import {\n  A,\n} from 'a'\n\nexport const x = {\n  a: 1,\n}\n
# Fees {/* why */}

<Tabs groupId="os" values={[{ a: 1 }]}>
<TabItem value="l" label="Linux">

Run **it**, {name}{" "}or {'wait'}. <Icon name="x" />

</TabItem>
</Tabs>

<>Plain</>

\`{code}\``;
    expect(await mdx(source)).toBe("Fees\n\nLinux: Run it, or wait.\n\nPlain\n\n{code}");
  });

  it.each([
    [`# ${"long ".repeat(50)}\n\nText`, "A"],
    ["---\ntitle: '{{ page.title }}'\n---\n# Real", "Real"],
    ["---\ntitle: '---'\n---\nText", "A"],
  ])("takes no title from %j", async (markdown, title) => {
    expect((await load(markdown)).title).toBe(title);
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
    ["title: >-\n  folded\n  on\nlang: de", "folded on", "de"],
    ['[a]\ntitle = "no"', null, null],
    ["  title: nested\nsubtitle: other", null, null],
  ])("reads %j", (source, title, language) => {
    expect(readFrontMatter(source)).toEqual({ title, description: null, language });
  });
});

describe("takeJsonFrontMatter", () => {
  it.each([
    ['{"title": "Kurz"}\nText', "Kurz", "\nText"],
    ['{\n"title": "a } b",\n"x": {\n}\n}\n{ "no": 1 }', "a } b", '\n{ "no": 1 }'],
    ['\uFEFF{ "title": " " }', null, ""],
  ])("takes %j", (source, title, body) => {
    expect(takeJsonFrontMatter(source)).toEqual({
      frontMatter: { title, description: null, language: null },
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
