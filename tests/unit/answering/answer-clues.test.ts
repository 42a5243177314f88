import { describe, expect, it } from "vitest";
import { answerClues, saysNumber } from "../../../src/answering/answer-clues.js";
import { answerType } from "../../../src/retrieval/answer-type.js";

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
    expect(saysNumber({ text, language }, answerType("Wie viele starben im Jahr 2022?"))).toBe(expected);
  });

  it("takes a year for a number where a time is asked for", () => {
    expect(
      saysNumber({ text: "Man traf sich 1995.", language: "de" }, answerType("Wann traf man sich?")),
    ).toBe(true);
    expect(
      saysNumber({ text: "Man traf sich im Mai.", language: "de" }, answerType("Wann traf man sich?")),
    ).toBe(true);
  });
});

describe("answerClues", () => {
  it("finds what a question asks for, and nothing that it doesn't ask for", () => {
    const text = "Es wurde 1978 von Lina Sutter gebaut, weil die „Laterne“ zu klein war.";
    const none = { who: 0, why: 0, when: 0, name: 0 };
    const clues = (question: string) => answerClues(text, answerType(question));
    expect(clues("Wer baute es?")).toEqual({ ...none, who: 1 });
    expect(clues("Warum wurde es gebaut?")).toEqual({ ...none, why: 1 });
    expect(clues("Wann wurde es gebaut?")).toEqual({ ...none, when: 1 });
    expect(clues("Wie heißt der Saal?")).toEqual({ ...none, name: 1 });
    expect(clues("Was ist es?")).toEqual(none);
  });

  it("counts no name that the question holds", () => {
    const who = (question: string) => answerClues("Es war Lina Sutter.", answerType(question)).who;
    expect(who("Wer war es?")).toBeCloseTo(2 / 3, 9);
    expect(who("Wer ist Lina Sutter?")).toBe(0);
  });
});
