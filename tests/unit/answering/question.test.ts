import { describe, expect, it } from "vitest";
import { expectedNumber, saysNumber } from "../../../src/answering/expected-number.js";
import { contentWords } from "../../../src/answering/question-words.js";

describe("contentWords", () => {
  it("keeps what a question is about", () => {
    const texts = contentWords("In welchem Jahr wurde die Straße nach Osch gebaut?").map((word) => word.text);
    expect(texts).toEqual(["Straße", "Osch", "gebaut"]);
  });

  it("knows names and nouns by their capital inside the sentence", () => {
    const named = contentWords("Currency of Kyrgyzstan and the Euro?").filter((word) => word.isNamed);
    expect(named.map((word) => word.text)).toEqual(["Kyrgyzstan", "Euro"]);
  });

  it("counts a repeated word once", () => {
    expect(contentWords("Bread, bread or BREAD?")).toHaveLength(1);
  });
});

describe("expectedNumber", () => {
  it.each([
    ["Wie viele Menschen starben?", "quantity"],
    ["When did it happen?", "quantity"],
    ["Wie groß ist das Land?", "measure"],
    ["How long is the road?", "measure"],
    ["Wer war Präsident?", "none"],
    ["Whenever it rains, who pays?", "none"],
  ])("%s asks for: %s", (question, kind) => {
    expect(expectedNumber(question)).toBe(kind);
  });
});

describe("saysNumber", () => {
  it.each([
    ["Es starben 94 Menschen.", true],
    ["Zwölf Jahre später.", true],
    ["A dozen people came.", true],
    ["Die Straße M41 ist eine Route.", false],
    ["Im Jahr 2022 geschah es.", false],
    ["Allgemeine Hinweise.", false],
  ])("%s: %s", (text, expected) => {
    expect(saysNumber(text, "Wie viele starben im Jahr 2022?")).toBe(expected);
  });
});
