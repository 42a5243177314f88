import fc from "fast-check";
import type { Evidence } from "../../../src/core/passage.js";
import type { FusedPassage } from "../../../src/retrieval/fusion.js";
import { passageOf, rankedOf } from "./ranked-passages.js";

const WORDS = [
  "Straße",
  "Fluss",
  "Turm",
  "road",
  "Eintritt",
  "kostet",
  "5 €",
  "2024",
  "§ 8",
  "siehe",
  "-",
  "a:",
  "?",
  "𝒳",
  "`x=1`",
  "\n\n",
];

const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 15 }).map((list) => list.join(" "));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const evidence: fc.Arbitrary<Evidence> = fc.record({
  words: share,
  grams: share,
  cosine,
  sentenceCosine: cosine,
});

/** Questions for each kind of answer, for none, and without a content word. */
export const arbitraryQuestion = fc.oneof(
  fc.constantFrom(
    "Was kostet der Eintritt in den Turm?",
    "Wann wurde die Straße gebaut?",
    "Wer baute den Turm?",
    "Wie komme ich zum Fluss?",
    "Welche Straßen gibt es?",
    "Was regelt § 8?",
    "Was ist das?",
    "How long is the road?",
    "",
  ),
  text,
);

/** Candidates of one question: of few documents, in several languages, good and bad ones. */
export const arbitraryCandidates: fc.Arbitrary<FusedPassage[]> = fc
  .array(
    fc.record({
      documentId: fc.constantFrom("a", "b", "c"),
      own: text,
      before: text,
      title: text,
      heading: fc.array(text, { maxLength: 6 }),
      language: fc.constantFrom("de", "en", "und", "ja"),
      evidence,
      around: evidence,
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map(({ own, before, evidence, around, ...given }, i) => {
      const at = 1000 * i;
      const passage = passageOf(own, { ...given, id: String(i), start: at + before.length });
      const paragraph = { start: at, text: `${before}${own}` };
      return rankedOf(passage, { paragraph, own: evidence, around });
    }),
  );
