import { describe, expect, it } from "vitest";
import { explainedSearchResult, searchResult } from "../../../src/app/search-result.js";
import type { Retrieval } from "../../../src/retrieval/retriever.js";
import { passage, retrieval } from "../../support/server/fakes.js";

/** Two passages with evidence of their own, the second in another language. */
const two: Retrieval = {
  ...retrieval,
  passages: retrieval.passages.flatMap((entry) => [
    entry,
    {
      ...entry,
      passage: { ...entry.passage, id: "p2", language: "de", text: "Hallo dort." },
      evidence: { words: 0, grams: 0, cosine: 0.7, sentenceCosine: 0.8 },
      relation: { sameLanguage: false, embedderKnows: true },
    },
  ]),
  found: [...retrieval.found, ...retrieval.found, ...retrieval.found],
};

describe("the result of a search", () => {
  it("is the passages and how long they took", () => {
    expect(searchResult(two)).toEqual({
      passages: [passage, { ...passage, id: "p2", language: "de", text: "Hallo dort." }],
      timings: two.timings,
    });
  });
});

describe("the explained result of a search", () => {
  const result = explainedSearchResult(two);

  it("has the same passages in the same order, with the same scores", () => {
    expect(result.passages).toMatchObject(searchResult(two).passages);
    expect(result.timings).toEqual(two.timings);
  });

  it("tells what was asked and how much was found", () => {
    expect(result.question).toEqual({ text: "Hello?", language: "en", words: ["Hello"] });
    expect(result.found).toBe(3);
  });

  it("gives each passage its own evidence and that of its paragraph, but not the paragraph's text", () => {
    expect(result.passages.map(({ evidence }) => evidence.passage)).toEqual(
      two.passages.map(({ evidence }) => evidence),
    );
    expect(result.passages[1]?.evidence.paragraph).toEqual({
      start: 0,
      end: 12,
      words: 0.9,
      grams: 0.2,
      cosine: 0.3,
      sentenceCosine: 0.4,
    });
  });

  it("gives each passage its own explanation", () => {
    expect(result.passages.map(({ relation }) => relation.sameLanguage)).toEqual([true, false]);
    expect(result.passages.map(({ matches }) => matches.missing)).toEqual([[], ["Hello"]]);
    expect(result.passages[0]?.matches.spans).toEqual([
      { start: 0, end: 5, words: [{ word: "Hello", as: "word" }] },
    ]);
    const cosines = result.passages.map(
      ({ parts }) => parts.find(({ signal, of }) => signal === "cosine" && of === "passage")?.value,
    );
    expect(cosines).toEqual([0.3, 0.7]);
  });
});
