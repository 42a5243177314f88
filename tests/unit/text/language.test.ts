import { describe, expect, it } from "vitest";
import { clearLanguage, detectLanguage } from "../../../src/text/language.js";

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

describe("detectLanguage by script", () => {
  const NAMES = "Afrikaans, العربية, Беларуская, Български, Català, Deutsch, Ελληνικά, Русский";

  it("takes no language that isn't written in the text's letters", () => {
    expect(
      detectLanguage(
        `${NAMES}, Українська. Terns are seabirds of the coast, and most of them eat fish that they catch by diving.`,
      ),
    ).not.toMatch(/^(?:bg|mk|ru|sr|uk)$/u);
    expect(detectLanguage("Резервуар вмещает 900 кубометров воды и стоит на холме.")).toMatch(
      /^(?:bg|ru|sr|uk)$/u,
    );
    expect(detectLanguage("水庫可容納九百立方米的水,位於 Dresden 市。")).toBe("zh");
    expect(detectLanguage("Docker と Kubernetes をインストールする手順です。")).toBe("ja");
  });
});

describe("clearLanguage", () => {
  it.each([
    ["Der Hochbehälter fasst 900 Kubikmeter.", "en", "de"],
    ["Species: Arctic tern | Wingspan: 80 cm | Weight: 105 g", "en", "en"],
    ["Nests near Hull.", "de", "en"],
    ["LG Heidelberg, Urt. v. 6.2.2020, GRUR-RS 2020, 3071, Rn 21.", "de", "de"],
    ["1234", "de", "de"],
  ])("takes %j where %s is expected for %s", (text, expected, language) => {
    expect(clearLanguage(text, expected, 1.5)).toBe(language);
  });

  it("keeps the expected language where another is about as likely", () => {
    const catalan = "Els ocells tornen a la mar cada primavera per fer els nius.";
    expect(clearLanguage(catalan, "es", 1.5)).toBe("ca");
    expect(clearLanguage("Sea bird.", "en", 1.5)).toBe("en");
  });

  it("expects none, and takes one only if it is clear", () => {
    expect(clearLanguage("Der Hochbehälter fasst 900 Kubikmeter.", "und", 1.5)).toBe("de");
    expect(clearLanguage("Sea bird.", "und", 1.5)).toBe("und");
    expect(clearLanguage("Il serbatoio contiene 900 metri cubi.", "und", 1.5)).toBe("it");
  });

  it("chooses among the given languages", () => {
    expect(clearLanguage("Der Behälter fasst 900 Liter.", "en", 2, ["en", "fr"])).toBe("en");
  });
});
