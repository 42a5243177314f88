import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sectionAround, widened } from "../../../src/answering/sections.js";
import type { Heading } from "../../../src/core/document.js";

/** A document of lines; those that begin with `#` are headings, whose marks don't stand in the text. */
function documentOf(...lines: readonly string[]): { text: string; headings: Heading[] } {
  let text = "";
  const headings: Heading[] = [];
  for (const line of lines) {
    const [, marks = "", content = line] = /^(#+) (.*)$/u.exec(line) ?? [];
    const start = text.length + (text === "" ? 0 : 2);
    text = text === "" ? content : `${text}\n\n${content}`;
    if (marks !== "") {
      headings.push({ start, end: text.length, level: marks.length, text: content });
    }
  }
  return { text, headings };
}

/** The section around the first place where some words stand, with the text of its blocks. */
function around(lines: readonly string[], words: string, reach?: number) {
  const document = documentOf(...lines);
  const start = document.text.indexOf(words);
  const section = sectionAround(document, { start, end: start + words.length }, reach);
  expect(section.text).toBe(document.text.slice(section.start, section.end));
  return {
    ...section,
    blocks: section.blocks.map((block) => [block.kind, document.text.slice(block.start, block.end)]),
  };
}

const LEAVE = [
  "Everything about leave.",
  "# Leave",
  "Ask early.",
  "## Sick leave",
  "You can use it for:",
  "- a visit to a doctor\n- recovering",
  "Four hours accrue per pay period.",
  "### Illness of a child",
  "Thirteen days a year.",
  "## Jury duty",
  "It costs no leave.",
];

describe("sectionAround", () => {
  it.each([
    [
      "recovering",
      ["Leave", "Sick leave"],
      "You can use it for:\n\n- a visit to a doctor\n- recovering\n\nFour hours accrue per pay period.",
    ],
    ["Thirteen", ["Leave", "Sick leave", "Illness of a child"], "Thirteen days a year."],
    ["It costs", ["Leave", "Jury duty"], "It costs no leave."],
    ["Everything", [], "Everything about leave."],
    ["Ask early", ["Leave"], "Ask early."],
    ["Jury duty", ["Leave"], "Jury duty\n\nIt costs no leave."],
  ])("reads from heading to heading around %j", (words, heading, text) => {
    expect(around(LEAVE, words)).toMatchObject({ heading, text, isWhole: true });
  });

  it("widens a short section to those beside it, as far as they are short together", () => {
    const document = documentOf(...LEAVE);
    const start = document.text.indexOf("Thirteen");
    const section = sectionAround(document, { start, end: start + 8 });
    expect(widened(document, section, 30)).toEqual(section);
    expect(widened(document, section, 150)).toMatchObject({
      heading: ["Leave", "Sick leave"],
      text: LEAVE.slice(4, 9).join("\n\n").replace("### ", ""),
    });
    expect(widened(document, section, 1000)).toMatchObject({
      heading: ["Leave"],
      text: LEAVE.slice(2).join("\n\n").replaceAll(/^#+ /gmu, ""),
    });
    const lone = documentOf("# Rye", "## Baking", "Fifty minutes.", "# Wheat", "Less.");
    const baking = sectionAround(lone, {
      start: lone.text.indexOf("Fifty"),
      end: lone.text.indexOf("Fifty") + 5,
    });
    expect(widened(lone, baking, 1000)).toEqual(baking);
  });

  it("tells paragraphs, lists, tables and code", () => {
    const blocks = [
      ["paragraph", "For example:"],
      ["code", "{{ with .Site }}\n  {{ .Title }}\n{{ end }}"],
      ["list", "1. Log in.\n2. Log out.\n  - At night."],
      ["table", "Name: A | Size: 12\nName: B | Size: 13"],
      ["paragraph", "(1) Die Steuer beträgt 165,00 €."],
      ["list", "a) bei Märkten,\n\nb) für Durchsagen."],
      ["paragraph", "-q priority\nSets the priority."],
    ];
    const lines = blocks.flatMap(([, text = ""]) => text.split("\n\n"));
    expect(around(lines, "Steuer").blocks).toEqual(blocks);
  });

  it("parts a list from the line that leads into it", () => {
    expect(around(["Bring along:\n- a card\n- a pen"], "pen").blocks).toEqual([
      ["paragraph", "Bring along:"],
      ["list", "- a card\n- a pen"],
    ]);
  });

  it("reads only what is near a span in a large section", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `Name: row ${i} | Size: ${i}`).join("\n");
    const section = around(["# Table", rows], "row 2500", 200);
    expect(section.isWhole).toBe(false);
    expect(section.text.length).toBeLessThan(500);
    expect(section.text.split("\n").every((row) => /^Name: row \d+ \| Size: \d+$/u.test(row))).toBe(true);
    expect(section.heading).toEqual(["Table"]);
  });

  it("covers every character of a section with blocks, whatever it holds", () => {
    const line = fc.constantFrom(
      "- a",
      "1. b",
      "x",
      "y:",
      "A: b | C: d",
      "  {",
      "",
      "   ",
      "# h",
      "## i",
      "é 漢",
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(40),
        fc.nat(60),
        (lines, at, length, reach) => {
          const document = documentOf(...lines);
          const start = at % (document.text.length + 1);
          const span = { start, end: Math.min(document.text.length, start + length) };
          const { blocks, text, ...section } = sectionAround(document, span, reach);
          expect(text).toBe(document.text.slice(section.start, section.end));
          let from = section.start;
          for (const block of blocks) {
            expect(document.text.slice(from, block.start).trim()).toBe("");
            expect(block.end).toBeGreaterThan(block.start);
            from = block.end;
          }
          expect(document.text.slice(from, section.end).trim()).toBe("");
        },
      ),
    );
  });
});
