import { describe, expect, it } from "vitest";
import { excerptSpan } from "../../../../src/answering/extractive/excerpt-span.js";
import { SectionParts } from "../../../../src/answering/extractive/section-groups.js";
import { sectionAround } from "../../../../src/answering/sections.js";

/** What is shown around the first place where some words stand. */
function shown(text: string, words: string, language = "en"): string {
  const start = text.indexOf(words);
  const key = { start, end: start + words.length };
  const span = excerptSpan(new SectionParts(sectionAround({ text, headings: [] }, key), language), [key]);
  return text.slice(span.start, span.end);
}

/** A paragraph of about so many characters, of sentences of fifty. */
function prose(name: string, length: number): string {
  const count = Math.round(length / 50);
  return Array.from({ length: count }, (_, i) =>
    `The ${name} has sentence number ${i} of many sentences.`.padEnd(49, "."),
  ).join(" ");
}

describe("excerptSpan", () => {
  it("shows a short section whole", () => {
    const text = `${prose("first", 300)}\n\n${prose("second", 300)}`;
    expect(shown(text, "second has sentence number 1")).toBe(text);
  });

  it("shows the paragraph of a long section, and more of what follows than of what precedes", () => {
    const parts = ["one", "two", "three", "four", "five", "six"].map((name) => prose(name, 350));
    const excerpt = shown(parts.join("\n\n"), "The three has");
    expect(excerpt).toBe(parts.slice(2, 5).join("\n\n"));
  });

  it("cuts a long paragraph between sentences", () => {
    const excerpt = shown(prose("only", 5000), "sentence number 50 ");
    expect(excerpt).toMatch(/^The only .*sentences\.+$/u);
    expect(excerpt.length).toBeGreaterThan(900);
    expect(excerpt.length).toBeLessThanOrEqual(1300);
  });

  it("shows a whole list with its lead-in, from an item as from the lead-in", () => {
    const list = Array.from({ length: 9 }, (_, i) => `- item ${i} ${"x".repeat(100)}`).join("\n");
    const text = `${prose("before", 900)}\n\nYou need:\n\n${list}\n\n${prose("after", 900)}`;
    for (const words of ["item 7", "You need"]) {
      expect(shown(text, words)).toContain(`You need:\n\n${list}`);
    }
  });

  it("cuts a very long list between items, with its lead-in if that is near", () => {
    const list = Array.from({ length: 60 }, (_, i) => `${i + 1}. item no${i} ${"x".repeat(60)}`).join("\n");
    const text = `Do this:\n\n${list}`;
    expect(shown(text, "item no3 ")).toMatch(/^Do this:\n\n1\. item/u);
    const middle = shown(text, "item no40 ");
    expect(middle).toMatch(/^\d+\. item no\d+ x+\n[\s\S]*item no40 [\s\S]*x$/u);
    expect(middle.length).toBeLessThanOrEqual(1800);
  });

  it("shows the row of a large table, never all of it", () => {
    const rows = Array.from(
      { length: 500 },
      (_, i) => `Name: company ${i} | City: town ${i} | ${"Note: words ".repeat(20)}`,
    );
    const text = rows.join("\n").replaceAll(" \n", "\n");
    expect(shown(text, rows[250]?.trim() ?? "")).toBe(rows[250]?.trim());
  });

  it("shows an option with its explanation and none of the others", () => {
    const options = Array.from(
      { length: 40 },
      (_, i) => `-${i} value\nSets the option number ${i}. The default is ${i}.`,
    );
    expect(shown(options.join("\n\n"), "The default is 21")).toBe(options[21]);
  });

  it("shows code with the paragraph that explains it", () => {
    const code = "cupsctl --debug-logging --remote-any=1";
    const text = `${prose("before", 1500)}\n\nYou can enable it:\n\n${code}\n\n${prose("after", 1500)}`;
    expect(shown(text, code)).toContain(`You can enable it:\n\n${code}`);
  });

  it("doesn't begin with a sentence that refers to the one before", () => {
    const filler = prose("other", 1500);
    const text = `${filler} Every dog needs a badge. It has to be worn outside. ${filler}`;
    const excerpt = shown(text, "It has to be worn outside.");
    expect(excerpt).toContain("Every dog needs a badge.");
    expect(excerpt).toMatch(/^(?:The|Every) /u);
  });
});
