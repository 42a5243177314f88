import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DICTIONARY } from "../../../src/widget/i18n/dictionary.js";
import { addressOfQuery, PASSAGE_COUNTS, queryOfAddress } from "../../../src/widget/search/search-address.js";
import { describeSignal, figure, length, signalComparison } from "../../../src/widget/search/signals.js";
import { type FoundPassages, searchPassages } from "../../../src/widget/transport/search-client.js";

describe("the address of a search", () => {
  it("leaves out what goes without saying", () => {
    expect(addressOfQuery({ query: "", count: 10 })).toBe("/search");
    expect(addressOfQuery({ query: "a & b", count: 10 })).toBe("/search?q=a+%26+b");
    expect(addressOfQuery({ query: "ä", count: 50 })).toBe("/search?q=%C3%A4&k=50");
  });

  it.each(["?q=a", "?q=a&k=", "?q=a&k=7", "?q=a&k=-5", "?q=a&k=5x", "?q=+a+&k=1e9"])(
    "asks for ten passages where it says %j",
    (search) => {
      expect(queryOfAddress(search)).toEqual({ query: "a", count: 10 });
    },
  );

  it("gives back any search", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...PASSAGE_COUNTS), (text, count) => {
        const query = { query: text.trim(), count };
        const address = new URL(addressOfQuery(query), "http://footnote.test");
        expect(address.pathname).toBe("/search");
        expect(queryOfAddress(address.search)).toEqual(query);
      }),
    );
  });
});

const passage = {
  documentId: "d",
  title: "Document",
  heading: ["Chapter"],
  page: 3,
  start: 10,
  end: 16,
  text: "Grenze",
  language: "de",
  score: 0.4,
  scores: { lexical: 0.1, dense: -0.2 },
  ranks: { lexical: null, dense: 2 },
  relation: { sameLanguage: true, embedderKnows: true },
  parts: [
    { signal: "words", of: "passage", value: 0.5, weight: 0.1, share: 0.05 },
    { signal: "grams", of: "passage", value: 0.5, weight: 0, share: 0 },
    { signal: "words", of: "paragraph", value: 0.4, weight: 0.1, share: 0.04 },
    { signal: "repeated", of: "passage", value: 1, weight: -0.05, share: -0.05 },
  ],
  matches: {
    spans: [{ start: 10, end: 16, words: [{ word: "Grenzen", as: "stem" }] }],
    above: [{ word: "Kapitel", as: "grams" }],
    missing: ["wann"],
  },
};

const result = {
  question: { text: "Wann Grenzen Kapitel?", language: "de", words: ["wann", "Grenzen", "Kapitel"] },
  found: 2,
  passages: [passage],
  timings: { embed: 1.5, total: 2 },
};

/** What the client makes of what a server answers; what it asked for lands in `asked`. */
async function searched(answer: unknown, asked: string[] = []): Promise<FoundPassages> {
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json(answer);
  });
  return searchPassages({ query: "a & b?", count: 5, signal: new AbortController().signal });
}

describe("the client of the search", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("asks for the reasons and gives what is there of them", async () => {
    const asked: string[] = [];
    const found = await searched(result, asked);
    expect(asked).toEqual(["/api/search?q=a+%26+b%3F&k=5&explain=true"]);
    expect(found).toMatchObject({
      question: { language: "de", words: ["wann", "Grenzen", "Kapitel"] },
      found: 2,
      timings: [
        ["embed", 1.5],
        ["total", 2],
      ],
    });
    expect(found.passages[0]).toMatchObject({
      lexical: { score: 0.1, rank: null },
      dense: { score: -0.2, rank: 2 },
      rerank: null,
      sameLanguage: true,
      spans: passage.matches.spans,
      above: passage.matches.above,
      missing: ["wann"],
    });
  });

  it("puts the parts of one signal beside each other and leaves out those that don't count", async () => {
    const found = await searched(result);
    expect(found.passages[0]?.parts.map(({ signal, of, share }) => [signal, of, share])).toEqual([
      ["words", "passage", 0.05],
      ["words", "paragraph", 0.04],
      ["repeated", "passage", -0.05],
    ]);
  });

  it("takes signals and steps that it doesn't know", async () => {
    const parts = [{ signal: "stars", of: "paragraph", value: 1, weight: 1, share: 1 }];
    const timings = { reading: 3, total: 4 };
    const found = await searched({ ...result, timings, passages: [{ ...passage, parts }] });
    expect(found.timings).toEqual([
      ["reading", 3],
      ["total", 4],
    ]);
    expect(signalComparison("stars")).toBeNull();
    expect(describeSignal("constructor", DICTIONARY.en)).toEqual({ name: "constructor", hint: "" });
  });

  it.each([
    ["no object", []],
    ["no timings", { ...result, timings: undefined }],
    ["time before it started", { ...result, timings: { total: -1 } }],
    ["half a passage", { ...result, passages: [{ ...passage, text: null }] }],
    ["a score that is none", { ...result, passages: [{ ...passage, score: "0.4" }] }],
    ["a rank that is none", { ...result, passages: [{ ...passage, ranks: { lexical: 1.5, dense: 1 } }] }],
    [
      "a part of something else",
      { ...result, passages: [{ ...passage, parts: [{ ...passage.parts[0], of: "x" }] }] },
    ],
    [
      "a match of no kind",
      {
        ...result,
        passages: [{ ...passage, matches: { ...passage.matches, above: [{ word: "a", as: "x" }] } }],
      },
    ],
    [
      "a span that ends before it starts",
      {
        ...result,
        passages: [{ ...passage, matches: { ...passage.matches, spans: [{ start: 2, end: 1, words: [] }] } }],
      },
    ],
  ])("doesn't take an answer with %s", async (_, answer) => {
    await expect(searched(answer)).rejects.toMatchObject({ failure: { kind: "malformed" } });
  });
});

describe("a figure", () => {
  it.each([
    [0.35946, "0.359"],
    [0, "0.000"],
    [-0.0001, "0.000"],
    [-0.0556, "−0.056"],
  ])("%d is written %s", (value, written) => {
    expect(figure(value, DICTIONARY.en)).toBe(written);
  });

  it("is a length between nothing and all", () => {
    expect([-0.2, 0, 0.25, 1.5].map(length)).toEqual(["0.00%", "0.00%", "25.00%", "100.00%"]);
  });
});
