import { describe, expect, it } from "vitest";
import { detectLanguage } from "../../../src/text/language.js";

describe("detectLanguage", () => {
  it.each([
    ["Wann wollte Kirgisistan vermitteln?", "de"],
    ["How many people died in the armed clashes?", "en"],
    ["Quelle est la monnaie du Kirghizistan ?", "fr"],
    ["¿Cuál es la moneda de Kirguistán?", "es"],
  ])("knows the language of %s", (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it("chooses among the given languages only", () => {
    expect(detectLanguage("Kirgisistan 1992", ["de", "en"])).not.toBe("tr");
  });

  it.each(["", "M41", "1992?", "!!!", "  "])("doesn't guess from %j", (text) => {
    expect(detectLanguage(text)).toBe("und");
  });
});
