import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownLoader } from "../../../src/documents/markdown-loader.js";
import { paragraphs } from "../../../src/documents/paragraphs.js";
import { textLoader } from "../../../src/documents/text-loader.js";
import { titleFromPath } from "../../../src/documents/title.js";
import { expectCoverage } from "../../contract/loader.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("text loader", () => {
  it("keeps the file's content unchanged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        fc.pre(!text.includes("\0") && !text.startsWith("\uFEFF"));
        const document = await textLoader.load(utf8(text), "a.txt");
        expect(document.text).toBe(text);
        expectCoverage(document);
      }),
    );
  });

  it("doesn't take a byte order mark for text", async () => {
    const { text } = await textLoader.load(utf8("\uFEFFHallo"), "a.txt");
    expect(text).toBe("Hallo");
  });

  it("reads UTF-16 with a byte order mark", async () => {
    const { text } = await textLoader.load(new Uint8Array(Buffer.from("\uFEFFGrüße", "utf16le")), "a.txt");
    expect(text).toBe("Grüße");
  });
});

describe("paragraphs", () => {
  const split = (text: string) => paragraphs(text).map(({ start, end }) => text.slice(start, end));

  it("ends a paragraph at a blank line", () => {
    expect(split("Eins.\n\nZwei.\r\n \r\nDrei.")).toEqual(["Eins.", "Zwei.", "Drei."]);
  });

  it("takes each line for a paragraph where lines end with a sentence", () => {
    expect(split("Die erste Zeile ist ein Satz.\nDie zweite auch.[1]\nDie dritte ebenso.")).toHaveLength(3);
  });

  it("takes each line for a paragraph where lines are long", () => {
    const line = "wort ".repeat(60).trim();
    expect(split(`${line}\n${line}`)).toHaveLength(2);
  });

  it("joins lines that were wrapped by hand", () => {
    expect(split("This text was wrapped at a\nfixed width long ago, as\nmail used to be.")).toHaveLength(1);
  });
});

describe("markdown loader", () => {
  it("gives each block the path of its headings", async () => {
    const { blocks, text } = await markdownLoader.load(
      utf8("# A\n\n## B\n\none\n\n### C\n\ntwo\n\n## D\n\nthree"),
      "a.md",
    );
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
      "| a | b |\n|---|---|\n",
      "```\n",
      "**",
      "\n",
      "\n\n",
      "Text ",
      "<b>",
      "![x](y)",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        expectCoverage(await markdownLoader.load(utf8(pieces.join("")), "a.md"));
      }),
    );
  });
});

describe("titleFromPath", () => {
  it.each([
    ["a/b/user-guide_v2.txt", "User guide v2"],
    ["README.md", "README"],
    ["---.txt", "---"],
  ])("turns %s into %s", (path, title) => {
    expect(titleFromPath(path)).toBe(title);
  });
});
