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
