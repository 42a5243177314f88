import { describe, expect, it } from "vitest";
import { saysNumber } from "../../../src/answering/answer-clues.js";
import { findLanguage, LANGUAGE_CODES, LANGUAGES } from "../../../src/languages/find-language.js";
import type { Language } from "../../../src/languages/language.js";
import { anyOf } from "../../../src/languages/word-lists.js";
import { answerType } from "../../../src/retrieval/answer-type.js";
import { numberWord, saysQuantity } from "../../../src/text/number-words.js";
import { fold } from "../../../src/text/words.js";

const NUMBERS = LANGUAGES.flatMap(({ code, numbers }) =>
  [...numbers.values].map(([word, value]) => ({ code, word, value })),
);

/** The words and alternatives of a language by where they stand in it: everything but functions and shown texts. */
function rowsOf(value: unknown, path: string): { readonly path: string; readonly row: string }[] {
  if (typeof value === "string") {
    return /\.(?:code|reply)$/u.test(path) ? [] : [{ path, row: value }];
  }
  if (value instanceof Map) {
    return [...value.keys()].map((row: string) => ({ path, row }));
  }
  if (value instanceof Set || Array.isArray(value)) {
    return [...value].flatMap((row: unknown) => rowsOf(row, path));
  }
  if (typeof value === "object" && value !== null && !(value instanceof RegExp)) {
    return Object.entries(value).flatMap(([name, member]) => rowsOf(member, `${path}.${name}`));
  }
  return [];
}

const alternativesOf = (language: Language) =>
  rowsOf(language, language.code).filter(({ row }) => /[|()?*\\]/u.test(row));

describe("the languages", () => {
  it("have a code of their own each, by which they are found", () => {
    expect(new Set(LANGUAGE_CODES).size).toBe(LANGUAGES.length);
    for (const language of LANGUAGES) {
      expect(language.code).toMatch(/^[a-z]{2}$/u);
      expect(findLanguage(language.code)).toBe(language);
    }
    expect(findLanguage("und")).toBeUndefined();
  });

  it.each(LANGUAGES)("$code: rows are folded, without white space around them", (language) => {
    const rows = rowsOf(language, language.code);
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter(({ row }) => fold(row) !== row || row.trim() !== row)).toEqual([]);
  });

  it.each(LANGUAGES)("$code: alternatives are regular expressions that don't match nothing", (language) => {
    for (const { path, row } of alternativesOf(language)) {
      expect(new RegExp(`^(?:${row})$`, "u").test(""), path).toBe(false);
      expect(anyOf(row).test(" "), path).toBe(false);
    }
  });

  it.each(LANGUAGES)("$code: abbreviations end without a dot, and none stands in both lists", (language) => {
    const { inner, final } = language.abbreviations;
    expect([...inner, ...final].filter((word) => !/^[\p{Ll}.]*\p{Ll}$/u.test(word))).toEqual([]);
    expect([...inner].filter((word) => final.has(word))).toEqual([]);
  });

  it.each(LANGUAGES)("$code: a year has twelve months, no two with the same name", ({ code, time }) => {
    expect(time.months).toHaveLength(12);
    const names = time.months.flat();
    expect(new Set(names).size).toBe(names.length);
    const first = time.months.map((_, month) =>
      new Intl.DateTimeFormat(code, { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month, 1)),
    );
    expect(time.months.map(([name]) => name)).toEqual(first.map(fold));
  });

  it.each(LANGUAGES)("$code: number words are those from two to twenty and the tens", ({ numbers }) => {
    const tens = [30, 40, 50, 60, 70, 80, 90];
    const expected = [...Array.from({ length: 19 }, (_, i) => i + 2), ...tens];
    expect([...numbers.values.values()]).toEqual(expected);
  });

  it.each(NUMBERS)(
    "$code: $word is a number for the verifier and for the refusal",
    ({ code, word, value }) => {
      expect(numberWord(word, code)).toBe(value);
      expect(saysQuantity(word, code)).toBe(true);
      const sentence = { text: `Xyz ${word} xyz.`, language: code };
      expect(saysNumber(sentence, answerType("how many"))).toBe(true);
      expect(saysNumber(sentence, answerType("how long"))).toBe(true);
    },
  );

  it.each(LANGUAGES)("$code: scales and vague words are numbers for the refusal", ({ code, numbers }) => {
    const said = [...numbers.scales.keys(), ...numbers.vague];
    expect(said.filter((word) => !saysQuantity(word, code))).toEqual([]);
    expect([...numbers.scales.values()].every((factor) => Number.isInteger(Math.log10(factor) / 3))).toBe(
      true,
    );
  });

  it.each(LANGUAGES)("$code: texts are made of what they are given", ({ texts }) => {
    expect(texts.documentSays("Xyz")).toMatch(/Xyz ?:$/u);
    for (const text of [texts.page(7), texts.slide(7), texts.row(7)]) {
      expect(text).toMatch(/^\p{L}+ 7$/u);
    }
  });
});

describe("numbers written as one word", () => {
  it.each([
    ["de", "einundzwanzig", 21],
    ["de", "zweihundert", 200],
    ["de", "hundertzwanzig", 120],
    ["de", "zweihundertfünfzig", 250],
    ["de", "dreitausend", 3000],
    ["de", "zwölftausendvierhundertsechsundneunzig", 12496],
    ["nl", "eenentwintig", 21],
    ["nl", "drieëndertig", 33],
    ["nl", "honderdtwintig", 120],
    ["de", "hundert", undefined],
    ["de", "tausend", undefined],
    ["de", "jahrhundert", undefined],
    ["de", "zweifel", undefined],
    ["en", "sixteenth", undefined],
    ["und", "sixteen", undefined],
  ] as const)("%s: %s says %s", (language, word, value) => {
    expect(numberWord(word, language)).toBe(value);
  });
});
