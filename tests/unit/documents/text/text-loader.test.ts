import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraphs, TEXT_LOADER } from "../../../../src/documents/text/text-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (text: string, limits = {}) =>
  TEXT_LOADER.load(Buffer.from(text), "a.txt", { ...LIMITS, ...limits });

describe("text loader", () => {
  it("keeps the file's content unchanged", async () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("\f", "\r\n", "\n\n", " ", "\u2028", "\uFEFF"),
    );
    const text = fc.array(piece).map((pieces) => pieces.join(""));
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        fc.pre(!text.includes("\0"));
        const document = await load(text);
        expect(document.text).toBe(text);
        expectSound(document);
      }),
    );
  });

  it("keeps a byte order mark, and leaves it out of what is read", async () => {
    const document = await load("\uFEFFHallo");
    expect(document.text).toBe("\uFEFFHallo");
    expect(document.blocks).toMatchObject([{ start: 1, end: 6 }]);
    const utf16 = Buffer.from("\uFEFFHallo", "utf16le");
    expect((await TEXT_LOADER.load(utf16, "a.txt", LIMITS)).text).toBe("\uFEFFHallo");
  });

  it("counts pages by form feeds, and none after the last", async () => {
    const { pages, marks } = await load("eins\fzwei\f\fvier\f\n");
    expect(pages).toBe(4);
    expect(marks.map(({ start, value }) => [start, value])).toEqual([
      [0, 1],
      [5, 2],
      [10, 3],
      [11, 4],
    ]);
    expect(await load("eins")).toMatchObject({ pages: null, marks: [] });
  });

  it("refuses more pages than allowed", async () => {
    await expect(load("a\f".repeat(11), { pages: 10 })).rejects.toThrow(/a\.txt has more than 10 pages/u);
  });

  it("reads a line of millions of characters", async () => {
    const { blocks } = await load("wort ".repeat(1_000_000), { characters: 10_000_000 });
    expect(blocks).toHaveLength(1);
  });
});

describe("text loader of logs", () => {
  const LINES = Array.from({ length: 6 }, (_, i) => `2024-03-01 08:00:0${i} INFO job ${i} done`);
  const piecesOf = async (content: string, path: string) => {
    const { text, blocks } = await TEXT_LOADER.load(Buffer.from(content), path, LIMITS);
    return blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  };

  it.each([
    ["a.txt", LINES.join("\n")],
    ["a.log", LINES.join("\r\n")],
    ["A.LOG", "Setting up git\nSetting up make"],
  ])("reads %s line by line", async (path, content) => {
    expect(await piecesOf(content, path)).toEqual([["table", content]]);
  });

  it("keeps a stack trace with its line, apart from the other lines", async () => {
    const trace = `${LINES[2]}\nValueError: no\n  at run (a.js:1)\nCaused by: it`;
    const content = [...LINES.slice(0, 2), trace, ...LINES.slice(3)].join("\n");
    expect(await piecesOf(content, "a.log")).toEqual([
      ["table", LINES.slice(0, 2).join("\n")],
      ["code", trace],
      ["table", LINES.slice(3).join("\n")],
    ]);
    expectSound(await TEXT_LOADER.load(Buffer.from(content), "a.log", LIMITS));
  });

  it("leaves out what a terminal doesn't show", async () => {
    const content =
      "\u001B[1;31mERROR\u001B[0m no\u0007 \u001B]8;;http://a\u001B\\\\link\u001B]8;;\u0007 N\bNAME _\bx";
    expect((await load(content)).text).toBe("ERROR no \\link NAME x");
    expect(await piecesOf("get  1%\rget 50%\rget 100%\nend\r\n", "a.log")).toEqual([
      ["table", "get 100%\nend"],
    ]);
    expect((await load("one\rtwo\rthree\n")).text).toBe("one\rtwo\rthree\n");
  });

  it("reads half a million lines", async () => {
    const { blocks } = await TEXT_LOADER.load(Buffer.from(`${LINES[0]}\n  at a\n`.repeat(250_000)), "a.log", {
      ...LIMITS,
      characters: 100_000_000,
    });
    expect(blocks).toHaveLength(250_000);
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
