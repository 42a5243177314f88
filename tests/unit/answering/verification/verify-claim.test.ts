import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Support,
  verifyClaim,
  verifyJointly,
} from "../../../../src/answering/verification/verify-claim.js";
import type { WordMatcher } from "../../../../src/text/word-matcher.js";
import { loadMatcher } from "../../../support/answering/word-matcher.js";

let matcher: WordMatcher;
beforeAll(async () => {
  matcher = await loadMatcher();
});

const CLASHES =
  "Am 14. September 2022 kam es in Batken zu Zusammenstößen, bei denen mindestens 94 Menschen starben.";
const FENCE = "Kirgisistan baute keinen Zaun an der Grenze, sondern eine Straße für 30.000 Euro.";
const IRAN = "Im Iran leben Kurden, und Österreich schickt Ärzte.";
const LAB = "The laboratory in Geneva was not closed in May 2019; Anna Keller led twelve people there.";

function support(text: string, language = "de", above = "Grenzkonflikt"): Support {
  return { quote: { text, language }, above, around: `${above}\n${text}` };
}

describe("verifyClaim", () => {
  it.each([
    ["mindestens 94 Menschen starben", "de", CLASHES, "verbatim"],
    ["Am 14. September 2022 starben mindestens 94 Menschen.", "de", CLASHES, "supported"],
    ["At least 94 people died on 14 September 2022.", "en", CLASHES, "supported"],
    ["Am 14.09.2022 starben mindestens 94 Menschen.", "de", CLASHES, "supported"],
    ["Vierundneunzig Menschen starben mindestens.", "de", CLASHES, "supported"],
    ["Die Straße an der Grenze kostete 30 000 Euro.", "de", FENCE, "supported"],
    ["Kirgisistan baute an der Grenze eine Straße.", "de", FENCE, "supported"],
    ["Kirgisistan baute nicht nur eine Straße.", "de", FENCE, "supported"],
    ["Anna Keller led 12 people in the laboratory.", "en", LAB, "supported"],
    ["Im Labor in Genf leitete Anna Keller zwölf Personen.", "de", LAB, "supported"],
    ["Kurden leben in Iran.", "de", IRAN, "supported"],
    ["Der Grenzkonflikt führte zu Zusammenstößen in Batken.", "de", CLASHES, "supported"],
  ] as const)("verifies %s", (text, language, quote, reason) => {
    const source = support(quote, quote === LAB ? "en" : "de");
    expect(verifyClaim({ text, language }, [source], matcher)).toEqual({ verified: true, reason });
  });

  it.each([
    ["Am 14. September 2022 starben 512 Menschen.", "de", CLASHES, "number"],
    ["Mindestens 94.000 Menschen starben.", "de", CLASHES, "number"],
    ["Fünfundneunzig Menschen starben mindestens.", "de", CLASHES, "number"],
    ["Die Straße an der Grenze kostete 30 Euro.", "de", FENCE, "number"],
    ["Anna Keller led thirteen people in the laboratory.", "en", LAB, "number"],
    ["Am 14. Oktober 2022 starben mindestens 94 Menschen.", "de", CLASHES, "date"],
    ["At least 94 people died on August 14, 2022.", "en", CLASHES, "date"],
    ["Mindestens 94 Menschen starben am 14.10.2022.", "de", CLASHES, "date"],
    ["Bei Zusammenstößen in Osch starben mindestens 94 Menschen.", "de", CLASHES, "name"],
    ["Kurden leben in Irak.", "de", IRAN, "name"],
    ["Usbekistan baute an der Grenze eine Straße.", "de", FENCE, "name"],
    ["The laboratory in Zurich had twelve people.", "en", LAB, "name"],
    ["Kirgisistan baute einen Zaun an der Grenze.", "de", FENCE, "negation"],
    ["The laboratory in Geneva was closed in May 2019.", "en", LAB, "negation"],
    ["Mindestens 94 Menschen starben nicht.", "de", CLASHES, "negation"],
    ["Die Hauptstadt gewann gestern das Spiel.", "de", CLASHES, "unsupported"],
    ["", "de", CLASHES, "unsupported"],
  ] as const)("doesn't verify %s", (text, language, quote, reason) => {
    const source = support(quote, quote === LAB ? "en" : "de");
    expect(verifyClaim({ text, language }, [source], matcher)).toEqual({ verified: false, reason });
  });

  const both = { text: "94 Menschen starben, und die Straße kostete 30.000 Euro.", language: "de" };
  const verdicts = (claim: typeof both, ...quotes: readonly string[]) =>
    verifyJointly(
      claim,
      quotes.map((quote) => support(quote)),
      matcher,
    ).map(({ verified }) => verified);

  it("takes the quotes of all footnotes of a sentence together where it needs them", () => {
    expect(verdicts(both, CLASHES)).toEqual([false]);
    expect(verdicts(both, CLASHES, FENCE)).toEqual([true, true]);
    expect(verdicts(both, CLASHES, FENCE, "Das Wetter war schön.")).toEqual([true, true, false]);
  });

  it("doesn't verify a quote that adds nothing to another one", () => {
    const claim = { text: "Mindestens 94 Menschen starben.", language: "de" };
    expect(verdicts(claim, CLASHES, FENCE)).toEqual([true, false]);
  });

  it("verifies whatever is said word for word, and nothing with a number changed", () => {
    const sentence = fc
      .tuple(fc.constantFrom("Im Jahr", "Seit"), fc.integer({ min: 1000, max: 2100 }), fc.nat(500))
      .map(([when, year, count]) => ({
        text: `${when} ${year} kamen ${count + 2} Boote an.`,
        count: count + 2,
      }));
    fc.assert(
      fc.property(sentence, fc.integer({ min: 1, max: 90 }), ({ text, count }, more) => {
        const quote = support(text);
        expect(verifyClaim({ text, language: "de" }, [quote], matcher).reason).toBe("verbatim");
        const changed = text.replace(` ${count} Boote`, ` ${count + more} Boote`);
        expect(verifyClaim({ text: changed, language: "de" }, [quote], matcher)).toEqual({
          verified: false,
          reason: "number",
        });
      }),
    );
  });

  it("takes a number from the heading above the quote", () => {
    const claim = { text: "Im Jahr 2021 starben mindestens 94 Menschen.", language: "de" };
    const quote = "Mindestens 94 Menschen starben.";
    expect(verifyClaim(claim, [support(quote)], matcher).reason).toBe("number");
    expect(verifyClaim(claim, [support(quote, "de", "Das Jahr 2021")], matcher).verified).toBe(true);
  });
});
