import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createPairEncoder,
  createTextEncoder,
  type PairTokenizer,
  type Tokenizer,
} from "../../../src/transformers/encoders.js";

const START = 1;
const END = 2;

/** A tokenizer of words; a word's id is its length plus 10, and special tokens stand around a text. */
function wordTokenizer(changes: Partial<Tokenizer> = {}): Tokenizer {
  return {
    encode(text) {
      const words = text.split(" ").filter((word) => word !== "");
      return [START, ...words.map((word) => (word === "</s>" ? END : word.length + 10)), END];
    },
    model_max_length: 6,
    all_special_tokens: ["<s>", "</s>"],
    ...changes,
  };
}

/** A tokenizer of words; a word's id is its length plus 10, and special tokens stand around both texts. */
function pairTokenizer(changes: Partial<PairTokenizer> = {}): PairTokenizer {
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

describe("a text encoder", () => {
  it("leaves a text within the limit as it is", () => {
    expect(createTextEncoder(wordTokenizer(), {})("a bb ccc")).toEqual([START, 11, 12, 13, END]);
  });

  it("cuts a longer text and keeps the special tokens at both ends", () => {
    expect(createTextEncoder(wordTokenizer(), {})("a bb ccc dddd eeeee ffffff")).toEqual([
      START,
      11,
      12,
      13,
      14,
      END,
    ]);
  });

  it("cuts a text of a tokenizer without special tokens", () => {
    const plain = wordTokenizer({ encode: (text) => Array.from(text, () => 7) });
    expect(createTextEncoder(plain, {})("x".repeat(100))).toEqual([7, 7, 7, 7, 7, 7]);
  });

  it.each<[string, unknown, object, number]>([
    ["the tokenizer's limit", 8, { max_position_embeddings: 20 }, 8],
    ["the model's positions, which RoBERTa counts from 2", 1e30, { max_position_embeddings: 14 }, 12],
    ["the model's positions where the tokenizer allows more", 99, { max_position_embeddings: 14 }, 12],
    ["the tokenizer's limit where the model names none", 8, {}, 8],
    ["512 where nobody names a limit", Number.POSITIVE_INFINITY, {}, 512],
  ])("goes by %s", (_, model_max_length, config, expected) => {
    const encode = createTextEncoder(wordTokenizer({ model_max_length }), config);
    expect(encode("w ".repeat(1_000))).toHaveLength(expected);
  });

  it("reads the name of a special token as text", () => {
    const encode = createTextEncoder(wordTokenizer({ model_max_length: 512 }), {});
    expect(encode("a </s> b")).toEqual([START, 11, 11, 13, 11, END]);
  });

  it.each([
    [5, 5],
    [undefined, 0],
  ])("gives a text without a token the unknown token %s", (unk_token_id, expected) => {
    const empty = wordTokenizer({ encode: () => [], unk_token_id });
    expect(createTextEncoder(empty, {})("\u0000")).toEqual([expected]);
  });
});

describe("a pair encoder", () => {
  it("leaves a pair within the limit as it is", () => {
    const encode = createPairEncoder(pairTokenizer(), {});
    expect(encode({ question: "a bb", text: "ccc" })).toEqual({
      ids: [START, 11, 12, END, 13, END],
      types: [0, 0, 0, 0, 1, 1],
    });
  });

  it("cuts the text, and keeps the special token at its end", () => {
    const encode = createPairEncoder(pairTokenizer(), {});
    expect(encode({ question: "a bb", text: "ccc ".repeat(20) })).toEqual({
      ids: [START, 11, 12, END, 13, 13, 13, 13, END],
      types: [0, 0, 0, 0, 1, 1, 1, 1, 1],
    });
  });

  it("cuts a question that would leave the text no room to half of the input", () => {
    const encode = createPairEncoder(pairTokenizer(), {});
    expect(encode({ question: "a ".repeat(20), text: "ccc dddd" })).toEqual({
      ids: [START, 11, 11, 11, 11, END, 13, 14, END],
      types: [0, 0, 0, 0, 0, 0, 1, 1, 1],
    });
  });

  it("reads the names of special tokens as text, on both sides", () => {
    const encode = createPairEncoder(pairTokenizer({ model_max_length: 512 }), {});
    const { ids } = encode({ question: "</s>", text: "a </s>" });
    expect(ids.filter((id) => id === END)).toHaveLength(2);
  });

  it("gives a model that knows one type that type only", () => {
    const encode = createPairEncoder(pairTokenizer(), { type_vocab_size: 1 });
    expect(encode({ question: "a", text: "bb" }).types).toEqual([0, 0, 0, 0, 0]);
  });

  it("leaves the types out where the tokenizer knows none", () => {
    const untyped = pairTokenizer({ encodePair: () => ({ ids: [START, 11, END, 12, END] }) });
    expect(createPairEncoder(untyped, {})({ question: "a", text: "bb" }).types).toBeUndefined();
  });

  it("any pair fits, and what is kept of it is in order", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 });
    const limit = fc.integer({ min: 7, max: 40 });
    fc.assert(
      fc.property(words, words, limit, (question, text, model_max_length) => {
        const encode = createPairEncoder(pairTokenizer({ model_max_length }), {});
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
});
