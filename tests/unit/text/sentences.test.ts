import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaries, sentences } from "../../../src/text/sentences.js";

function split(text: string, language: string): string[] {
  return sentences(text, language).map(({ start, end }) => text.slice(start, end));
}

describe("sentences", () => {
  it.each([
    ["de", "Am 14. September kam Dr. Müller. Er blieb bis zum 3. Oktober.", 2],
    ["de", "Das gilt z. B. für Bücher u. a. Medien. Es gilt d. h. immer.", 2],
    ["de", "Im 19. Jh. v. Chr. gab es ca. 300 Orte. Karl V. war da.", 2],
    ["de", "J. S. Bach wirkte in Leipzig. Die Stadt liegt in Sachsen.", 2],
    ["de", "Er wurde 1993 geboren. Mitte 1995 zog er um.", 2],
    ["de", "Sie sagte: „Nein.“ Dann ging sie.", 2],
    ["en", "Mr. Smith met J. R. R. Tolkien at 5 p.m. in St. Louis. They talked.", 2],
    ["en", "The U.S. Army came. He lived in the U.S. The end was near.", 3],
    ["en", "See Fig. 3 and pp. 4-5. It helps, i.e. it is clear.", 2],
    ["en", "It ended in 1993. Then came peace. Was it good? Yes!", 4],
    ["fr", "Il est parti. Elle est restée.", 2],
    ["fr", "M. Le Goff et Mme Roy sont là. Voir p. ex. la page 3.", 2],
    ["es", "El Sr. Molina y la Sra. Gil leen. Viven en EE. UU. desde 1990.", 2],
    ["it", "Il dott. Rossi e la sig.ra Neri, p. es. oggi. Ecco l'ing. Colombo.", 2],
    ["nl", "Vraag dhr. Bos of mevr. Jansen, bijv. op woensdag. Het bad is open.", 2],
    ["zh", "茶馆八点开门。周一休息。演出时请勿拍照！", 3],
    ["ja", "店は八時に開きます。月曜は休みです。", 2],
    ["und", "Erster Satz. Zweiter Satz.", 2],
  ])("cuts %s text where a reader would: %s", (language, text, count) => {
    expect(split(text, language)).toHaveLength(count);
  });

  it("leaves a reference mark with the sentence before it", () => {
    const text = "Sie riegelten die Grenze ab.[1] Danach zogen sie ab.[12][3]";
    expect(split(text, "de")).toEqual(["Sie riegelten die Grenze ab.[1]", "Danach zogen sie ab.[12][3]"]);
  });

  it("takes a line break inside a paragraph for a space", () => {
    expect(split("A sentence over\ntwo lines. Another\r\none.", "en")).toEqual([
      "A sentence over\ntwo lines.",
      "Another\r\none.",
    ]);
  });

  it("keeps the number of an item with its text", () => {
    expect(split("1. Open the box.", "en")).toEqual(["1. Open the box."]);
  });

  it("gives ordered spans that hold every character but white space, whatever the text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .array(
          fc.constantFrom("Am ", "14. ", "Dr. ", "Ende.", "[1]", "\n", " ", "A. ", "Was? ", "(", "z. B. "),
          {
            maxLength: 30,
          },
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, fc.constantFrom("de", "en", "und"), (value, language) => {
        const spans = sentences(value, language);
        let reached = 0;
        for (const { start, end } of spans) {
          expect(value.slice(reached, start).trim()).toBe("");
          expect(end).toBeGreaterThan(start);
          expect(value.slice(start, end)).toBe(value.slice(start, end).trim());
          reached = end;
        }
        expect(value.slice(reached).trim()).toBe("");
      }),
    );
  });

  it("are found part by part where they are found in the whole", () => {
    const piece = fc.constantFrom(
      "a",
      "B",
      "3",
      ".",
      ". ",
      "! ",
      "? ",
      ",",
      " ",
      "\n",
      "…",
      ")",
      "“",
      "ä",
      "😀",
      "。",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), fc.integer({ min: 1, max: 40 }), (pieces, window) => {
        const text = pieces.join("");
        expect([...boundaries(text, "en", window)]).toEqual([...boundaries(text, "en", text.length + 1)]);
      }),
    );
  });
});
