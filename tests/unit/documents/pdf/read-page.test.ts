import { describe, expect, it } from "vitest";
import { cleanText } from "../../../../src/documents/pdf/read-page.js";

describe("cleanText", () => {
  it.each([
    ["ﬁnale Auﬂage", "finale Auflage"],
    ["a\u00a0b\u2009c", "a b c"],
    ["a\u0000b\ue000", "ab"],
    ["u\u0308ber", "über"],
    ["\uf0b7 Punkt", "• Punkt"],
    ["\ufee3\ufeae\ufea3\ufe92\ufe8e", "مرحبا"],
    ["\ufefb", "لا"],
    ["Verhand\u00ac", "Verhand\u00ad"],
    ["Verhand\u0002", "Verhand\u00ad"],
    ["三月\ufe12", "三月。"],
  ])("turns %j into %j", (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });
});
