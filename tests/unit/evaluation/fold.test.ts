import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, holds } from "../../../src/evaluation/fold.js";

describe("folding", () => {
  it("keeps the offset of every character it keeps", () => {
    const text = fc.string({
      unit: fc.constantFrom(
        "a",
        "b",
        " ",
        "\n",
        "\u00A0",
        "*",
        "|",
        "[",
        "]",
        "(",
        ")",
        "-",
        "1",
        ".",
        "{",
        "}",
        "<",
        ">",
      ),
    });
    fc.assert(
      fc.property(text, fc.constantFrom("whitespace" as const, "markup" as const), (original, folding) => {
        const folded = fold(original, folding);
        expect(folded.offsets).toHaveLength(folded.text.length);
        for (const [i, offset] of folded.offsets.entries()) {
          expect(folded.text[i] === " " || folded.text[i] === original[offset]).toBe(true);
          expect(offset).toBeGreaterThan(folded.offsets[i - 1] ?? -1);
        }
        expect(folded.text).toBe(folded.text.trim());
        expect(folded.text).not.toMatch(/\s{2}|[^\S ]/);
      }),
    );
  });

  it.each([
    ["- red\n* blue\n1. green\n(2) white", "red blue green white"],
    ["## Fees\n\n**Four** _euros_ and `cents`", "Fees Four euros and cents"],
    ['See [the office](https://a.b/c "d") or ![a map](map.png) [1]', "See the office or a map"],
    ['{{< link slug="x" >}}form{{< /link >}} {% if %}a{% endif %} <Tabs>b</Tabs>', "form a b"],
    ['a {{< link slug="x" text="**form**" >}}.', "a form."],
    ['Inform {% slack_channel "equipment" %}.', "Inform equipment."],
    ["Name: Ada | Age: 36", "Name: Ada Age: 36"],
    ["a < b and 3. October, wind-up, 1-2", "a < b and 3. October, wind-up, 1-2"],
  ])("hides markup: %j", (text, seen) => {
    expect(fold(text, "markup").text).toBe(seen);
  });
});

describe("holding a text", () => {
  it("is to a reader's eye", () => {
    expect(holds("It opens at\nsix, on **Mondays** [1].", "at six, on Mondays")).toBe(true);
    expect(holds("red\nblue [1]", "- red\n- blue")).toBe(true);
    expect(holds("am\n3. Oktober", "am 3. Oktober")).toBe(true);
    expect(holds("It opens at six.", "at seven")).toBe(false);
  });

  it("is as written where nothing but markup is looked for, and never of nothing", () => {
    expect(holds("Write `***`.", "***")).toBe(true);
    expect(holds("Write it.", "***")).toBe(false);
    expect(holds("Write it.", " ")).toBe(false);
  });
});
