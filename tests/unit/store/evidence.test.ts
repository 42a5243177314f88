import { expect, it } from "vitest";
import { bestSentenceCosine, sentencesWithin } from "../../../src/store/evidence.js";

function sentence(words: number, cosine: number) {
  return { start: 0, end: 10, words, cosine };
}

it("the best sentence is one of at least four words if there is any", () => {
  expect(bestSentenceCosine([sentence(3, 0.9), sentence(4, 0.2), sentence(9, 0.4)], 0.1)).toBe(0.4);
  expect(bestSentenceCosine([sentence(1, 0.3), sentence(3, 0.7)], 0.1)).toBe(0.7);
  expect(bestSentenceCosine([sentence(5, -0.3)], 0.1)).toBe(-0.3);
});

it("a text without a whole sentence is its own sentence", () => {
  expect(bestSentenceCosine([], 0.1)).toBe(0.1);
});

it("a sentence belongs to a passage only if it lies wholly inside", () => {
  const sentences = [0, 10, 20].map((start) => ({ start, end: start + 9 }));
  expect(sentencesWithin(sentences, { start: 10, end: 29 })).toEqual(sentences.slice(1));
  expect(sentencesWithin(sentences, { start: 1, end: 28 })).toEqual([sentences[1]]);
});
