import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parseTokenizerFile } from "../../../../src/embedding/static/tokenizer-file.js";
import { TINY_MODEL } from "../../../support/models/test-models.js";

const JSON_TEXT = readFileSync(path.join(TINY_MODEL, "tokenizer.json"), "utf8");

function parse(json: string) {
  return parseTokenizerFile(json, "tokenizer.json");
}

/** The tokenizer file with its model changed. */
function withModel(change: Record<string, unknown>): string {
  const tokenizer = JSON.parse(JSON_TEXT);
  return JSON.stringify({ ...tokenizer, model: { ...tokenizer.model, ...change } });
}

it("splits the vocabulary into pieces that begin and pieces that continue a word", () => {
  const vocabulary = parse(withModel({ vocab: { "[UNK]": 0, see: 2, "##n": 1 } }));
  expect(vocabulary).toEqual({
    initial: new Map([
      ["[UNK]", 0],
      ["see", 2],
    ]),
    continuing: new Map([["n", 1]]),
    unknown: 0,
    maxWordCharacters: 100,
    size: 3,
  });
});

it.each<[string, string, RegExp]>([
  ["text that isn't JSON", "{", /isn't JSON/],
  ["JSON of another kind", "[1]", /normalizer/],
  ["another normalizer", JSON_TEXT.replace('"strip_accents":false', '"strip_accents":true'), /normalizer/],
  ["another way to split words", JSON_TEXT.replace("\\\\p{S}", "\\\\p{L}"), /pre_tokenizer/],
  ["another kind of model", withModel({ type: "BPE" }), /WordPiece/],
  ["another mark for continuing pieces", withModel({ continuing_subword_prefix: "@@" }), /WordPiece/],
  ["no limit for words", withModel({ max_input_chars_per_word: null }), /max_input_chars_per_word/],
  ["no vocabulary", withModel({ vocab: null }), /unk_token/],
  ["an id used twice", withModel({ vocab: { "[UNK]": 0, a: 1, b: 1 } }), /number/],
  ["a gap in the ids", withModel({ vocab: { "[UNK]": 0, a: 2 } }), /number/],
  ["an id that isn't a number", withModel({ vocab: { "[UNK]": 0, a: "1" } }), /number/],
  ["an unknown token that isn't in the vocabulary", withModel({ unk_token: "<unk>" }), /unk_token/],
])("refuses %s", (_, json, problem) => {
  expect(() => parse(json)).toThrow(problem);
  expect(() => parse(json)).toThrow(/tokenizer\.json/);
});
