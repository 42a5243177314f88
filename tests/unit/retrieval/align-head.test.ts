import { describe, expect, it } from "vitest";
import { alignHead } from "../../../src/retrieval/align-head.js";
import { LateInteraction } from "../../../src/retrieval/late-interaction.js";
import { byScore, scored } from "../../../src/retrieval/scored-candidate.js";
import { candidateOf, passageOf, SAME, smallMatcher } from "../../support/retrieval/candidates.js";

const interaction = new LateInteraction("Straße und Turm", "de", smallMatcher());

/** More than are compared word by word; the better the score, the smaller the number. */
const candidates = Array.from({ length: 40 }, (_, i) => {
  const id = String(i).padStart(2, "0");
  const text = i % 2 === 0 ? "Die Straße" : "Der Fluss";
  return scored(candidateOf(passageOf(text, { id }), { strength: (40 - i) / 100 }), SAME);
});

describe("aligning the head of a list", () => {
  const aligned = alignHead(candidates.toReversed(), interaction);

  it("keeps every candidate, with the best by their earlier scores in front", () => {
    expect(aligned.map(({ candidate }) => candidate.passage.id)).toEqual(
      candidates.toSorted(byScore).map(({ candidate }) => candidate.passage.id),
    );
  });

  it("compares the first thirty, and leaves the others as they are", () => {
    const expected = candidates.map(({ candidate }, i) => (i < 30 ? interaction.align(candidate) : null));
    expect(aligned.map(({ candidate }) => candidate.alignment)).toEqual(expected);
    expect(aligned.slice(30)).toEqual(candidates.slice(30));
  });

  it("compares those of sixteen paragraphs, each with all its passages", () => {
    const spread = Array.from({ length: 28 }, (_, i) => {
      const passage = passageOf("Die Straße", { id: String(i), documentId: `document-${i % 20}` });
      return scored(candidateOf(passage, { strength: (40 - i) / 100 }), SAME);
    });
    const compared = alignHead(spread, interaction).map(({ candidate }) => candidate.alignment !== null);
    expect(compared).toEqual(spread.map((_, i) => i % 20 < 16));
  });

  it("raises the scores of those that meet the question and leaves the others' alone", () => {
    for (const [i, { candidate, fused }] of aligned.entries()) {
      const before = candidates[i]?.fused.score ?? Number.NaN;
      if ((candidate.alignment?.passage ?? 0) > 0) {
        expect(fused.score).toBeGreaterThan(before);
      } else {
        expect(fused.score).toBe(before);
      }
    }
    expect(aligned.filter(({ candidate }) => (candidate.alignment?.passage ?? 0) > 0)).toHaveLength(15);
  });

  it("keeps what the languages mean for each candidate", () => {
    const across = { sameLanguage: false, embedderKnows: false };
    const [only] = alignHead(
      [scored(candidateOf(passageOf("Turm"), { strength: 0.5 }), across)],
      interaction,
    );
    expect(only?.relation).toEqual(across);
    expect(only?.fused).toEqual(only && scored(only.candidate, across).fused);
  });

  it("finds nothing among none", () => {
    expect(alignHead([], interaction)).toEqual([]);
  });
});
