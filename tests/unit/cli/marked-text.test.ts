import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedText } from "../../../src/cli/output/marked-text.js";
import { oneLine } from "../../../src/cli/output/printable.js";
import { wrap } from "../../../src/cli/output/wrap.js";
import type { Layout } from "../../../src/cli/terminal.js";
import { words } from "../../../src/text/words.js";

/** Marks that no generated text holds. */
const ON = "⟦";
const OFF = "⟧";
const layoutOf = (width: number): Layout => ({
  width,
  style: (style, text) => (style === "bold" ? `${ON}${text}${OFF}` : text),
});

const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "ß", "é", "7", "𝒳", "🤷", "茶", "馆", "-", ".") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(" ", "\n", "\t", "\u00a0", "\u0000", "\u001b", "\u0085", "\u200b"),
  },
);
const texts = fc.string({ unit: character, maxLength: 60 });
/** A text with some of its words. */
const marked = texts.chain((text) =>
  fc.subarray(words(text)).map((spans) => ({ text, spans: spans.map(({ start, end }) => ({ start, end })) })),
);
const widths = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(Number.POSITIVE_INFINITY));
const indents = fc.constantFrom("", "  ", "    ");

describe("a text with words in bold", () => {
  it("is without its style what is printed otherwise", () => {
    fc.assert(
      fc.property(marked, widths, indents, ({ text, spans }, width, indent) => {
        const shown = markedText(text, spans, layoutOf(width), indent);
        expect(shown.replaceAll(ON, "").replaceAll(OFF, "")).toBe(wrap(oneLine(text), width, indent));
      }),
    );
  });

  it("has exactly the words of its spans in bold, and nothing twice", () => {
    fc.assert(
      fc.property(marked, widths, indents, ({ text, spans }, width, indent) => {
        const shown = markedText(text, spans, layoutOf(width), indent);
        const bold = shown.match(/⟦[^⟦⟧]+⟧/g) ?? [];
        const expected = spans.map(({ start, end }) => text.slice(start, end)).join("");
        expect(bold.join("").replace(/[⟦⟧]/g, "")).toBe(expected);
        expect(shown.match(/[⟦⟧]/g) ?? []).toHaveLength(2 * bold.length);
        expect(boldPlaces(shown)).toEqual(placesOf(text, spans));
      }),
    );
  });

  it("breaks lines outside of bold words", () => {
    const spans = [
      { start: 4, end: 7 },
      { start: 8, end: 13 },
    ];
    expect(markedText("one two three four", spans, layoutOf(9), "  ")).toBe("  one ⟦two⟧\n  ⟦three⟧\n  four");
  });

  it("marks words of a script without spaces together", () => {
    const spans = words("茶馆开门").map(({ start, end }) => ({ start, end }));
    expect(spans.length).toBeGreaterThan(1);
    expect(markedText("茶馆开门", spans, layoutOf(9), "")).toBe("⟦茶馆开门⟧");
  });
});

/** The numbers of the bold ones among the visible code units of what is shown. */
function boldPlaces(shown: string): number[] {
  const visible = shown.replace(/\s/g, "").split("");
  let isBold = false;
  let unit = 0;
  const places: number[] = [];
  for (const one of visible) {
    if (one === ON || one === OFF) {
      isBold = one === ON;
    } else {
      if (isBold) {
        places.push(unit);
      }
      unit++;
    }
  }
  return places;
}

/** The numbers of a text's code units that lie in a span, counted without white space and control characters. */
function placesOf(text: string, spans: readonly { start: number; end: number }[]): number[] {
  const visible = text.split("").flatMap((one, at) => (/[\s\p{Cc}]/u.test(one) ? [] : [at]));
  return visible.flatMap((at, unit) =>
    spans.some(({ start, end }) => start <= at && at < end) ? [unit] : [],
  );
}
