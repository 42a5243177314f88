import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteInPassage } from "../../../src/widget/answer/quoted-passage.js";
import { viewerLink } from "../../../src/widget/answer/viewer-link.js";
import { documentBlocks } from "../../../src/widget/viewer/blocks.js";
import { citedFromHash } from "../../../src/widget/viewer/cited-span.js";
import { citation, passage } from "./source-builders.js";

describe("the span in an address", () => {
  it("is read from two offsets", () => {
    expect(citedFromHash("#3-8", 10)).toEqual({ start: 3, end: 8, highlights: [] });
  });

  it("may have parts that stand out, each within it and behind the one before", () => {
    const highlights = [
      { start: 3, end: 4 },
      { start: 6, end: 8 },
    ];
    expect(citedFromHash("#3-8,3-4,2-5,6-8,7-8,8-9", 10)).toEqual({ start: 3, end: 8, highlights });
    expect(viewerLink({ documentId: "d", start: 3, end: 8, highlights })).toBe("/documents/d#3-8,3-4,6-8");
  });

  it.each(["", "#", "#3", "#8-3", "#3-3", "#3-11", "#-1-3", "#3-8x", "#1e1-20", "#a-b", "#3-8,", "#3-8,4"])(
    "is ignored when it is %j",
    (hash) => {
      expect(citedFromHash(hash, 10)).toBeNull();
    },
  );
});

describe("the link to the viewer", () => {
  it("stays on this server whatever the document's id", () => {
    const link = viewerLink({ documentId: "//evil.example/?a#b", start: 1, end: 2 });
    expect(new URL(link, "http://footnote.example").origin).toBe("http://footnote.example");
    expect(link).toBe("/documents/%2F%2Fevil.example%2F%3Fa%23b#1-2");
  });
});

describe("the blocks of a document", () => {
  const long = "Ein langer Satz, der ohne Umbruch bis zum Ende des Absatzes geht. ".repeat(3).trim();

  it("are parted by blank lines; short lines stay together", () => {
    const blocks = documentBlocks("Zeile eins\nZeile zwei\n\nNeuer Absatz\n", [], []);
    expect(blocks.map((block) => block.text)).toEqual(["Zeile eins\nZeile zwei", "Neuer Absatz"]);
  });

  it("take a line as long as a paragraph for one", () => {
    const blocks = documentBlocks(`${long}\n${long}\nkurz`, [], []);
    expect(blocks.map((block) => block.text)).toEqual([long, long, "kurz"]);
  });

  it("give headings a depth that leaves no level out", () => {
    const text = "A\n\nB\n\nC\n\nD";
    const headings = [
      { level: 2, text: "A", start: 0, end: 1 },
      { level: 4, text: "B", start: 3, end: 4 },
      { level: 3, text: "C", start: 6, end: 7 },
      { level: 1, text: "D", start: 9, end: 10 },
    ];
    expect(documentBlocks(text, headings, []).map((block) => block.depth)).toEqual([1, 2, 2, 1]);
  });

  it("begin where a page does, and say which", () => {
    const text = "Ein Satz\nüber zwei Seiten.\n\nTitel\n\nDanach.";
    const headings = [{ level: 1, text: "Titel", start: 28, end: 33 }];
    const marks = [0, 9, 27, 35].map((start, i) => ({ start, kind: "page", value: i + 1 }) as const);
    const blocks = documentBlocks(text, headings, marks);
    expect(blocks.map((block) => [block.text, block.mark?.value])).toEqual([
      ["Ein Satz", 1],
      ["über zwei Seiten.", 2],
      ["Titel", 3],
      ["Danach.", 4],
    ]);
  });

  it("say the last of several pages that begin at one place", () => {
    const marks = [0, 0, 4, 4].map((start, i) => ({ start, kind: "slide", value: i + 1 }) as const);
    expect(documentBlocks("Eins", [], marks).map((block) => block.mark?.value)).toEqual([2]);
  });

  it("hold every character that is not white space, at its offset", () => {
    const lines = fc.array(
      fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("", "  ", long, "\tEingerückt")),
    );
    const headings = fc.array(
      fc.record({
        level: fc.integer({ min: 1, max: 6 }),
        text: fc.constant(""),
        start: fc.nat(300),
        end: fc.nat(320),
      }),
    );
    fc.assert(
      fc.property(lines, headings, fc.array(fc.nat(300)), (content, found, starts) => {
        const text = content.join("\n");
        const marks = starts
          .sort((a, b) => a - b)
          .map((start, i) => ({ start, kind: "row", value: i + 1 }) as const);
        const blocks = documentBlocks(text, found, marks);
        for (const block of blocks) {
          expect(block.text).toBe(text.slice(block.start, block.end));
        }
        const held = blocks.map((block) => block.text).join("");
        expect(held.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
      }),
    );
  });
});

describe("a quote in its passage", () => {
  it("stands between the text before and after it", () => {
    const found = quoteInPassage(citation(1, "mitten", 13), [
      passage("anderswo"),
      passage("Es steht mitten im Text.", 4),
    ]);
    expect(found).toEqual({ before: "Es steht ", quote: "mitten", after: " im Text.", language: "de" });
  });

  it("stands in the longest passage that holds it", () => {
    const found = quoteInPassage(citation(1, "mitten", 9), [
      passage("mitten im", 9),
      passage("Es steht mitten im Text."),
    ]);
    expect(found).toMatchObject({ before: "Es steht ", after: " im Text." });
  });

  it("stands alone, in its document's language, where the passage says something else", () => {
    const found = quoteInPassage(citation(1, "mitten", 13), [passage("Es steht MITTEN im Text.", 4)]);
    expect(found).toEqual({ before: "", quote: "mitten", after: "", language: "de" });
  });
});
