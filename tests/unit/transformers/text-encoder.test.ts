import { expect, it } from "vitest";
import { createTextEncoder } from "../../../src/transformers/text-encoder.js";
import type { Tokenizer } from "../../../src/transformers/tokenizer.js";

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
