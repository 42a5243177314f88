import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compoundParts } from "../../../src/text/known-word.js";
import type { WordMatcher } from "../../../src/text/word-matcher.js";
import { loadMatcher } from "../../support/answering/word-matcher.js";

const WORDS = new Set(
  "arbeit behörden grenze grenz konflikt regelung sicherheit staat urlaub anspruch zeit".split(" "),
);
const COMPOUNDS = { links: ["", "s", "es", "n", "en"], endings: new Set<string>() };
const parts = (word: string) => compoundParts(word, COMPOUNDS, (part) => WORDS.has(part));

describe("compoundParts", () => {
  it.each([
    ["grenzkonflikt", ["grenz", "konflikt"]],
    ["urlaubsanspruch", ["urlaub", "anspruch"]],
    ["staatssicherheitsbehörden", ["staat", "sicherheit", "behörden"]],
    ["arbeitszeitregelung", ["arbeit", "zeit", "regelung"]],
    ["konflikt", []],
    ["konfliktreich", []],
    ["", []],
  ])("%s", (word, expected) => {
    expect(parts(word)).toEqual(expected);
  });

  it("gives words only, in their order, with nothing but links between them", () => {
    const part = fc.constantFrom(...WORDS);
    fc.assert(
      fc.property(part, fc.constantFrom("", "s", "es", "n"), part, (first, link, last) => {
        const found = parts(first + link + last);
        expect(found.every((word) => WORDS.has(word))).toBe(true);
        if (found.length > 0) {
          expect(first + link + last).toMatch(new RegExp(`^${found.join("(?:e?[sn])?")}$`));
        }
      }),
    );
  });
});

describe("words across languages", () => {
  let matcher: WordMatcher;
  beforeAll(async () => {
    matcher = await loadMatcher();
  });

  it.each([
    ["border", "Grenzkonflikt"],
    ["conflict", "Grenzkonflikt"],
    ["security", "Staatssicherheitsbehörden"],
    ["vacation", "Urlaubsanspruch"],
  ])("%s is a part of %s", (asked, compound) => {
    expect(matcher.matches([matcher.lookup(asked, "en")], compound, "de")[0]).toBeGreaterThan(0.4);
    expect(matcher.matches([matcher.lookup(compound, "de")], asked, "en")[0]).toBeGreaterThan(0.4);
  });

  it("finds no part of a compound in an unrelated word", () => {
    expect(
      matcher.matches([matcher.lookup("bread", "en")], "Staatssicherheitsbehörden", "de")[0],
    ).toBeLessThan(0.2);
  });
});
