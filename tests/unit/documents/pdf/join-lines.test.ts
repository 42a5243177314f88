import { describe, expect, it } from "vitest";
import { hyphenatedWords, joinLines } from "../../../../src/documents/pdf/join-lines.js";

function join(line: string, next: string, hyphenated?: ReadonlySet<string>): string {
  const { text, separator } = joinLines(line, next, hyphenated);
  return `${text}${separator}${next}`;
}

describe("joinLines", () => {
  it.each([
    ["die Verhand-", "lungen begannen", "die Verhandlungen begannen"],
    ["die Verhand\u2010", "lungen", "die Verhandlungen"],
    ["die Verhand\u00ad", "lungen", "die Verhandlungen"],
    ["the agree-", "ment of 2022", "the agreement of 2022"],
    ["der Kirgisisch-", "Tadschikische Konflikt", "der Kirgisisch-Tadschikische Konflikt"],
    ["Nord-", "und Südseite", "Nord- und Südseite"],
    ["Ein-", "oder Ausgang", "Ein- oder Ausgang"],
    ["pre-", "and post-war", "pre- and post-war"],
    ["die Wunder-", "bare", "die Wunderbare"],
    ["die Ein-", "undzwanzigste", "die Einundzwanzigste"],
    ["COVID-", "19", "COVID-19"],
    ["1990-", "1995", "1990-1995"],
    ["die 20-", "jährige", "die 20-jährige"],
    ["ein Satz -", "und mehr", "ein Satz - und mehr"],
    ["Berlin–", "Hamburg", "Berlin–Hamburg"],
    ["so – wie gesagt –", "geht es", "so – wie gesagt – geht es"],
    ["und/", "oder", "und/oder"],
    ["ein Wort", "und noch eins", "ein Wort und noch eins"],
    ["日本", "語", "日本語"],
  ])("joins %j and %j", (line, next, expected) => {
    expect(join(line, next)).toBe(expected);
  });

  it("keeps a hyphen that the document has elsewhere", () => {
    expect(join("a well-", "known place", new Set(["well-known"]))).toBe("a well-known place");
  });
});

describe("hyphenatedWords", () => {
  it("finds words with a hyphen inside, but not at the end", () => {
    expect(hyphenatedWords("A Well-known and agree-")).toEqual(["well-known"]);
  });
});
