import { describe, expect, it } from "vitest";
import { defuseTags, fencePassage, makeNonce, placeWords } from "../../../../src/answering/llm/fence.js";
import { NOWHERE } from "../../../../src/core/place.js";
import { contextPassage } from "../../../support/answering/context-passages.js";
import { HOSTILE_PASSAGES } from "../../../support/answering/hostile-passages.js";

describe("the fence around a passage", () => {
  it("has another key each time", () => {
    expect(new Set(Array.from({ length: 100 }, makeNonce)).size).toBe(100);
    expect(makeNonce()).toMatch(/^[\da-f]{16}$/);
  });

  it("gives number and place, and the text between tags with the key", () => {
    const source = contextPassage("Der Text.", { title: "Titel", heading: ["Kapitel"], page: 3 });
    expect(fencePassage(source, 4, { nonce: "abc", language: "en" })).toBe(
      '<passage-abc number="5">\nTitel › Kapitel › page 3\nDer Text.\n</passage-abc>',
    );
  });

  it.each(HOSTILE_PASSAGES)("isn't left by a text that says %j", (text) => {
    const fenced = fencePassage(contextPassage(text, { title: text, heading: [text] }), 0, {
      nonce: makeNonce(),
      language: "de",
    });
    expect(fenced.match(/<\/?(?:passage|conversation)/giu)).toHaveLength(2);
    expect(fenced.split("\n").at(-1)).toMatch(/^<\/passage-[\da-f]{16}>$/);
  });

  it("leaves everything else of a text as it is", () => {
    expect(defuseTags("a < b </p> <b>x</b> & [1]")).toBe("a < b </p> <b>x</b> & [1]");
  });
});

describe("placeWords", () => {
  it.each([
    [{}, []],
    [{ page: 3 }, ["page 3"]],
    [{ slide: 12 }, ["slide 12"]],
    [{ row: 1 }, ["row 1"]],
    [{ time: 0 }, ["0:00"]],
    [{ time: 42.7 }, ["0:42"]],
    [{ time: 754 }, ["12:34"]],
    [{ time: 3723 }, ["1:02:03"]],
  ])("says where %j is: %j", (place, words) => {
    expect(placeWords({ ...NOWHERE, ...place }, "en")).toEqual(words);
  });

  it("says it in the language of the answer, in English where there are no words of it", () => {
    expect(placeWords({ ...NOWHERE, page: 3 }, "de")).toEqual(["Seite 3"]);
    expect(placeWords({ ...NOWHERE, page: 3 }, "und")).toEqual(["page 3"]);
  });
});
