import { describe, expect, it } from "vitest";
import { endsSentence, isContentsEntry, listMarker } from "../../../../src/documents/pdf/group-lines.js";

describe("marks of lists and sentences", () => {
  it("knows bullets for sure, and dashes and numbers perhaps", () => {
    expect(["• a", "– a", "12. a", "(3) a", "b) a", "a b"].map(listMarker)).toEqual([
      "bullet",
      "dash or number",
      "dash or number",
      "dash or number",
      "dash or number",
      null,
    ]);
  });

  it("knows an entry of a table of contents", () => {
    expect(["Vorwort … 7", "und so weiter …", "Anhang … xii"].map(isContentsEntry)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("knows the end of a sentence behind quotation marks and footnotes", () => {
    expect(["Ja.", "„Ja.“", "Ja.¹²", "Ja", "Ja,"].map(endsSentence)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
