import { describe, expect, it } from "vitest";
import { fenceKey, fencePassage, inert } from "../../../src/answering/llm/fence.js";
import { contextPassage } from "../../support/answering/context-passages.js";
import { HOSTILE_PASSAGES } from "../../support/answering/hostile-passages.js";

describe("the fence around a passage", () => {
  it("has another key each time", () => {
    expect(new Set(Array.from({ length: 100 }, fenceKey)).size).toBe(100);
    expect(fenceKey()).toMatch(/^[\da-f]{16}$/);
  });

  it("gives number and place, and the text between tags with the key", () => {
    const source = contextPassage("Der Text.", { title: "Titel", heading: ["Kapitel"], page: 3 });
    expect(fencePassage(source, 4, "abc")).toBe(
      '<passage-abc number="5">\nTitel › Kapitel › page 3\nDer Text.\n</passage-abc>',
    );
  });

  it.each(HOSTILE_PASSAGES)("isn't left by a text that says %j", (text) => {
    const fenced = fencePassage(contextPassage(text, { title: text, heading: [text] }), 0, fenceKey());
    expect(fenced.match(/<\/?(?:passage|conversation)/giu)).toHaveLength(2);
    expect(fenced.split("\n").at(-1)).toMatch(/^<\/passage-[\da-f]{16}>$/);
  });

  it("leaves everything else of a text as it is", () => {
    expect(inert("a < b </p> <b>x</b> & [1]")).toBe("a < b </p> <b>x</b> & [1]");
  });
});
