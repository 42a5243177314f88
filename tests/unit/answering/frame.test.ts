import { describe, expect, it } from "vitest";
import { frame } from "../../../src/answering/extractive/frame.js";

describe("frame", () => {
  it.each([
    ["de", "en", "Im Dokument steht auf Englisch:"],
    ["en", "de", "The document says in German:"],
    ["fr", "it", "Le document dit en italien :"],
    ["de", "de", undefined],
    ["de", "und", undefined],
    ["ja", "de", undefined],
  ])("%s about a quote in %s: %s", (question, quote, expected) => {
    expect(frame(question, quote)).toBe(expected);
  });
});
