import { describe, expect, it } from "vitest";
import { alignHead } from "../../../src/retrieval/align-head.js";
import { LateInteraction } from "../../../src/retrieval/late-interaction.js";
import { readQuestion } from "../../../src/retrieval/question.js";
import { byScore, scored } from "../../../src/retrieval/ranked-passage.js";
import { passageOf, rankedOf, smallMatcher } from "../../support/retrieval/ranked-passages.js";

const interaction = new LateInteraction(readQuestion("Straße und Turm", "de", smallMatcher()));

/** More than are compared word by word; the better the score, the smaller the number. */
const candidates = Array.from({ length: 40 }, (_, i) => {
  const id = String(i).padStart(2, "0");
  const text = i % 2 === 0 ? "Die Straße" : "Der Fluss";
  return rankedOf(passageOf(text, { id }), { strength: (40 - i) / 100 });
});

describe("aligning the head of a list", () => {
  const aligned = alignHead(candidates.toReversed(), interaction);

  it("keeps every candidate, with the best by their earlier scores in front", () => {
    expect(aligned.map(({ passage }) => passage.id)).toEqual(
      candidates.toSorted(byScore).map(({ passage }) => passage.id),
    );
  });

  it("compares the first thirty, and leaves the others as they are", () => {
    const expected = candidates.map((candidate, i) => (i < 30 ? interaction.align(candidate) : null));
    expect(aligned.map(({ alignment }) => alignment)).toEqual(expected);
    expect(aligned.slice(30)).toEqual(candidates.slice(30));
  });

  it("compares those of sixteen paragraphs, each with all its passages", () => {
    const spread = Array.from({ length: 28 }, (_, i) => {
      const passage = passageOf("Die Straße", { id: String(i), documentId: `document-${i % 20}` });
      return rankedOf(passage, { strength: (40 - i) / 100 });
    });
    const compared = alignHead(spread, interaction).map(({ alignment }) => alignment !== null);
    expect(compared).toEqual(spread.map((_, i) => i % 20 < 16));
  });

  it("raises the scores of those that meet the question and leaves the others' alone", () => {
    for (const [i, { alignment, score }] of aligned.entries()) {
      const before = candidates[i]?.score ?? Number.NaN;
      if ((alignment?.passage ?? 0) > 0) {
        expect(score).toBeGreaterThan(before);
      } else {
        expect(score).toBe(before);
      }
    }
    expect(aligned.filter(({ alignment }) => (alignment?.passage ?? 0) > 0)).toHaveLength(15);
  });

  it("keeps what the languages mean for each candidate", () => {
    const across = { sameLanguage: false, embedderKnows: false };
    const [only] = alignHead([rankedOf(passageOf("Turm"), { strength: 0.5, relation: across })], interaction);
    expect(only?.relation).toEqual(across);
    expect(only).toEqual(only && scored(only));
  });

  it("finds nothing among none", () => {
    expect(alignHead([], interaction)).toEqual([]);
  });
});
