import { describe, expect, it } from "vitest";
import { findBoxes } from "../../../../src/documents/pdf/boxes.js";
import type { Segment } from "../../../../src/documents/pdf/layout.js";
import { pdfPiece } from "../../../support/documents/pdf-piece.js";

/** Lines below each other. */
const box = (left: number, top: number, ...texts: string[]): Segment[] =>
  texts.map((text, i) => pdfPiece(text, left, top + 14 * i));

const read = (segments: readonly Segment[], sound = false): string[] | undefined =>
  findBoxes(segments, sound)
    ?.flat()
    .map(({ text }) => text);

const LEFT = box(50, 100, "Links eins", "links zwei", "links drei");
const RIGHT = box(300, 100, "Rechts eins", "rechts zwei", "rechts drei");
const TITLE = box(50, 60, "Der Titel");

describe("findBoxes", () => {
  it("reads boxes beside each other one after the other, below a title that was drawn last", () => {
    expect(read([...LEFT, ...RIGHT, ...TITLE])).toEqual([
      "Der Titel",
      ...[...LEFT, ...RIGHT].map(({ text }) => text),
    ]);
  });

  it("reads a sidebar that was drawn last before what begins below its middle", () => {
    const low = box(50, 132, "Text eins", "Text zwei", "Text drei", "Text vier");
    const under = box(300, 180, "Weiter eins", "weiter zwei", "weiter drei");
    expect(read([...low, ...under, ...RIGHT])?.slice(0, 3)).toEqual(RIGHT.map(({ text }) => text));
  });

  it("puts amounts to their rows that were drawn as a column", () => {
    const names = box(50, 100, "Dichtung", "Lager", "Anfahrt");
    const amounts = box(400, 100, "480,00", "1.240,00", "35,00");
    expect(read([...names, ...amounts], true)).toEqual([
      "Dichtung",
      "480,00",
      "Lager",
      "1.240,00",
      "Anfahrt",
      "35,00",
    ]);
  });

  it("leaves columns of words as they were drawn", () => {
    expect(read([...LEFT, ...RIGHT], true)).toEqual([...LEFT, ...RIGHT].map(({ text }) => text));
  });

  it("tells nothing of a page that was drawn in no order", () => {
    expect(
      read(LEFT.flatMap((segment, i) => [segment, ...RIGHT.slice(i, i + 1)]).toReversed()),
    ).toBeUndefined();
  });
});
