import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, type Sentence, splitAnswer } from "../../../src/widget/answer/sentences.js";
import { citation } from "./source-builders.js";

/** A sentence as text, with its markers as `‹1›`. */
function shown(sentence: Sentence): string {
  return sentence.pieces
    .map((piece) => (typeof piece === "string" ? piece : `‹${piece.citation.marker}›`))
    .join("");
}

function sentences(text: string, markers: readonly number[], quotes: readonly string[] = []): string[][] {
  const citations = markers.map((marker, index) => citation(marker, quotes[index] ?? `quote ${marker}`));
  return splitAnswer(text, citations).map((paragraph) => paragraph.map(shown));
}

describe("the sentences of an answer", () => {
  it("keep the markers that follow them", () => {
    expect(sentences("Er starb 1992. [1] Sie lebt. [2][3]", [1, 2, 3])).toEqual([
      ["Er starb 1992.‹1›", "Sie lebt.‹2›‹3›"],
    ]);
  });

  it("keep a marker before the full stop", () => {
    expect(sentences("It began in May [1]. It ended in June [2].", [1, 2])).toEqual([
      ["It began in May‹1›.", "It ended in June‹2›."],
    ]);
  });

  it("show which of them has no marker", () => {
    expect(
      sentences("Das ist belegt. [1] Das ist behauptet. Das auch nicht! Und das wieder. [2]", [1, 2]),
    ).toEqual([["Das ist belegt.‹1›", "Das ist behauptet.", "Das auch nicht!", "Und das wieder.‹2›"]]);
  });

  it.each([
    "Am 14. September 2022 kam es zu Zusammenstößen. [1]",
    "Der Präsident, Dr. Müller, und seine Frau usw. Das Ende. [1]",
    "Es waren ca. Hundert, vgl. Anhang und z. B. Osch. [1]",
    "On 3 p.m. Mr. Smith met J. R. Jones. [1]",
  ])("do not end at an ordinal or an abbreviation: %s", (text) => {
    expect(sentences(text, [1])[0]).toHaveLength(1);
  });

  it("stay within their line", () => {
    expect(sentences("Erstens dies. [1]\n\n- Zweitens das [2]\n- Drittens nichts", [1, 2])).toEqual([
      ["Erstens dies.‹1›"],
      ["- Zweitens das‹2›"],
      ["- Drittens nichts"],
    ]);
  });

  it("leave a number in brackets alone when nothing is cited by it", () => {
    expect(sentences("Siehe [7] dort. [1]", [1])).toEqual([["Siehe [7] dort.‹1›"]]);
  });

  it("leave a number in brackets alone inside a verbatim quote", () => {
    const quote = "Sie riegelten die Grenze ab.[1]";
    expect(sentences(`${quote} [1]`, [1], [quote])).toEqual([[`${quote}‹1›`]]);
  });

  it("lose no text, whatever the answer", () => {
    const pieces = fc.constantFrom(
      "Das Ende. ",
      "14. Mai ",
      "[1]",
      " [2] ",
      "ja! ",
      "\n",
      "\u{E000}",
      "[9]",
      "«Nein.» ",
      "x",
    );
    const answers = fc.array(pieces).map((parts) => parts.join(""));
    fc.assert(
      fc.property(answers, (text) => {
        const citations = [citation(1, "q1"), citation(2, "q2")];
        const seen = splitAnswer(text, citations)
          .flat()
          .flatMap(({ pieces }) =>
            pieces.map((piece) => (typeof piece === "string" ? piece : `[${piece.citation.marker}]`)),
          )
          .join("");
        expect(seen.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
      }),
    );
  });
});

describe("the answer to be read aloud", () => {
  it("has no markers", () => {
    expect(plainText("Er starb 1992. [1] Sie lebt [2].", [citation(1, "a"), citation(2, "b")])).toBe(
      "Er starb 1992. Sie lebt.",
    );
  });
});
