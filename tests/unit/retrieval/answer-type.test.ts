import { describe, expect, it } from "vitest";
import { answerType } from "../../../src/retrieval/answer-type.js";

describe("answerType", () => {
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
  ])("%s asks for the number: %s", (question, kind) => {
    expect(answerType(question).number).toBe(kind);
  });

  it.each([
    ["Wer hat das Museum gebaut?", { isPerson: true, isReason: false, isTime: false, isName: false }],
    ["Why was it built?", { isPerson: false, isReason: true, isTime: false, isName: false }],
    ["En que siglo se construyo?", { isPerson: false, isReason: false, isTime: true, isName: false }],
    ["In welchem Jahrhundert lebte, wer so hiess?", { isPerson: true, isTime: true, isName: true }],
    ["Comment s'appelle la salle ?", { isPerson: false, isReason: false, isTime: false, isName: true }],
    ["Hoeveel boten zijn er?", { isCount: true, isTime: false }],
    ["Seit wann gibt es Boote?", { isCount: false, isTime: true }],
  ])("%s asks for %j", (question, expected) => {
    expect(answerType(question)).toMatchObject(expected);
  });

  it.each([
    ["Was geschah im April 2021?", ["2021"]],
    ["What happened in 2019 and since 2021?", ["2019", "2021"]],
    ["¿Qué pasó en 1936?", ["1936"]],
    ["What does the 1999 paper say?", []],
  ])("%s is about the years %j", (question, years) => {
    expect([...answerType(question).years]).toEqual(years);
  });
});
