import { describe, expect, it } from "vitest";
import { introductionTo } from "../../../../src/answering/extractive/extractive-writer.js";

describe("introductionTo", () => {
  it.each([
    ["en", "de", "Im Dokument steht auf Englisch:"],
    ["de", "en", "The document says in German:"],
    ["it", "fr", "Le document dit en italien :"],
    ["de", "de", undefined],
    ["und", "de", undefined],
    ["de", "ja", undefined],
  ])("a quote in %s in an answer in %s: %s", (quote, question, expected) => {
    expect(introductionTo(quote, question)).toBe(expected);
  });
});
