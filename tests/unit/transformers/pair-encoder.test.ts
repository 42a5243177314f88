import fc from "fast-check";
import { expect, it } from "vitest";
import { createPairEncoder, type PairTokenizer } from "../../../src/transformers/pair-encoder.js";

const START = 1;
const END = 2;

/** A tokenizer of words; a word's id is its length plus 10, and special tokens stand around both texts. */
function wordTokenizer(changes: Partial<PairTokenizer> = {}): PairTokenizer {
  const words = (text: string) => text.split(" ").filter((word) => word !== "");
  const ids = (text: string) => words(text).map((word) => (word === "</s>" ? END : word.length + 10));
  return {
    encode: (text) => [START, ...ids(text), END],
    encodePair: (first, second) => ({
      ids: [START, ...ids(first), END, ...ids(second), END],
      types: [0, ...ids(first).map(() => 0), 0, ...ids(second).map(() => 1), 1],
    }),
    model_max_length: 9,
    all_special_tokens: ["<s>", "</s>"],
    ...changes,
  };
}

it("leaves a pair within the limit as it is", () => {
  const encode = createPairEncoder(wordTokenizer(), {});
  expect(encode({ question: "a bb", text: "ccc" })).toEqual({
    ids: [START, 11, 12, END, 13, END],
    types: [0, 0, 0, 0, 1, 1],
  });
});

it("cuts the text, and keeps the special token at its end", () => {
  const encode = createPairEncoder(wordTokenizer(), {});
  expect(encode({ question: "a bb", text: "ccc ".repeat(20) })).toEqual({
    ids: [START, 11, 12, END, 13, 13, 13, 13, END],
    types: [0, 0, 0, 0, 1, 1, 1, 1, 1],
  });
});

it("cuts a question that would leave the text no room to half of the input", () => {
  const encode = createPairEncoder(wordTokenizer(), {});
  expect(encode({ question: "a ".repeat(20), text: "ccc dddd" })).toEqual({
    ids: [START, 11, 11, 11, 11, END, 13, 14, END],
    types: [0, 0, 0, 0, 0, 0, 1, 1, 1],
  });
});

it("reads the names of special tokens as text, on both sides", () => {
  const encode = createPairEncoder(wordTokenizer({ model_max_length: 512 }), {});
  const { ids } = encode({ question: "</s>", text: "a </s>" });
  expect(ids.filter((id) => id === END)).toHaveLength(2);
});

it("gives a model that knows one type that type only", () => {
  const encode = createPairEncoder(wordTokenizer(), { type_vocab_size: 1 });
  expect(encode({ question: "a", text: "bb" }).types).toEqual([0, 0, 0, 0, 0]);
});

it("leaves the types out where the tokenizer knows none", () => {
  const untyped = wordTokenizer({ encodePair: () => ({ ids: [START, 11, END, 12, END] }) });
  expect(createPairEncoder(untyped, {})({ question: "a", text: "bb" }).types).toBeUndefined();
});

it("any pair fits, and what is kept of it is in order", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 });
  const limit = fc.integer({ min: 7, max: 40 });
  fc.assert(
    fc.property(words, words, limit, (question, text, model_max_length) => {
      const encode = createPairEncoder(wordTokenizer({ model_max_length }), {});
      const { ids, types } = encode({ question: question.join(" "), text: text.join(" ") });
      expect(ids.length).toBeLessThanOrEqual(model_max_length);
      expect(types).toHaveLength(ids.length);
      const middle = ids.indexOf(END);
      const lengths = (list: readonly string[]) => list.map((word) => word.length + 10);
      expect(lengths(question).slice(0, middle - 1)).toEqual(ids.slice(1, middle));
      expect(lengths(text).slice(0, ids.length - middle - 2)).toEqual(ids.slice(middle + 1, -1));
      expect(middle).toBeLessThan(ids.length - 2);
      expect([ids[0], ids.at(-1)]).toEqual([START, END]);
    }),
  );
});
