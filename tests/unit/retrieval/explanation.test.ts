import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LanguageRelation, RankedPassage } from "../../../src/core/passage.js";
import { explain, type LegRanks } from "../../../src/retrieval/explanation.js";
import { scored } from "../../../src/retrieval/fusion.js";
import { readQuestion } from "../../../src/retrieval/question.js";
import type { Retrieval } from "../../../src/retrieval/retriever.js";
import { passageOf, rankedOf, SAME, smallMatcher } from "../../support/retrieval/ranked-passages.js";

const timings = { embed: 0, lexical: 0, dense: 0, fusion: 0, rerank: 0, total: 0 };

/** A retrieval that found these candidates and returns some of them. */
function retrievalOf(
  found: readonly RankedPassage[],
  returned: readonly RankedPassage[] = found,
  asked: Partial<Retrieval> = {},
): Retrieval {
  return {
    question: readQuestion("Brücke", "de", smallMatcher()),
    passages: returned,
    found: found.map(({ score, scores }) => ({ score, ...scores })),
    timings,
    ...asked,
  };
}

/** A passage to which the legs give these values. */
function candidate(lexical: number, dense: number, id = "p"): RankedPassage {
  const own = { words: lexical, grams: lexical, cosine: dense, sentenceCosine: dense };
  return rankedOf(passageOf("x", { id }), { own });
}

function ranks(retrieval: Retrieval): LegRanks[] {
  return explain(retrieval).passages.map((passage) => passage.ranks);
}

describe("the ranks of a passage", () => {
  it("are those of each leg alone among all that was found", () => {
    const found = [candidate(0.1, 0.9), candidate(0.3, 0.5), candidate(0.2, 0.7)];
    expect(ranks(retrievalOf(found, found.slice(1)))).toEqual([
      { lexical: 1, dense: 3 },
      { lexical: 2, dense: 2 },
    ]);
    expect(explain(retrievalOf(found, found.slice(1))).found).toBe(3);
  });

  it("are shared by ties, and the next rank is left out", () => {
    const found = [candidate(0.5, 0.5), candidate(0.5, 0.4), candidate(0.1, 0.4)];
    expect(ranks(retrievalOf(found))).toEqual([
      { lexical: 1, dense: 1 },
      { lexical: 1, dense: 2 },
      { lexical: 3, dense: 2 },
    ]);
  });

  it("are null in a leg that gave nothing", () => {
    expect(ranks(retrievalOf([candidate(0, 0.5), candidate(0.5, -0.5)]))).toEqual([
      { lexical: null, dense: 1 },
      { lexical: 1, dense: null },
    ]);
  });

  it("don't change with what was aligned or repeated later on", () => {
    const found = [candidate(0.5, 0.5), candidate(0.4, 0.4)];
    const returned = found.map((entry) =>
      scored({ ...entry, alignment: { passage: 1, paragraph: 1 }, repeated: 0.5 }),
    );
    expect(ranks(retrievalOf(found, returned))).toEqual(ranks(retrievalOf(found)));
  });

  it("are in the order of the values, whatever order things were found in", () => {
    const value = fc.constantFrom(-0.5, 0, 0.1, 0.5, 0.5001, 1);
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 12 }), (values) => {
        const found = values.map(([lexical, dense]) => candidate(Math.max(0, lexical), dense));
        const all = ranks(retrievalOf(found));
        expect(ranks(retrievalOf(found.toReversed(), found))).toEqual(all);
        for (const leg of ["lexical", "dense"] as const) {
          const given = found.map(({ scores }) => scores[leg]);
          const sorted = given.toSorted((a, b) => b - a);
          const expected = given.map((own) => (own > 0 ? 1 + sorted.indexOf(own) : null));
          expect(all.map((each) => each[leg])).toEqual(expected);
        }
      }),
    );
  });
});

describe("the parts of a score", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const cosine = fc.double({ min: -1, max: 1, noNaN: true });
  const evidence = fc.record({ words: share, grams: share, cosine, sentenceCosine: cosine });
  const candidates = fc.record({
    own: evidence,
    around: evidence,
    alignment: fc.option(fc.record({ passage: share, paragraph: share })),
    repeated: share,
    relation: fc.record<LanguageRelation>({ sameLanguage: fc.boolean(), embedderKnows: fc.boolean() }),
  });

  it("add up to it, but for a cut at 0 and 1", () => {
    fc.assert(
      fc.property(candidates, ({ own, around, alignment, repeated, relation }) => {
        const entry = rankedOf(passageOf("x"), { own, around, alignment, repeated, relation });
        const [explanation] = explain(retrievalOf([entry])).passages;
        const sum = explanation?.parts.reduce((total, part) => total + part.share, 0) ?? Number.NaN;
        expect(Math.min(1, Math.max(0, sum))).toBeCloseTo(entry.score, 10);
        expect(explanation?.relation).toEqual(relation);
      }),
    );
  });
});

describe("an explanation", () => {
  const entryOf = (text: string, language: string, relation = SAME) =>
    rankedOf(passageOf(text, { language }), { relation });

  it("tells what the question was taken for", () => {
    const retrieval = retrievalOf([], [], {
      question: readQuestion("Wo steht die Brücke?", "de", smallMatcher()),
    });
    expect(explain(retrieval)).toEqual({
      question: { text: "Wo steht die Brücke?", language: "de", words: ["steht", "Brücke"] },
      found: 0,
      passages: [],
    });
  });

  it("has the passages in the retrieval's order, each with its matches", () => {
    const list = [entryOf("Die Brücken", "de"), entryOf("Ein Fluss", "de"), entryOf("Brücke", "de")];
    const matched = explain(retrievalOf(list)).passages.map(({ matches }) =>
      matches.spans.flatMap(({ words }) => words),
    );
    expect(matched).toEqual([[{ word: "Brücke", as: "stem" }], [], [{ word: "Brücke", as: "word" }]]);
  });

  it("looks in each passage for the words of its language", () => {
    const across = { sameLanguage: false, embedderKnows: true };
    const list = [
      entryOf("Brücken", "en", across),
      entryOf("Brücken", "de"),
      entryOf("Brücken", "en", across),
    ];
    const kinds = explain(retrievalOf(list)).passages.map(({ matches }) => matches.spans[0]?.words[0]?.as);
    expect(kinds).toEqual(["grams", "stem", "grams"]);
  });
});
