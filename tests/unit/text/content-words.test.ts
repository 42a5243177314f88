import { describe, expect, it } from "vitest";
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
