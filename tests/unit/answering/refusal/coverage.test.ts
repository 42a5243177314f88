import { describe, expect, it } from "vitest";
import { type Coverage, coverageOf } from "../../../../src/answering/refusal/coverage.js";
import { weighQuestion } from "../../../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../../../src/core/passage.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { passageOf, rankedOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();

/** How the first of these passages covers a question. */
function cover(asked: string, ...context: readonly [RankedPassage, ...RankedPassage[]]): Coverage {
  const question = weighQuestion(readQuestion(asked, "de", matcher), []);
  return coverageOf(question, context[0], context);
}

const found = (text: string, given: Parameters<typeof passageOf>[1] = {}) => rankedOf(passageOf(text, given));

describe("coverageOf", () => {
  it("is the share of the question's weight that the paragraph of the best passage matches", () => {
    expect(cover("Straße Turm", found("Der Turm an der Straße")).covered).toBeCloseTo(1, 10);
    expect(cover("Straße Turm", found("Der Turm")).covered).toBeCloseTo(0.5, 10);
    expect(cover("Straße Turm", found("Der Berg"), found("Der Turm an der Straße")).covered).toBe(0);
    const paragraph = { start: 0, text: "Die Straße. Der Turm." };
    const part = rankedOf(passageOf("Der Turm.", { start: 12 }), { paragraph });
    expect(cover("Straße Turm", part).covered).toBeCloseTo(1, 10);
  });

  it("names the weight of the heaviest word that is missing", () => {
    expect(cover("Straße Turm", found("Der Turm an der Straße")).missingWord).toBe(0);
    const one = cover("Straße Turm Fluss", found("Der Turm am Fluss")).missingWord;
    const ofTwo = cover("Straße Turm", found("Der Turm")).missingWord;
    expect(one).toBeGreaterThan(0);
    expect(ofTwo).toBeGreaterThan(one);
    expect(ofTwo).toBeLessThanOrEqual(0.5 + 1e-10);
  });

  it("takes a word for missing more easily in another language, where nothing is paraphrased", () => {
    const german = cover("Wer hat das gegründet?", found("Nichts davon."));
    const english = cover("Wer hat das gegründet?", found("Nothing of that.", { language: "en" }));
    expect(english.missingWord).toBeGreaterThan(german.missingWord);
    expect(german.missingWord).toBeGreaterThan(0);
  });

  it("notices that nothing holds the word that has half of the weight", () => {
    expect(cover("Wo ist der Turm?", found("Der Fluss."), found("Der Berg.")).missingKeyWord).toBe(1);
    expect(cover("Wo ist der Turm?", found("Der Fluss."), found("Der Turm.")).missingKeyWord).toBe(0);
    expect(cover("Wo ist der Turm?", found("Hier.", { heading: ["Turm"] })).missingKeyWord).toBe(0);
    expect(cover("Wo ist der Turm?", found("Hier.", { title: "Turm" })).missingKeyWord).toBe(0);
    expect(cover("Straße Turm Fluss", found("Hier.")).missingKeyWord).toBe(0);
  });

  it("notices that a number is asked for and not given", () => {
    expect(cover("Wie hoch ist der Turm?", found("Der Turm ist alt.")).lacksNumber).toBe(1);
    expect(cover("Wie hoch ist der Turm?", found("Der Turm ist 512 Meter hoch.")).lacksNumber).toBe(0);
    expect(cover("Wo ist der Turm?", found("Der Turm ist alt.")).lacksNumber).toBe(0);
  });

  it("takes a quantity from the paragraph, and a measure from the passage only", () => {
    const paragraph = { start: 0, text: "Der Turm ist 512 Meter hoch. Es sind 7 Türme." };
    const part = rankedOf(passageOf("Es gibt Türme.", { start: 29 }), { paragraph });
    expect(cover("Wie viele Türme gibt es?", part).lacksNumber).toBe(0);
    expect(cover("Wie hoch ist der Turm?", part).lacksNumber).toBe(1);
  });
});
