import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAgain, isVerbatim, sentenceFromQuote } from "../../../src/answering/quotation.js";

describe("quotation", () => {
  it("takes the document's own reference marks out of a sentence", () => {
    expect(sentenceFromQuote("Sie riegelten [12] die\nGrenze ab.[1][2]")).toBe(
      "Sie riegelten die Grenze ab.",
    );
  });

  it.each([
    ["Es braucht:\n\n- den Beleg\n- die Karte", "Es braucht: den Beleg; die Karte"],
    ["- nur im Tresor", "nur im Tresor"],
    ["Schritte:\n1. Buchen\n2. Reisen", "Schritte: 1. Buchen; 2. Reisen"],
    ["* Eins.\n* Zwei.", "Eins. Zwei."],
  ])("puts the items of a list behind each other: %j", (quote, expected) => {
    expect(sentenceFromQuote(quote)).toBe(expected);
  });

  it("finds every sentence verbatim that was made from a quote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (quote) => {
        fc.pre(sentenceFromQuote(quote) !== "");
        expect(isVerbatim(sentenceFromQuote(quote), quote)).toBe(true);
      }),
    );
  });

  it("finds a quote at its place, or else nearest to it", () => {
    expect(findAgain("ab", "ab ab ab", 3)).toEqual({ start: 3, end: 5 });
    expect(findAgain("ab", "ab -- ab", 4)).toEqual({ start: 6, end: 8 });
    expect(findAgain("ab", "ab ------ ab", 3)).toEqual({ start: 0, end: 2 });
    expect(findAgain("ab", "a b", 0)).toBeUndefined();
    expect(findAgain("ab", "ab", 100)).toEqual({ start: 0, end: 2 });
  });

  it.each(["Es starben 512 Menschen.", "Es starben keine 94 Menschen.", ""])(
    "doesn't take %j for a quote",
    (claim) => {
      expect(isVerbatim(claim, "Es starben mindestens 94 Menschen.")).toBe(false);
    },
  );
});
