import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMatches } from "../../../src/widget/viewer/find-matches.js";

/** What stands at the matches. */
function found(text: string, query: string): readonly string[] {
  return findMatches(text, query).spans.map(({ start, end }) => text.slice(start, end));
}

describe("the search within a document", () => {
  it("finds a query in any case, however the case changes a text's length", () => {
    expect(found("İstanbul, ISTANBUL, istanbul", "istanbul")).toEqual(["ISTANBUL", "istanbul"]);
    expect(found("Die Straße, die STRAẞE", "strasse")).toEqual([]);
    expect(found("Die Straße, die STRAẞE", "straße")).toEqual(["Straße", "STRAẞE"]);
  });

  it("takes white space for any white space", () => {
    expect(found("im Oktober\n\n1992, im  Oktober\u00A01992", " oktober 1992\t")).toEqual([
      "Oktober\n\n1992",
      "Oktober\u00A01992",
    ]);
  });

  it.each([".*", "(", "[a", "\\d", "a|b", "^", "$", "a/b-c", "{2}", "\\u{1F600}"])(
    "takes %j literally",
    (query) => {
      expect(found(`abc 1 ${query} xyz`, query)).toEqual([query]);
    },
  );

  it.each(["", " ", "\n\t"])("finds nothing for %j", (query) => {
    expect(findMatches("a b\n\tc", query)).toEqual({ spans: [], more: false });
  });

  it("doesn't split a character of two code units", () => {
    expect(found("😀😁", "\uD83D")).toEqual([]);
    expect(findMatches("a😀b😀", "😀").spans).toEqual([
      { start: 1, end: 3 },
      { start: 4, end: 6 },
    ]);
  });

  it("keeps the first 2,000 matches and says that there are more", () => {
    expect(findMatches("a".repeat(2000), "a")).toMatchObject({ more: false });
    const { spans, more } = findMatches("a".repeat(2001), "a");
    expect([spans.length, more]).toEqual([2000, true]);
  });

  it("finds every match and nothing else, in order and without overlap", () => {
    // Characters whose case folds to one character each, with some whose case changes the length of a string.
    const character = fc.constantFrom(..."aAbBäÄßẞ😀İ. \n\t\u00A0");
    const text = fc.array(character, { maxLength: 60 }).map((characters) => characters.join(""));
    const query = fc
      .array(character, { minLength: 1, maxLength: 4 })
      .map((characters) => characters.join(""));
    fc.assert(
      fc.property(text, query, (content, asked) => {
        const { spans } = findMatches(content, asked);
        const wanted = plain(asked).trim();
        let from = 0;
        for (const { start, end } of spans) {
          expect(plain(content.slice(start, end))).toBe(wanted);
          expect(start).toBeGreaterThanOrEqual(from);
          // Between two matches there is no third.
          expect(wanted === "" || !plain(content.slice(from, start)).includes(wanted)).toBe(true);
          from = end;
        }
        expect(wanted === "" || !plain(content.slice(from)).includes(wanted)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Small letters, one space for any white space. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll("ẞ", "ß")
    .replaceAll(/[AÄB]/g, (letter) => letter.toLowerCase());
}
