import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockAt, documentBlocks, piecesOf } from "../../../src/widget/viewer/blocks.js";
import { type OutlineEntry, outlineOf } from "../../../src/widget/viewer/outline.js";
import { trimSpan } from "../../../src/widget/viewer/selected-span.js";
import { stretchesOf } from "../../../src/widget/viewer/stretches.js";

const sentence = "Ein Satz, wie er in Büchern steht. ";

describe("a long paragraph", () => {
  const pieces = (text: string) =>
    piecesOf(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

  it("stays whole unless it is very long", () => {
    const text = sentence.repeat(100).trim();
    expect(pieces(text)).toEqual([text]);
  });

  it("is cut where a line ends, else where a sentence does, else between words", () => {
    const lines = "  eine Zeile. Und mehr\n".repeat(500);
    expect(pieces(lines).every((piece) => /^ {2}eine.*mehr\n?$/s.test(piece))).toBe(true);
    expect(pieces(sentence.repeat(500).trim()).every((piece) => /^Ein.*steht\.$/s.test(piece))).toBe(true);
    expect(pieces("kein Ende ".repeat(2000).trim()).every((piece) => /^\S.*(kein|Ende)$/s.test(piece))).toBe(
      true,
    );
  });

  it("is never cut within a character of two code units", () => {
    const text = `a${"😀".repeat(5000)}`;
    expect(pieces(text).length).toBeGreaterThan(1);
    expect(pieces(text).every((piece) => /^a?(😀)+$/.test(piece))).toBe(true);
    expect(pieces(text).join("")).toBe(text);
  });

  it("keeps every character that is not white space", () => {
    const part = fc.tuple(
      fc.constantFrom("x", "Wort ", sentence, "\n", "  ", "。", "😀"),
      fc.integer({ min: 1, max: 900 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.map(([text, times]) => text.repeat(times)).join("");
        const cut = pieces(text);
        expect(cut.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        expect(Math.max(...cut.map((piece) => piece.length))).toBeLessThanOrEqual(4000);
      }),
      { numRuns: 200 },
    );
  });

  it("is several blocks, of which all but the last say that it goes on", () => {
    const text = `${sentence.repeat(300)}\n\nDanach.`;
    const continued = documentBlocks(text, [], []).map((block) => block.continued);
    expect(continued.length).toBeGreaterThan(3);
    expect(continued.slice(-3)).toEqual([true, false, false]);
    expect(continued.slice(0, -2).every(Boolean)).toBe(true);
  });
});

describe("the stretches of a document", () => {
  it("hold every block once, in order", () => {
    const paragraphs = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 150 });
    fc.assert(
      fc.property(paragraphs, (lengths) => {
        const blocks = documentBlocks(lengths.map((length) => "x".repeat(length)).join("\n\n"), [], []);
        const stretches = stretchesOf(blocks);
        let next = 0;
        for (const { from, to, characters } of stretches) {
          expect(from).toBe(next);
          expect(to).toBeGreaterThan(from);
          const texts = blocks.slice(from, to).map(({ text }) => text);
          expect(characters).toBe(texts.join("").length);
          next = to;
        }
        expect(next).toBe(blocks.length);
      }),
      { numRuns: 50 },
    );
  });

  it("say how many lines end early", () => {
    const blocks = documentBlocks("Eins\nzwei\n\nDrei", [], []);
    expect(stretchesOf(blocks)).toEqual([{ from: 0, to: 2, characters: 13, lineEnds: 3 }]);
  });
});

describe("the block at an offset", () => {
  const blocks = documentBlocks("Eins\n\nZwei\n\nDrei", [], []);

  it.each([
    [0, 0],
    [3, 0],
    [4, 1],
    [5, 1],
    [9, 1],
    [10, 2],
    [16, 2],
    [99, 2],
  ])("%i is %i", (offset, index) => {
    expect(blockAt(blocks, offset)).toBe(index);
  });

  it("is the first where there are none", () => {
    expect(blockAt([], 3)).toBe(0);
  });
});

describe("the outline of a document", () => {
  interface Nested {
    readonly [heading: string]: Nested;
  }
  const nested = (entries: readonly OutlineEntry[]): Nested =>
    Object.fromEntries(entries.map(({ heading, entries: under }) => [heading.text, nested(under)]));

  it("nests headings by their depth, and knows their blocks", () => {
    const text = "A\n\nText\n\nB\n\nC\n\nText\n\nD\n\nE";
    const levels = { A: 1, B: 3, C: 4, D: 3, E: 1 };
    const headings = Object.entries(levels).map(([name, level]) => {
      const start = text.indexOf(name);
      return { level, text: name, start, end: start + 1 };
    });
    const blocks = documentBlocks(text, headings, []);
    const outline = outlineOf(blocks);
    expect(nested(outline)).toEqual({ A: { B: { C: {} }, D: {} }, E: {} });
    expect(outline.map(({ index }) => blocks[index]?.text)).toEqual(["A", "E"]);
  });

  it("is no deeper than six, however deep the headings are", () => {
    const text = Array.from({ length: 9 }, (_, i) => `H${i}`).join("\n\n");
    const headings = Array.from({ length: 9 }, (_, i) => ({
      level: i + 1,
      text: "",
      start: i * 4,
      end: i * 4 + 2,
    }));
    const outline = nested(outlineOf(documentBlocks(text, headings, [])));
    expect(outline).toEqual({ H0: { H1: { H2: { H3: { H4: { H5: {}, H6: {}, H7: {}, H8: {} } } } } } });
  });
});

describe("a selected span", () => {
  it("has no white space at its ends, and is none without anything else", () => {
    expect(trimSpan("a  bc \n d", { start: 1, end: 7 })).toEqual({ start: 3, end: 5 });
    expect(trimSpan("a  bc \n d", { start: 5, end: 8 })).toBeNull();
    expect(trimSpan("abc", { start: 2, end: 2 })).toBeNull();
  });

  it("covers the same text but for that", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), fc.nat(20), (text, start, length) => {
        const end = Math.min(start + length, text.length);
        const trimmed = trimSpan(text, { start, end });
        expect(trimmed === null ? "" : text.slice(trimmed.start, trimmed.end)).toBe(
          text.slice(start, end).trim(),
        );
      }),
    );
  });
});
