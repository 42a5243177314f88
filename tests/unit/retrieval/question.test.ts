import { describe, expect, it } from "vitest";
import { questionLanguage } from "../../../src/retrieval/question.js";

describe("questionLanguage", () => {
  it.each([
    ["Was ist die M41?", "de"],
    ["Who was the president?", "en"],
    ["Où est la gare ?", "fr"],
    ["¿Cuánto cuesta?", "es"],
    ["Dove si trova?", "it"],
    ["Wie is de burgemeester?", "nl"],
    ["M41?", "und"],
  ])("knows the language of %s whatever the documents are in", (question, language) => {
    expect(questionLanguage(question, { de: 100 })).toBe(language);
  });

  it("doesn't take a few names for another language without a function word of it", () => {
    expect(["de", "en", "und"]).toContain(questionLanguage("Nicolas Sarkozy Carla Bruni", { de: 100 }));
  });

  it("chooses a language of the index that has no stop list", () => {
    expect(questionLanguage("Jaka jest stolica kraju?", { pl: 100 })).toBe("pl");
  });
});
