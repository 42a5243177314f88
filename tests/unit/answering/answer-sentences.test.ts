import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerSentences } from "../../../src/answering/answer-sentences.js";
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

const plain = { citations, excerpts: [], introductions: [] };

function states(text: string) {
  return answerSentences({ ...plain, text }, "de").map(({ start, end, state }) => [
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

  it("tells the key sentences of an excerpt, which its footnote stands behind as a whole", () => {
    const lead = "The document says in German:";
    const key = "Er misst z. B. 3 m. Mit Mast 4.";
    const excerpt = `Der Turm ist alt.\n${key}\n- rot\n- blau`;
    const text = `${lead}\n\n${excerpt} [2] So it is.`;
    const spanOf = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const excerpts = [{ ...spanOf(excerpt), marker: 2, keys: [spanOf(key)], language: "de" }];
    const introductions = [spanOf(lead)];
    const found = answerSentences({ ...plain, text, excerpts, introductions }, "en");
    expect(found.map(({ start, end, ...rest }) => [text.slice(start, end), rest])).toEqual([
      ["Der Turm ist alt.", { state: "unverified" }],
      [key, { state: "unverified", isKey: true }],
      ["- rot", { state: "unverified" }],
      ["- blau [2]", { state: "unverified" }],
      ["So it is.", { state: "uncited" }],
    ]);
  });

  it("covers every letter of an answer once, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        let covered = "";
        let last = 0;
        for (const { start, end } of answerSentences({ ...plain, text, citations: [] }, "en")) {
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
