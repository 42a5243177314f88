import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerSentences, ClaimReader } from "../../../src/answering/answer-sentences.js";
import type { Citation } from "../../../src/core/answer.js";
import { NOWHERE } from "../../../src/core/place.js";

const citation = (marker: number, verified: boolean): Citation => ({
  ...NOWHERE,
  marker,
  documentId: "d",
  title: "",
  url: "",
  heading: [],
  start: 0,
  end: 1,
  quote: "",
  verified,
  reason: verified ? "supported" : "number",
  highlights: [],
});
const citations = [citation(1, true), citation(2, false)];

function states(text: string, quotes: readonly { start: number; end: number }[] = []) {
  return answerSentences({ text, citations, quotes }, "de").map(({ start, end, state }) => [
    text.slice(start, end),
    state,
  ]);
}

describe("answerSentences", () => {
  it("tells verified, unverified and uncited sentences apart", () => {
    expect(states("Eins ist wahr [1]. Zwei ist falsch. [2] Drei steht nirgends.")).toEqual([
      ["Eins ist wahr [1].", "verified"],
      ["Zwei ist falsch. [2]", "unverified"],
      ["Drei steht nirgends.", "uncited"],
    ]);
  });

  it.each([
    ["Einer von beiden stützt es [1][2].", "verified"],
    ["Das eine stimmt [1], das andere nicht [2].", "unverified"],
    ["Beides stimmt [1], auch das [1].", "verified"],
    ["Nur ein Marker von nichts [3].", "uncited"],
  ])("%s %s", (text, state) => {
    expect(states(text)).toEqual([[text, state]]);
  });

  it("ends a sentence with its line", () => {
    expect(states("Kopf\n- Das eine [1]\n- Das andere").map(([text]) => text)).toEqual([
      "Kopf",
      "- Das eine [1]",
      "- Das andere",
    ]);
  });

  it("keeps a verbatim quote in one piece, whatever stops it holds", () => {
    const quote = "The document says in German: Am 14. Mai. Es war 3 p. m. [1]";
    const text = `${quote} So is it.`;
    expect(states(text, [{ start: 0, end: quote.length }])).toEqual([
      [quote, "verified"],
      ["So is it.", "uncited"],
    ]);
  });

  it("covers every letter of an answer once, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        let covered = "";
        let last = 0;
        for (const { start, end } of answerSentences({ text, citations: [], quotes: [] }, "en")) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
          covered += text.slice(start, end);
        }
        const letters = (part: string) => part.match(/[\p{L}\p{N}]/gu) ?? [];
        expect(letters(covered)).toEqual(letters(text));
      }),
    );
  });
});

describe("ClaimReader", () => {
  it("gives the sentence before a footnote, and the part of it behind the last one", () => {
    const claims = new ClaimReader("de");
    claims.add("Die Bücherei ist alt. Sie hat ");
    claims.add("vier Räume");
    expect(claims.take()).toBe("Sie hat vier Räume");
    claims.add(" und einen Garten.");
    expect(claims.take()).toBe("und einen Garten.");
  });

  it("gives an item of a list without its number, and the same claim again where nothing was added", () => {
    const claims = new ClaimReader("en");
    claims.add("It has:\n1. four rooms");
    expect(claims.take()).toBe("four rooms");
    claims.add(" ");
    expect(claims.take()).toBe("four rooms");
  });
});
