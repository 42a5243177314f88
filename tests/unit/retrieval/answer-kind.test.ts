import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../src/languages/find-language.js";
import { ANSWER_KINDS, askedKinds } from "../../../src/retrieval/answer-kind.js";

const kinds = (question: string, language: string) => [...askedKinds(question, language)];

describe("askedKinds", () => {
  it.each([
    ["Was kostet ein zweiter Hund?", ["money"]],
    ["Wie hoch ist die Hundesteuer?", ["money"]],
    ["Eintritt Freibad Erwachsene", ["money"]],
    ["Wie hoch ist der Turm?", ["measure"]],
    ["Hebesatz Gewerbesteuer", ["money", "percentage"]],
    ["Bis wann muss ich den Antrag stellen?", ["date"]],
    ["Öffnungszeiten Freibad", ["date"]],
    ["Wie lange ist die Ruhezeit?", ["duration"]],
    ["Wie oft wird geprüft?", ["frequency"]],
    ["Ab wie vielen Mitarbeitern gilt das?", ["count"]],
    ["Wer ist zuständig?", ["person"]],
    ["Wo sitzt der Verein?", ["place"]],
    ["Was bedeutet die Abkürzung IAA?", ["definition"]],
    ["Was ist ein Archetyp?", ["definition"]],
    ["Was ist der Unterschied zwischen A und B?", ["comparison"]],
    ["Wie melde ich meinen Hund an?", ["steps"]],
    ["Drucker einrichten", ["steps"]],
    ["Welche Ausschüsse hat der Gemeinderat?", ["list"]],
    ["Darf ich nachts laut Musik hören?", ["yesNo"]],
    ["Kostet mich die Auskunft etwas?", ["money", "yesNo"]],
    ["Warum steigt der Beitrag?", ["reason"]],
    ["Wie lautet die Telefonnummer?", ["contact"]],
    ["Auftragsverarbeiter", []],
  ])("German: %s asks for %j", (question, expected) => {
    expect(kinds(question, "de")).toEqual(expect.arrayContaining(expected));
    expect(kinds(question, "de").length === 0).toBe(expected.length === 0);
  });

  it.each([
    ["How much does parking cost?", ["money"]],
    ["What percentage is paid out?", ["percentage"]],
    ["When is the report due?", ["date"]],
    ["How long is paid parental leave?", ["duration"]],
    ["How often do I have to change my password?", ["frequency"]],
    ["How many people work here?", ["count"]],
    ["MaxJobs default", ["count"]],
    ["What is the default summary length?", ["measure"]],
    ["Who can I report harassment to?", ["person", "contact"]],
    ["Where is the error log?", ["place"]],
    ["What is a page bundle?", ["definition"]],
    ["What does JFIF stand for?", ["definition"]],
    ["How do I resize an image?", ["steps"]],
    ["flight cancelled what now", ["steps"]],
    ["Which receipts do I need to keep?", ["list"]],
    ["If I quit, do I get paid for it?", ["yesNo"]],
    ["Can I use Sass?", ["yesNo"]],
    ["Why is it slow?", ["reason"]],
    ["What is the difference between a leaf and a branch?", ["comparison"]],
    ["bereavement leave", []],
  ])("English: %s asks for %j", (question, expected) => {
    expect(kinds(question, "en")).toEqual(expect.arrayContaining(expected));
    expect(kinds(question, "en").length === 0).toBe(expected.length === 0);
  });

  it.each([
    ["fr", "Combien coûte le ticket ?", "money"],
    ["fr", "Où se trouve la mairie ?", "place"],
    ["fr", "Qu'est-ce qu'un archétype ?", "definition"],
    ["fr", "Est-ce que je peux fumer ?", "yesNo"],
    ["es", "¿Cuánto cuesta la entrada?", "money"],
    ["es", "¿Dónde está la oficina?", "place"],
    ["es", "¿Qué significa IVA?", "definition"],
    ["es", "¿Puedo llevar a mi perro?", "yesNo"],
    ["it", "Quanto costa il biglietto?", "money"],
    ["it", "Dove si trova l'ufficio?", "place"],
    ["it", "Che cosa significa IVA?", "definition"],
    ["it", "Quali sono i requisiti?", "list"],
    ["nl", "Hoeveel kost het kaartje?", "money"],
    ["nl", "Waar is het kantoor?", "place"],
    ["nl", "Wat betekent btw?", "definition"],
    ["nl", "Mag ik mijn hond meenemen?", "yesNo"],
  ])("%s: %s asks for %s", (language, question, expected) => {
    expect(kinds(question, language)).toContain(expected);
  });

  it("reads a question in an unknown language with the words of German and English", () => {
    expect(kinds("How long?", "und")).toContain("duration");
    expect(kinds("Wie lange?", "xx")).toContain("duration");
  });

  it("leaves a count out where something more precise is asked for", () => {
    expect(kinds("How much does it cost?", "en")).not.toContain("count");
    expect(kinds("Wie viele Tage dauert es?", "de")).not.toContain("count");
  });

  it("is bounded for a question as long as a book", () => {
    expect(kinds("wie hoch ist ".repeat(20_000), "de")).not.toContain("money");
  });

  it("knows the same kinds in every language", () => {
    for (const { answers } of LANGUAGES) {
      expect(Object.keys(answers?.asked ?? {}).toSorted()).toEqual([...ANSWER_KINDS].toSorted());
    }
  });
});
