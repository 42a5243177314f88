import { describe, expect, it } from "vitest";
import type { AnswerKind } from "../../../src/languages/language.js";
import { ANSWER_KINDS } from "../../../src/retrieval/answer-kind.js";
import { answerType } from "../../../src/retrieval/answer-type.js";
import { answersKinds, answersType } from "../../../src/retrieval/given-answer.js";

const ASKED = answerType("Was ist ein Archetyp?", "de");

const evidence = (language: string, kind: AnswerKind, text: string, above: readonly string[] = []) =>
  answersKinds({ text, language, above }, new Set([kind]), ASKED);

/** Texts that give a kind clearly, and one about the same that doesn't. */
const PAIRS: readonly (readonly [string, AnswerKind, string, string])[] = [
  ["de", "money", "Die Steuer beträgt 165,00 € im Jahr.", "Die Steuer wird jährlich erhoben."],
  ["de", "money", "Der Zuschuss liegt bei 14,5 Millionen Euro.", "Der Zuschuss liegt hoch."],
  ["de", "percentage", "Der Hebesatz liegt bei 375 v. H.", "Der Hebesatz wird festgesetzt."],
  ["de", "date", "Der Antrag ist bis zum 31. Dezember zu stellen.", "Der Antrag ist zu stellen."],
  ["de", "date", "Geöffnet montags bis freitags bis 7.00 Uhr.", "Geöffnet für alle."],
  ["de", "duration", "Die Ruhezeit beträgt 20 Jahre.", "Die Ruhezeit wird festgelegt."],
  ["de", "duration", "innerhalb eines Monats", "im Allgemeinen"],
  ["de", "frequency", "Die Gebühr wird vierteljährlich erhoben.", "Die Gebühr wird erhoben."],
  ["de", "count", "Der Rat hat zwölf Sitze.", "Der Rat hat Sitze."],
  ["de", "measure", "Das Becken ist 25 m lang.", "Das Becken ist lang."],
  ["de", "person", "Zuständig ist die Friedhofsverwaltung.", "Das ist geregelt."],
  ["de", "place", "Das Amt sitzt in der Hauptstraße 5, 73087 Bad Boll.", "Das Amt hilft."],
  ["de", "definition", "Ein Archetyp ist eine Vorlage.", "Man legt ihn an."],
  ["de", "definition", "**Archetyp**: Vorlage für neue Seiten", "Man legt ihn an."],
  ["de", "steps", "1. Öffnen Sie das Menü.\n2. Klicken Sie auf Drucken.", "Das Menü ist blau."],
  ["de", "list", "- Hunde\n- Katzen\n- Vögel", "Tiere sind willkommen."],
  ["de", "yesNo", "Das Plakatieren ist verboten.", "Das Plakat hängt."],
  ["de", "reason", "Er fehlt, weil er krank ist.", "Er fehlt."],
  ["de", "contact", "Telefon: 07164 / 808-0", "Rufen Sie an."],
  ["de", "comparison", "A ist schneller als B, hingegen kostet B weniger.", "A ist schnell."],
  ["en", "money", "The fee is $75 an hour.", "The fee is due."],
  ["en", "percentage", "It is always 75% of the rate.", "It is always the rate."],
  ["en", "date", "Due on October 17, 2025.", "It will be submitted."],
  ["en", "duration", "You must answer within 30 days.", "You must answer."],
  ["en", "frequency", "It must be changed every 90 days.", "It must be changed."],
  ["en", "count", "You can receive six sessions.", "You can receive sessions."],
  ["en", "measure", "The image is 300 px wide.", "The image is wide."],
  ["en", "person", "Ask your supervisor.", "It depends."],
  ["en", "place", "It is located in the /etc/cups directory.", "It is normal."],
  ["en", "steps", "Select File > Print and click OK.", "It is white."],
  ["en", "list", "one of JSON, TOML, YAML, or XML", "a format"],
  ["en", "yesNo", "You may not delete a message.", "Messages arrive."],
  ["en", "reason", "It fails because the disk is full.", "It fails."],
  ["en", "contact", "Write to help@example.org.", "It helps."],
  ["en", "comparison", "Unlike a leaf, a branch has less than two children.", "A leaf is green."],
  ["fr", "money", "Le prix est de 12 euros.", "Le prix est fixe."],
  ["fr", "duration", "Il faut attendre deux semaines.", "Il faut attendre."],
  ["fr", "yesNo", "Il est interdit de fumer.", "Il fume."],
  ["es", "money", "La entrada cuesta 12 euros.", "La entrada es fija."],
  ["es", "duration", "Hay que esperar dos semanas.", "Hay que esperar."],
  ["es", "yesNo", "Está prohibido fumar.", "Fuma."],
  ["it", "money", "Il biglietto costa 12 euro.", "Il biglietto costa poco."],
  ["it", "duration", "Bisogna aspettare due settimane.", "Bisogna aspettare."],
  ["it", "yesNo", "È vietato fumare.", "Fuma."],
  ["nl", "money", "Het kaartje kost 12 euro.", "Het kaartje kost niets."],
  ["nl", "duration", "U moet twee weken wachten.", "U moet wachten."],
  ["nl", "yesNo", "Roken is verboten.", "Hij rookt."],
];

describe("answersKinds", () => {
  it.each(PAIRS)("%s, %s: %s", (language, kind, gives, doesNot) => {
    const given = evidence(language, kind, gives);
    expect(given).toBeGreaterThanOrEqual(0.5);
    expect(given).toBeLessThanOrEqual(1);
    expect(evidence(language, kind, doesNot)).toBeLessThan(given);
  });

  it("looks for the asked term where something is defined", () => {
    const own = evidence("de", "definition", "Ein Archetyp ist eine Vorlage für neue Seiten.");
    const other = evidence("de", "definition", "Eine Seite ist ein Dokument.");
    const under = evidence("de", "definition", "Das ist eine Vorlage für neue Seiten.", ["Archetypen"]);
    expect(own).toBe(1);
    expect(other).toBeLessThan(under);
    expect(under).toBeLessThan(own);
  });

  it("reads a text in an unknown language with the words of all", () => {
    expect(evidence("und", "money", "It costs 5 dollars.")).toBe(1);
    expect(evidence("und", "duration", "innerhalb eines Monats")).toBeGreaterThan(0.5);
  });

  it("gives values between 0 and 1 for any text, and is bounded by its beginning", () => {
    for (const text of [
      "",
      " ",
      "1".repeat(50_000),
      "a, ".repeat(50_000),
      "- x\n".repeat(50_000),
      "📄".repeat(999),
    ]) {
      for (const kind of ANSWER_KINDS) {
        const value = evidence("de", kind, text);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
    expect(evidence("de", "money", `${"Wort ".repeat(1000)} 5 €`)).toBe(0);
  });
});

describe("answersType", () => {
  it("is the best of the kinds that are asked for, and 0 where none is", () => {
    const asked = answerType("Was kostet es und wie lange dauert es?", "de");
    expect(answersType({ text: "Es kostet 5 €.", language: "de" }, asked)).toBe(1);
    expect(answersType({ text: "Es dauert 3 Wochen.", language: "de" }, asked)).toBe(1);
    expect(
      answersType({ text: "Es kostet 5 €.", language: "de" }, answerType("Auftragsverarbeiter", "de")),
    ).toBe(0);
  });
});
