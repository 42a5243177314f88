import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, type Inline, parseMarkdown } from "../../../src/widget/answer/markdown.js";

/** What is shown, with tags that say how. */
function shown(text: string): string {
  return parseMarkdown(text)
    .map((block) => showBlock(text, block))
    .join("");
}

function showBlock(text: string, block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${showLine(text, block.content)}</p>`;
    case "heading":
      return `<h>${showLine(text, block.content)}</h>`;
    case "list": {
      const items = block.items.map(
        (item) => `<li>${item.map((inner) => showBlock(text, inner)).join("")}</li>`,
      );
      return block.first === null
        ? `<ul>${items.join("")}</ul>`
        : `<ol ${block.first}>${items.join("")}</ol>`;
    }
    case "quote":
      return `<quote>${block.blocks.map((inner) => showBlock(text, inner)).join("")}</quote>`;
    case "code":
      return `<pre>${block.lines.map(({ start, end }) => text.slice(start, end)).join("")}</pre>`;
    case "table": {
      const rows = [block.head, ...block.rows];
      return `<table>${rows.map((row) => row.map((cell) => showLine(text, cell)).join("|")).join("/")}</table>`;
    }
    case "rule":
      return "<hr>";
  }
}

function showLine(text: string, content: readonly Inline[]): string {
  return content.map((inline) => showInline(text, inline)).join("");
}

function showInline(text: string, inline: Inline): string {
  switch (inline.kind) {
    case "text":
      return text.slice(inline.start, inline.end);
    case "character":
      return inline.value;
    case "code":
      return `<c>${text.slice(inline.content.start, inline.content.end)}</c>`;
    case "strong":
      return `<b>${showLine(text, inline.children)}</b>`;
    case "emphasis":
      return `<i>${showLine(text, inline.children)}</i>`;
    case "link":
      return `<a ${inline.url}>${showLine(text, inline.children)}</a>`;
  }
}

describe("an answer's Markdown", () => {
  it.each([
    ["Ein *leiser* und **lauter *Satz***.", "<p>Ein <i>leiser</i> und <b>lauter <i>Satz</i></b>.</p>"],
    ["zwei\nZeilen\n\nund mehr", "<p>zwei\nZeilen</p><p>und mehr</p>"],
    ["## Titel *x* ##\nText", "<h>Titel <i>x</i></h><p>Text</p>"],
    ["- a\n- b\n  b2\n\n  b3", "<ul><li><p>a</p></li><li><p>b\nb2</p><p>b3</p></li></ul>"],
    ["3. a\n   - b\n4. c", "<ol 3><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>"],
    ["> a\n> b", "<quote><p>a\nb</p></quote>"],
    ["Mit `co*de*` drin", "<p>Mit <c>co*de*</c> drin</p>"],
    ["```js\nlet x\n\ny\n```", "<pre>let x\n\ny</pre>"],
    ["|a|b|\n|-|-|\n|1|**2**|\n||3|", "<table>a|b/1|<b>2</b>/|3</table>"],
    ["a\n\n***\n\nb", "<p>a</p><hr><p>b</p>"],
    ["a  \nb\\\nc", "<p>a\nb\nc</p>"],
    ["\\*kein\\* &amp; &#8211; &unknown; &#0;", "<p>*kein* & – &unknown; \u{FFFD}</p>"],
    ["    eingerückt", "<p>eingerückt</p>"],
    ["Titel\n===", "<p>Titel\n===</p>"],
    ["\u{FEFF}**a**", "<p><b>a</b></p>"],
  ])("%j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ["[a](https://x.example/p?q=1 'T')", "<p><a https://x.example/p?q=1>a</a></p>"],
    ["[a](<mailto:a@x.example>)", "<p><a mailto:a@x.example>a</a></p>"],
    ["<https://x.example/>", "<p><a https://x.example/>https://x.example/</a></p>"],
    ["[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"],
    ["[a](JaVa&#115;cript:alert)", "<p>[a](JaVa&#115;cript:alert)</p>"],
    ["[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"],
    ["[a](//x.example) [b](/p) [c](#d)", "<p>[a](//x.example) [b](/p) [c](#d)</p>"],
    ["<vbscript:x>", "<p><vbscript:x></p>"],
    ["[a]\n\n[a]: https://x.example", "<p>[a]</p><p>[a]: https://x.example</p>"],
    ["<b onclick=x>a</b><!-- c -->", "<p><b onclick=x>a</b><!-- c --></p>"],
    ["<script>\nx\n</script>", "<p><script>\nx\n</script></p>"],
    ["![a](https://x.example/b.png)", "<p>!<a https://x.example/b.png>a</a></p>"],
  ])("has only links that may be followed, no HTML and no images: %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  const pieces = fc.constantFrom(
    ..."*_`[]()<>|#-+>\\~!&;: \n\t\u{FEFF}\0".split(""),
    "a",
    "**",
    "```",
    "\n\n",
    "1. ",
    "- ",
    "|-|-|",
    "](https://x.example)",
    "javascript:",
    "&amp;",
    "<a href=x>",
    "Wort ",
    "\u{E000}",
    "😀",
  );
  const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

  it("loses no letter, whatever the text", () => {
    // Without code fences and addresses, of which a part isn't shown.
    const letters = /[a😀]|Wort/gu;
    const withoutHidden = fc.constantFrom(
      "a",
      "Wort ",
      "😀",
      "**",
      "*",
      "_",
      "# ",
      "- ",
      "1. ",
      "> ",
      "|",
      "|-|-|",
      "\\",
      "\n",
      "\n\n",
      " ",
      "\t",
      "[",
      "]",
      "!",
    );
    fc.assert(
      fc.property(fc.array(withoutHidden, { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        const seen = shown(text).replace(/<\/?\w+>|<ol \d+>/g, "");
        expect(seen.match(letters) ?? []).toEqual(text.match(letters) ?? []);
      }),
    );
  });

  it("has spans that lie within the text and in order, whatever the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const { start, end } of parseMarkdown(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThanOrEqual(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("links to nothing else, whatever the text", () => {
    const urls = (content: readonly Inline[]): readonly string[] =>
      content.flatMap((inline) =>
        inline.kind === "link"
          ? [inline.url, ...urls(inline.children)]
          : "children" in inline
            ? urls(inline.children)
            : [],
      );
    fc.assert(
      fc.property(texts, (text) => {
        for (const block of parseMarkdown(text)) {
          if (!("content" in block)) {
            continue;
          }
          expect(urls(block.content).every((url) => /^(?:https?|mailto):/.test(url))).toBe(true);
        }
      }),
    );
  });

  it("of a text too long to be an answer is left as it stands", () => {
    const text = `**${"a".repeat(20_000)}**`;
    expect(shown(text)).toBe(`<p>${text}</p>`);
  });
});
