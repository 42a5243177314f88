import { describe, expect, it } from "vitest";
import { findMarkers, findQuotes, withoutUnfinishedMarker } from "../../../src/widget/answer/markers.js";
import { citation } from "./source-builders.js";

function markers(text: string, ...citations: Parameters<typeof citation>[]): readonly string[] {
  const cited = citations.map((parts) => citation(...parts));
  return findMarkers(text, cited, findQuotes(text, cited)).map(({ start, end }) => text.slice(start, end));
}

describe("the markers of an answer", () => {
  it("are numbers in brackets that something is cited by", () => {
    expect(markers("Siehe [7] dort. [1] [12][2]", [1, "a"], [2, "b"])).toEqual(["[1]", "[2]"]);
  });

  it("are none inside a verbatim quote", () => {
    const quote = "Sie riegelten die Grenze ab.[1]";
    expect(markers(`${quote} [1]`, [1, quote])).toEqual(["[1]"]);
  });

  it("may come in pieces", () => {
    expect(["Ja. [", "Ja. [1", "Ja. [1]", "Ja [a", "Ja"].map(withoutUnfinishedMarker)).toEqual([
      "Ja.",
      "Ja.",
      "Ja. [1]",
      "Ja [a",
      "Ja",
    ]);
  });
});
