import { expect, test } from "vitest";
import type { LexicalText } from "../../../src/store/lexical/language-index.js";
import { LexicalIndex } from "../../../src/store/lexical/lexical-index.js";
import { encodeTermFrequencies } from "../../../src/store/lexical/term-frequencies.js";

const IDS = new Map([
  ["brot", 1],
  ["mehl", 2],
  ["tal", 3],
  ["meh", 4],
]);

function makeText(language: string, words: string[], grams: string[] = []): LexicalText {
  const ids = (terms: string[]) =>
    encodeTermFrequencies(Uint32Array.from(terms, (term) => IDS.get(term) ?? 0));
  return { language, words: ids(words), grams: ids(grams) };
}

function ask(index: LexicalIndex, terms: Record<string, { words?: string[]; grams?: string[] }>) {
  const question = Object.entries(terms).map(
    ([language, { words = [], grams = [] }]) => [language, { words, grams }] as const,
  );
  return index.search(new Map(question), (term) => IDS.get(term));
}

test("a passage's share depends on the passages of its own language only", async () => {
  const german = [makeText("de", ["brot", "mehl"]), makeText("de", ["tal"])];
  const english = Array.from({ length: 5 }, () => makeText("en", ["brot"]));
  const alone = await LexicalIndex.build(german, []);
  const mixed = await LexicalIndex.build([...english, ...german], []);
  const terms = { de: { words: ["brot"] }, en: { words: ["tal"] } };
  expect(ask(mixed, terms).passage(5)).toEqual(ask(alone, terms).passage(0));
  expect(ask(mixed, terms).passage(0)).toEqual({ words: 0, grams: 0 });
});

test("words outweigh grams, and passages without a shared term aren't found", async () => {
  const index = await LexicalIndex.build(
    [makeText("de", [], ["meh"]), makeText("de", ["mehl"]), makeText("de", ["tal"])],
    [],
  );
  const scores = ask(index, { de: { words: ["mehl"], grams: ["meh"] } });
  expect(scores.passage(0).grams).toBeGreaterThan(0);
  expect(scores.best(10, () => true)).toEqual([1, 0]);
  expect(scores.best(1, () => true)).toEqual([1]);
  expect(scores.best(10, (position) => position !== 1)).toEqual([0]);
});

test("a paragraph is scored among the paragraphs of its language, and not at all without terms for it", async () => {
  const passages = [makeText("de", ["brot"])];
  const paragraphs = [
    makeText("de", ["brot", "mehl"]),
    makeText("de", ["tal", "tal"]),
    makeText("en", ["brot"]),
  ];
  const scores = ask(await LexicalIndex.build(passages, paragraphs), { de: { words: ["brot", "meer"] } });
  const idf = Math.log(1 + 1.5 / 1.5);
  const missing = Math.log(1 + 2.5 / 0.5);
  const expected = (idf * 1.9) / (1 + 0.9) / (1.9 * (idf + missing));
  expect(scores.paragraph(makeText("de", ["brot", "mehl"])).words).toBeCloseTo(expected, 10);
  expect(scores.paragraph(makeText("en", ["brot"]))).toEqual({ words: 0, grams: 0 });
  expect(scores.paragraph(makeText("fr", ["brot"]))).toEqual({ words: 0, grams: 0 });
});
