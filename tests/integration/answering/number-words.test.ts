import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFootnoteOf, type TemporaryFootnote } from "../../support/open-temporary-footnote.js";

/** One fact a document, with its number in words. */
const FACTS = [
  ["fire.txt", "Sixteen houses burned down that night.", "How many houses burned down?", "Sixteen"],
  ["choir.txt", "Thirty singers form the choir of Oakham.", "How many singers form the choir?", "Thirty"],
  ["mill.txt", "Sixty sacks of flour stood in the mill.", "How many sacks stood in the mill?", "Sixty"],
  ["ship.txt", "Thirteen sailors left the ship in Bergen.", "How many sailors left the ship?", "Thirteen"],
  ["hof.txt", "Zwanzig Kühe standen damals auf dem Hof.", "Wie viele Kühe standen auf dem Hof?", "Zwanzig"],
  ["zug.txt", "Sechzig Reisende verließen den Zug.", "Wie viele Reisende verließen den Zug?", "Sechzig"],
  [
    "puente.txt",
    "Trece obreros levantaron el puente de piedra sobre el río.",
    "¿Cuántos obreros levantaron el puente?",
    "Trece",
  ],
  [
    "vigne.txt",
    "Soixante tonneaux de vin reposaient dans la cave du château.",
    "Combien de tonneaux reposaient dans la cave ?",
    "Soixante",
  ],
] as const;

describe("a question that asks how many", () => {
  let footnote: TemporaryFootnote;
  beforeAll(async () => {
    footnote = await openFootnoteOf(FACTS);
  });
  afterAll(() => footnote.close());

  it.each(FACTS)("is answered from %s: %s", async (_name, _text, question, expected) => {
    const answer = await footnote.ask(question);
    expect(answer).toMatchObject({ answered: true });
    expect(answer.answer).toContain(expected);
  });
});
