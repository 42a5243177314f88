import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTokenizerFile, WordPieceTokenizer } from "../../../../src/embedding/static/word-piece.js";
import { TINY_MODEL } from "../../../support/models/test-models.js";

const CHECK = new URL("../../../fixtures/models/vectors-check.json", import.meta.url);
const BUILTIN = new URL("../../../../models/static-de-en-512/tokenizer.json", import.meta.url);

/** A tokenizer whose ids are the places of the pieces in the list, after `[UNK]`. */
function tokenizer(...pieces: string[]): WordPieceTokenizer {
  const numbered = pieces.map((piece, i): [string, number] => [piece, i + 1]);
  const continuing = numbered.filter(([piece]) => piece.startsWith("##"));
  return new WordPieceTokenizer({
    initial: new Map([["[UNK]", 0], ...numbered.filter(([piece]) => !piece.startsWith("##"))]),
    continuing: new Map(continuing.map(([piece, id]) => [piece.slice(2), id])),
    unknown: 0,
    maxWordCharacters: 100,
    size: pieces.length + 1,
  });
}

describe("with the built-in vocabulary", () => {
  const builtin = new WordPieceTokenizer(parseTokenizerFile(readFileSync(BUILTIN, "utf8"), "tokenizer.json"));
  const check: { texts: { text: string; token_ids: number[] }[] } = JSON.parse(readFileSync(CHECK, "utf8"));

  it.each(check.texts)("gives the token ids the model's authors give for $text", ({ text, token_ids }) => {
    expect(builtin.encode(text)).toEqual(token_ids);
  });

  it("doesn't care about case, invisible characters, and the kind and amount of white space", () => {
    const expected = builtin.encode("über die brücke");
    for (const text of [
      "ÜBER DIE BRÜCKE",
      "über\u00a0die\t\n brücke ",
      "u\u0308ber die brü\u00adcke",
      "über die br\u0000ücke",
    ]) {
      expect(builtin.encode(text)).toEqual(expected);
    }
  });

  it("gives the tokens of the parts for texts joined by white space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        expect(builtin.encode(`${a} ${b}`)).toEqual([...builtin.encode(a), ...builtin.encode(b)]);
      }),
    );
  });
});

it("says whether a text is one token, which no unknown word is", () => {
  const small = tokenizer("weg", "unter", "##weg", "größe");
  const isToken = (text: string) => small.encode(text).length === 1 && !small.encode(text).includes(0);
  const text = fc.constantFrom(
    "weg",
    "Weg",
    "unterweg",
    "unter",
    "weg unter",
    "weg.",
    "x",
    "",
    " ",
    "GRÖSSE",
    "größe",
    "[UNK]",
  );
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (one) => {
      expect(small.isToken(one)).toBe(isToken(one));
    }),
  );
});

it("takes the longest piece first, and goes on with continuing pieces", () => {
  expect(tokenizer("un", "unter", "##w", "##weg", "##s").encode("unterwegs")).toEqual([2, 4, 5]);
});

it("makes a word unknown as a whole when its end can't be covered", () => {
  expect(tokenizer("unter", "##weg", "da").encode("da unterwegs da")).toEqual([3, 0, 3]);
});

it("doesn't begin a word with a continuing piece, or continue with an initial one", () => {
  expect(tokenizer("un", "weg").encode("unweg")).toEqual([0]);
  expect(tokenizer("##weg").encode("weg")).toEqual([0]);
});

it("makes every punctuation mark and symbol a word", () => {
  expect(tokenizer("a", ".", "€", "+").encode("a..€+a")).toEqual([1, 2, 2, 3, 4, 1]);
});

it("counts the length of a word in characters, not in code units", () => {
  const italicA = "\u{10330}";
  expect(tokenizer(italicA, `##${italicA}`).encode(italicA.repeat(100))).toHaveLength(100);
  expect(tokenizer(italicA, `##${italicA}`).encode(italicA.repeat(101))).toEqual([0]);
});

it("finds no tokens in a text of white space and removed characters", () => {
  expect(tokenizer("a").encode(" \u0000\u200b\ufffd\ud800\ue000\n")).toEqual([]);
});

describe("the tokenizer file", () => {
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
});
