import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTokenizerFile } from "../../../../src/embedding/static/tokenizer-file.js";
import { WordPieceTokenizer } from "../../../../src/embedding/static/word-piece.js";

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
