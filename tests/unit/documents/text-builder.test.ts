import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextBuilder } from "../../../src/documents/text-builder.js";
import { expectSound } from "../../contract/loader.js";

const loaded = (builder: TextBuilder) => ({ title: "", ...builder.build(), pages: 9, language: null });

describe("TextBuilder", () => {
  it("keeps text, blocks, headings and marks in step, whatever is added", () => {
    const text = fc.constantFrom("", " ", "a", " two words\n", "one\n\ntwo", "🌍");
    const step = fc.oneof(
      fc.record({ add: fc.constant("heading" as const), text, level: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ add: fc.constant("block" as const), text }),
      fc.record({ add: fc.constant("lines" as const), lines: fc.array(text, { maxLength: 4 }) }),
      fc.record({ add: fc.constant("mark" as const), value: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const builder = new TextBuilder("a.txt", 10_000);
        for (const step of steps) {
          if (step.add === "heading") {
            builder.addHeading(step.text, step.level);
          } else if (step.add === "block") {
            builder.addBlock("paragraph", step.text);
          } else if (step.add === "mark") {
            builder.mark("page", step.value);
          } else {
            const marked = step.lines.map((text, i) => ({
              text,
              mark: { kind: "page" as const, value: i + 1 },
            }));
            builder.addLines("table", marked);
          }
        }
        expectSound(loaded(builder));
      }),
    );
  });

  it("marks the first text after a mark, and each line with a mark of its own", () => {
    const builder = new TextBuilder("a.txt", 100);
    builder.addBlock("paragraph", "before");
    builder.mark("row", 1);
    builder.mark("row", 2);
    builder.addHeading(" ", 1);
    builder.addBlock("paragraph", "two");
    builder.addLines("table", [
      { text: " " },
      { text: "three", mark: { kind: "row", value: 3 } },
      { text: "four", mark: { kind: "row", value: 4 } },
    ]);
    const { text, marks } = builder.build();
    expect(text).toBe("before\n\ntwo\n\nthree\nfour");
    expect(marks.map(({ start, value }) => [text.slice(start).split("\n")[0], value])).toEqual([
      ["two", 2],
      ["three", 3],
      ["four", 4],
    ]);
  });

  it("tells what is left out in one notice, each kind with its number", () => {
    const builder = new TextBuilder("a.txt", 100);
    builder.leaveOut(1, "comment");
    builder.leaveOut(0, "recording");
    builder.leaveOut(1, "copy", "copies");
    builder.leaveOut(2, "comment");
    builder.notice("page 2: damaged");
    builder.notice("page 2: damaged");
    expect(builder.build().notices).toEqual(["page 2: damaged", "not read: 3 comments, 1 copy"]);
    expect(new TextBuilder("b.txt", 100).build().notices).toEqual([]);
  });

  it("stops at the line that makes the text too long", () => {
    const builder = new TextBuilder("a.txt", 10);
    let lines = 0;
    const endless = function* () {
      for (;;) {
        yield { text: `line ${++lines}` };
      }
    };
    expect(() => builder.addLines("table", endless())).toThrow(/a\.txt holds more than 10 characters/u);
    expect(lines).toBe(2);
  });
});
