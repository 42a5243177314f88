import { describe, expect, it } from "vitest";
import { expectedNumber, saysNumber } from "../../../src/answering/expected-number.js";
import { contentWords } from "../../../src/text/content-words.js";

describe("contentWords", () => {
  it("keeps what a question is about", () => {
    const texts = contentWords("In welchem Jahr wurde die Straße nach Osch gebaut?", "de").map(
      (word) => word.text,
    );
    expect(texts).toEqual(["Straße", "Osch", "gebaut"]);
  });

  it("knows names and nouns by their capital inside the sentence", () => {
    const named = contentWords("Currency of Kyrgyzstan and the Euro?", "en").filter((word) => word.isNamed);
    expect(named.map((word) => word.text)).toEqual(["Kyrgyzstan", "Euro"]);
  });

  it("counts a repeated word once", () => {
    expect(contentWords("Bread, bread or BREAD?", "en")).toHaveLength(1);
  });
});

describe("contentWords in a known language", () => {
  it("leaves out the stop words of the question's language, not of another", () => {
    const texts = (question: string, language: string) =>
      contentWords(question, language).map((word) => word.text);
    expect(texts("Is there a die with no son?", "en")).toEqual(["die", "son"]);
    expect(texts("Où est son jardin ?", "fr")).toEqual(["jardin"]);
    expect(texts("Onde fica a casa de Ana?", "pt")).toEqual(["Onde", "fica", "casa", "Ana"]);
  });
});

describe("expectedNumber", () => {
  it.each([
    ["Wie viele Menschen starben?", "quantity"],
    ["When did it happen?", "quantity"],
    ["Wie groß ist das Land?", "measure"],
    ["How long is the road?", "measure"],
    ["Wer war Präsident?", "none"],
    ["Combien d'habitants compte la ville ?", "quantity"],
    ["¿Cuándo abre la biblioteca?", "quantity"],
    ["Quanto costa il biglietto?", "quantity"],
    ["Hoe lang is de brug?", "measure"],
    ["Quelle est la hauteur du pont ?", "measure"],
    ["Whenever it rains, who pays?", "none"],
  ])("%s asks for: %s", (question, kind) => {
    expect(expectedNumber(question)).toBe(kind);
  });
});

describe("saysNumber", () => {
  it.each([
    ["de", "Es starben 94 Menschen.", true],
    ["de", "Zwölf Jahre später.", true],
    ["en", "A dozen people came.", true],
    ["de", "Die Straße M41 ist eine Route.", false],
    ["de", "Im Jahr 2022 geschah es.", false],
    ["de", "Wie in den 1980er-Jahren traf man sich 1995.", false],
    ["de", "Man versuchte es im Oktober 1992.", false],
    ["de", "Es kamen 1500 Menschen.", true],
    ["de", "Es kamen Menschen.[1]", false],
    ["de", "Allgemeine Hinweise.", false],
    ["it", "I giorni sono sei.", true],
    ["de", "Sie sagt, er sei da.", false],
  ])("%s: %s: %s", (language, text, expected) => {
    expect(saysNumber({ text, language }, "Wie viele starben im Jahr 2022?")).toBe(expected);
  });

  it("takes a year for a number where a time is asked for", () => {
    expect(saysNumber({ text: "Man traf sich 1995.", language: "de" }, "Wann traf man sich?")).toBe(true);
    expect(saysNumber({ text: "Man traf sich im Mai.", language: "de" }, "Wann traf man sich?")).toBe(true);
  });
});
