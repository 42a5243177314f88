import { describe, expect, it } from "vitest";
import { analyseAcross, analyseWithin } from "../../../src/text/question-terms.js";
import { analyse, grams } from "../../../src/text/terms.js";

/** The words of the question itself, and other words for them. */
function parts(question: string, language: string) {
  const { words, variantWeights = [] } = analyseWithin(question, language);
  const ownWords = words.length - variantWeights.length;
  return { own: words.slice(0, ownWords), variants: words.slice(ownWords) };
}

const own = (question: string, language: string) => parts(question, language).own;

describe("analyseWithin", () => {
  it("finds one stem for the forms of a German word", () => {
    const [a, b] = ["die Botschaften der Länder", "eine Botschaft im Land"].map((text) => own(text, "de"));
    expect(a).toEqual(b);
  });

  it("finds one stem for the forms of an English word", () => {
    expect(own("negotiations failed", "en")).toEqual(own("negotiation fails", "en"));
  });

  it("leaves stop words out, of the text's language only", () => {
    expect(own("der Hund und die Katze", "de")).toHaveLength(2);
    expect(own("der Hund und die Katze", "en")).toHaveLength(5);
  });

  it("doesn't take a raised digit for a part of the word before it", () => {
    expect(own("Verhandlungen¹²", "de")).toEqual(own("Verhandlungen", "de"));
  });

  it("writes terms without case and diacritics", () => {
    expect(own("Straße ÉLÈVE", "und")).toEqual(["strasse", "eleve"]);
  });

  it("takes a word of a million letters for its beginning", () => {
    const long = "x".repeat(1_000_000);
    expect(analyseWithin(long, "de")).toEqual({ words: ["x".repeat(64)], grams: ["xxxx"] });
    expect(analyse(long, "de").flatMap(({ grams: pieces }) => pieces)).toHaveLength(61);
  });

  it("finds a compound's part by its 4-grams", () => {
    expect(analyseWithin("Grenzkonflikt", "de").grams).toEqual(expect.arrayContaining(grams("konflikt")));
  });
});

describe("analyseWithin in other languages", () => {
  it.each([
    ["fr", "les marchés couverts", "le marché couvert"],
    ["es", "las bibliotecas municipales", "la biblioteca municipal"],
    ["it", "i biglietti della funivia", "un biglietto di funivie"],
    ["nl", "de regels van Utrecht", "een regel in Utrecht"],
  ])("finds one stem for the forms of a word and leaves stop words out (%s)", (language, a, b) => {
    const [left, right] = [a, b].map((text) => own(text, language));
    expect(left).toHaveLength(2);
    expect(left).toEqual(right);
  });

  it("finds dictionary words and pairs of characters where no spaces stand between words", () => {
    const { words: stems, grams: pairs } = analyseWithin("茶馆八点开门。", "zh");
    expect(stems).toContain("开门");
    expect(pairs).toEqual(["茶馆", "馆八", "八点", "点开", "开门"]);
    expect(own("ร้านเปิดทุกวัน", "th").length).toBeGreaterThan(1);
  });
});

describe("analyseAcross", () => {
  it("leaves out the stop words of question and passage only", () => {
    const content = (languages: readonly string[]) => analyseAcross("When did he die?", languages).grams;
    expect(content(["en", "fr"])).toEqual(["die"]);
    expect(content(["en", "de"])).toEqual([]);
  });

  it("keeps names and numbers and no stop word of either language", () => {
    expect(analyseAcross("How many died in Osch in 1995, und wer?", ["en", "de"])).toEqual({
      words: [],
      grams: ["died", "osch", "1995"],
    });
  });
});

describe("other words for those of a question", () => {
  it.each([
    ["de", "Wann kommt der Lohn?", "arbeitsentgelt"],
    ["de", "Was sagt der Chef?", "arbeitgeb"],
    ["de", "Gibt es eine Müllgebühr?", "abfallgebuhr"],
    ["de", "E-Mail-Adresse ändern", "emailadress"],
    ["de", "Email Adresse ändern", "emailadress"],
    ["en", "delete a photo", "imag"],
    ["en", "how do I log in", "login"],
    ["en", "set-up of the printer", "setup"],
  ])("%s: %s has %s", (language, question, variant) => {
    expect(parts(question, language).variants).toContain(variant);
    expect(parts(question, language).own).not.toContain(variant);
  });

  it("are none in a language without a list, and no more than a question needs", () => {
    expect(parts("la casa", "es").variants).toEqual([]);
    expect(parts("Lohn Chef Müll Auto Arzt Kind ".repeat(50), "de").variants.length).toBeLessThanOrEqual(24);
  });

  it("count less than the question's own, and each is given once", () => {
    const { words, variantWeights = [] } = analyseWithin("Lohn und Gehalt", "de");
    expect(new Set(words).size).toBe(words.length);
    expect(variantWeights.every((weight) => weight > 0 && weight < 1)).toBe(true);
  });
});

describe("labels in a question", () => {
  it("are words of its own", () => {
    expect(own("Was regelt § 823 BGB?", "de")).toContain("§823");
    expect(own("What is in Article 5?", "en")).toContain("art5");
  });
});
