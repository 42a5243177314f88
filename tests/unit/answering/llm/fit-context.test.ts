import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitContext } from "../../../../src/answering/llm/fit-context.js";
import { estimateTokens } from "../../../../src/answering/llm/tokens.js";
import type { RankedPassage } from "../../../../src/core/passage.js";
import { contextPassage } from "../../../support/answering/context-passages.js";

const render = ({ passage }: RankedPassage) => passage.text;
const texts = (context: readonly RankedPassage[]) => context.map(render);

describe("fitContext", () => {
  it("takes whole passages in their order, as many as fit", () => {
    const context = ["Eins. Zwei.", "Drei. Vier.", "Fünf. Sechs."].map((text) => contextPassage(text));
    expect(texts(fitContext(context, 100, render))).toEqual(texts(context));
    expect(texts(fitContext(context, 8, render))).toEqual(["Eins. Zwei.", "Drei. Vier."]);
  });

  it("cuts a first passage that is too long behind a sentence", () => {
    const [cut, ...more] = fitContext([contextPassage("Der erste Satz. Der zweite Satz.")], 6, render);
    expect(more).toEqual([]);
    expect(cut?.passage).toMatchObject({ text: "Der erste Satz.", start: 0, end: 15 });
    expect(cut?.sentences).toHaveLength(1);
  });

  it("shows nothing where not even a sentence fits", () => {
    expect(fitContext([contextPassage("Ein sehr langer Satz ohne Ende.")], 2, render)).toEqual([]);
    expect(fitContext([], 100, render)).toEqual([]);
  });

  it("never takes more than the budget", () => {
    const passage = fc
      .array(fc.stringMatching(/^[A-Z][a-zäöü ]{1,30}\.$/), { minLength: 1, maxLength: 4 })
      .map((sentences) => contextPassage(sentences.join(" ")));
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 6 }), fc.nat(80), (context, budget) => {
        const tokens = fitContext(context, budget, render).map((source) => estimateTokens(render(source)));
        expect(tokens.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget);
      }),
    );
  });
});
