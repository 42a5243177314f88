import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NearDuplicates } from "../../../src/retrieval/near-duplicates.js";
import { passageOf } from "../../support/retrieval/ranked-passages.js";

const word = fc.oneof(fc.stringMatching(/^[a-zäöü]{1,8}$/), fc.nat(9999).map(String));
const separator = fc.constantFrom(" ", ", ", ". ", "\n", " – ", "; ", " („", "”) ");
const longText = fc.array(word, { minLength: 8, maxLength: 30 });

/** Whether the last of these texts repeats one before it. */
function repeats(...texts: readonly string[]): boolean {
  const duplicates = new NearDuplicates();
  return texts.map((text) => duplicates.isRepeat(passageOf(text))).at(-1) ?? false;
}

describe("near-duplicates", () => {
  it("are the same words whatever their case, punctuation and spacing", () => {
    const printed = fc.record({ separator, isUpper: fc.boolean() });
    fc.assert(
      fc.property(longText, fc.array(printed, { minLength: 30, maxLength: 30 }), (list, prints) => {
        const other = list.map((text, i) => {
          const print = prints[i];
          return `${print?.isUpper ? text.toUpperCase() : text}${print?.separator}`;
        });
        expect(repeats(list.join(" "), other.join(""))).toBe(true);
      }),
    );
  });

  it("are the same words in whichever form their letters are encoded", () => {
    const text = "Die Züge fahren täglich über Köln nach München und zurück.";
    expect(repeats(text.normalize("NFD"), text.normalize("NFC"))).toBe(true);
  });

  it("have no word or number of their own", () => {
    fc.assert(
      fc.property(longText, fc.nat(), word, (list, at, other) => {
        const i = at % list.length;
        fc.pre(list[i] !== other);
        expect(repeats(list.join(" "), list.with(i, other).join(" "))).toBe(false);
      }),
    );
  });

  it.each([
    ["5 €", "5 $"],
    ["5 %", "5 ‰"],
    ["5 %", "5"],
    ["5°", "5"],
    ["-5", "5"],
    ["+5", "5"],
    ["−5", "5"],
    ["< 5", "> 5"],
    ["5²", "5"],
    ["5½", "5"],
  ])("keep sign, currency and unit of a number: %s isn't %s", (one, other) => {
    const text = (amount: string) => `Der Wert für das laufende Jahr beträgt ${amount} in allen Ländern.`;
    expect(repeats(text(one), text(other))).toBe(false);
    expect(repeats(text(one), text(one))).toBe(true);
  });

  it("take a hyphen for a sign only where a number starts with it", () => {
    const text = (years: string) => `Die Ausstellung lief in den Jahren ${years} ohne eine Pause weiter.`;
    expect(repeats(text("1990-1995"), text("1990–1995"))).toBe(true);
  });

  it("are a part of a better passage, but no passage is a part of its part", () => {
    const parts = longText.chain((list) =>
      fc
        .nat(list.length - 8)
        .chain((from) =>
          fc.integer({ min: from + 8, max: list.length }).map((to) => ({ list, part: list.slice(from, to) })),
        ),
    );
    fc.assert(
      fc.property(parts, ({ list, part }) => {
        expect(repeats(list.join(" "), part.join(" "))).toBe(true);
        expect(repeats(part.join(" "), list.join(" "))).toBe(part.length === list.length);
      }),
    );
  });

  it("don't begin or end within a word", () => {
    fc.assert(
      fc.property(longText, fc.stringMatching(/^[a-z]$/), (list, letter) => {
        const text = list.join(" ");
        expect(repeats(`${letter}${text}`, text)).toBe(false);
        expect(repeats(`${text}${letter}`, text)).toBe(false);
      }),
    );
  });

  it("are never short", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), longText, (list, more) => {
        const text = list.join(" ");
        expect(repeats(text, text)).toBe(false);
        expect(repeats(`${text} ${more.join(" ")}`, text)).toBe(false);
      }),
    );
    expect(repeats("1 | 2 | 3 | 4 | 5 € | 6 €", "1 | 2 | 3 | 4 | 5 € | 6 €")).toBe(false);
  });

  it("stand under the same headings", () => {
    const headings = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(longText, headings, headings, (list, one, other) => {
        const duplicates = new NearDuplicates();
        const text = list.join(" ");
        duplicates.isRepeat(passageOf(text, { heading: one }));
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(duplicates.isRepeat(passageOf(text, { heading: other }))).toBe(isSame);
      }),
    );
  });

  it("are found in scripts without spaces", () => {
    const text = "茶馆八点开门，晚上十点关门，周一休息，门票五元。";
    expect(repeats(text, text)).toBe(true);
    expect(repeats(text, text.replace("五", "六"))).toBe(false);
  });

  it("are found anywhere in what went before, not only in what was last", () => {
    const one = "one two three four five six seven eight";
    const two = "eins zwei drei vier fünf sechs sieben acht";
    expect(repeats(one, two, one)).toBe(true);
    expect(repeats(one, two)).toBe(false);
  });
});
