import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Passage } from "../../../src/core/passage.js";
import { byScore, scored } from "../../../src/retrieval/fusion.js";
import { align, alignHead } from "../../../src/retrieval/late-interaction.js";
import { readQuestion } from "../../../src/retrieval/question.js";
import { MatchedTexts } from "../../../src/retrieval/ranking/matched-texts.js";
import { passageOf, rankedOf, smallMatcher } from "../../support/retrieval/ranked-passages.js";

const matcher = smallMatcher();
const word = fc.constantFrom(
  "Straße",
  "Fluss",
  "Berg",
  "Turm",
  "road",
  "river",
  "Bergfluss",
  "x",
  "Ölfeld",
  "𝒳",
);
const wordList = fc.array(word, { maxLength: 12 });
const question = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => `${list.join(" ")}?`);
const language = fc.constantFrom("de", "en", "und", "fr");

/** A passage anywhere in a paragraph that is anywhere in a document. */
const placed = fc
  .record({
    before: wordList,
    own: wordList,
    after: wordList,
    at: fc.nat(5000),
    title: wordList,
    language,
  })
  .map(({ before, own, after, at, title, language }) => {
    const lead = before.map((text) => `${text} `).join("");
    const text = own.join(" ");
    const paragraph = { start: at, text: `${lead}${text}${after.map((text) => ` ${text}`).join("")}` };
    const passage = passageOf(text, { start: at + lead.length, title: title.join(" "), language });
    return { passage, paragraph };
  });

const alignText = (asked: string, passage: Passage, paragraph?: { start: number; text: string }) =>
  align(
    rankedOf(passage, paragraph === undefined ? {} : { paragraph }),
    new MatchedTexts(readQuestion(asked, "de", matcher)),
  );

describe("the alignment of a question with a passage", () => {
  it("lies between 0 and the paragraph's, which is at most 1", () => {
    fc.assert(
      fc.property(question, placed, (asked, { passage, paragraph }) => {
        const { passage: own, paragraph: around } = alignText(asked, passage, paragraph);
        expect(own).toBeGreaterThanOrEqual(0);
        expect(around).toBeGreaterThanOrEqual(own);
        expect(around).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is the same wherever in the paragraph the passage stands", () => {
    fc.assert(
      fc.property(question, placed, (asked, { passage, paragraph }) => {
        expect(alignText(asked, passage, paragraph).passage).toBe(alignText(asked, passage).passage);
      }),
    );
  });

  it("is the mean of what the words of text, title and headings give to each word asked for", () => {
    fc.assert(
      fc.property(question, placed, wordList, (asked, { passage, paragraph }, heading) => {
        const known = [...new Set(asked.slice(0, -1).split(" "))].map((one) => matcher.lookup(one, "de"));
        const mean = (text: string) => {
          const all = [passage.title, ...heading, text].join("\n");
          const values = matcher.matches(known, all, passage.language);
          return values.reduce((sum, value) => sum + value, 0) / known.length;
        };
        const found = alignText(asked, { ...passage, heading }, paragraph);
        expect(found.passage).toBeCloseTo(mean(passage.text), 10);
        expect(found.paragraph).toBeCloseTo(mean(paragraph.text), 10);
      }),
    );
  });

  it("is one comparison's, whatever was compared before", () => {
    fc.assert(
      fc.property(question, fc.array(placed, { maxLength: 5 }), (asked, list) => {
        const texts = new MatchedTexts(readQuestion(asked, "de", matcher));
        for (const { passage, paragraph } of list) {
          const found = align(rankedOf(passage, { paragraph }), texts);
          expect(found).toEqual(alignText(asked, passage, paragraph));
        }
      }),
    );
  });

  it("tells apart texts of one length and language, and languages of one text", () => {
    const texts = new MatchedTexts(readQuestion("Straße", "de", matcher));
    const found = [passageOf("roads"), passageOf("road "), passageOf("road ", { language: "fr" })].map(
      (passage) => align(rankedOf(passage), texts).passage,
    );
    expect(found).toEqual([0, 1, 0]);
  });

  it.each(["", "?", "Was ist das?", "🤷", "In welchem Jahr?"])(
    "is 0 for a question without content: %j",
    (asked) => {
      expect(alignText(asked, passageOf("Was ist das? In welchem Jahr?"))).toEqual({
        passage: 0,
        paragraph: 0,
      });
    },
  );

  it("is 1 where title, headings and text hold a word each, and less without one of them", () => {
    const text = passageOf("am Turm", { title: "Fluss", heading: ["Oben", "Berge"] });
    expect(alignText("Berg Turm Fluss", text).passage).toBe(1);
    expect(alignText("Berg Turm Fluss", { ...text, title: "" }).passage).toBeCloseTo(2 / 3, 10);
    expect(alignText("Berg Turm Fluss", { ...text, heading: ["Oben"] }).passage).toBeCloseTo(2 / 3, 10);
  });

  it("meets words of the same meaning in another language", () => {
    const english = passageOf("the road along the river", { language: "en" });
    expect(alignText("Straße Fluss", english).passage).toBe(1);
    expect(alignText("Straße Turm", english).passage).toBe(0.5);
  });

  it("tells what only the paragraph holds", () => {
    const paragraph = { start: 100, text: "Die Straße. Der Turm. Der Fluss." };
    const passage = passageOf("Der Turm.", { start: 112 });
    expect(alignText("Straße Turm Fluss Berg", passage, paragraph)).toEqual({
      passage: 0.25,
      paragraph: 0.75,
    });
  });
});

describe("a paragraph that is very long", () => {
  const filler = (characters: number) => "und ".repeat(characters / 4);
  /** `start` is the paragraph's, to see that offsets into the document are kept apart from those into the paragraph. */
  const inParagraph = (before: string, text: string, after: string, start = 700) => ({
    paragraph: { start, text: `${before}${text}${after}` },
    passage: passageOf(text, { start: start + before.length }),
  });

  it("is cut around the passage: what is near counts, what is far doesn't", () => {
    const near = inParagraph(`Straße ${filler(800)}`, "Turm ", `${filler(800)}Fluss`);
    expect(alignText("Straße Turm Fluss", near.passage, near.paragraph)).toEqual({
      passage: 1 / 3,
      paragraph: 1,
    });
    const far = inParagraph(`Straße ${filler(8000)}`, "Turm ", `${filler(8000)}Fluss`);
    expect(alignText("Straße Turm Fluss", far.passage, far.paragraph)).toEqual({
      passage: 1 / 3,
      paragraph: 1 / 3,
    });
  });

  it("is cut to the same length at its start and at its end", () => {
    const first = inParagraph("", "Turm ", `${filler(2000)}Fluss ${filler(8000)}`);
    expect(alignText("Turm Fluss", first.passage, first.paragraph).paragraph).toBe(1);
    const last = inParagraph(`${filler(8000)}Fluss ${filler(2000)}`, "Turm", "");
    expect(alignText("Turm Fluss", last.passage, last.paragraph).paragraph).toBe(1);
  });

  it("holds all of the passage wherever that stands", () => {
    const spot = fc.record({
      before: fc.nat(2000),
      after: fc.nat(2000),
      own: fc.nat(500),
      start: fc.nat(9999),
    });
    fc.assert(
      fc.property(spot, ({ before, after, own, start }) => {
        const text = `Turm ${filler(4 * own)}Fluss `;
        const { passage, paragraph } = inParagraph(filler(4 * before), text, filler(4 * after), start);
        expect(alignText("Turm Fluss", passage, paragraph).passage).toBe(1);
      }),
    );
  });

  it("doesn't give its words to the passage", () => {
    const { passage, paragraph } = inParagraph(`${filler(8000)}Turm `, "Straße", ` Turm${filler(8000)}`);
    expect(alignText("Turm", passage, paragraph)).toEqual({ passage: 0, paragraph: 1 });
  });

  it("stands for itself by its beginning where the passage is as long", () => {
    const { passage, paragraph } = inParagraph("", `Turm ${filler(8000)}Fluss`, "");
    expect(alignText("Turm Fluss", passage, paragraph)).toEqual({ passage: 0.5, paragraph: 0.5 });
  });
});

const texts = new MatchedTexts(readQuestion("Straße und Turm", "de", smallMatcher()));

/** More than are compared word by word; the better the score, the smaller the number. */
const candidates = Array.from({ length: 80 }, (_, i) => {
  const id = String(i).padStart(2, "0");
  const text = i % 2 === 0 ? "Die Straße" : "Der Fluss";
  return rankedOf(passageOf(text, { id }), { strength: (80 - i) / 100 });
});

describe("aligning the head of a list", () => {
  const aligned = alignHead(candidates.toReversed(), texts);

  it("keeps every candidate, with the best by their earlier scores in front", () => {
    expect(aligned.map(({ passage }) => passage.id)).toEqual(
      candidates.toSorted(byScore).map(({ passage }) => passage.id),
    );
  });

  it("compares the first sixty, and leaves the others as they are", () => {
    const expected = candidates.map((candidate, i) => (i < 60 ? align(candidate, texts) : null));
    expect(aligned.map(({ alignment }) => alignment)).toEqual(expected);
    expect(aligned.slice(60)).toEqual(candidates.slice(60));
  });

  it("compares those of forty paragraphs, each with all its passages", () => {
    const spread = Array.from({ length: 58 }, (_, i) => {
      const passage = passageOf("Die Straße", { id: String(i), documentId: `document-${i % 45}` });
      return rankedOf(passage, { strength: (80 - i) / 100 });
    });
    const compared = alignHead(spread, texts).map(({ alignment }) => alignment !== null);
    expect(compared).toEqual(spread.map((_, i) => i % 45 < 40));
  });

  it("raises the scores of those that meet the question and leaves the others' alone", () => {
    for (const [i, { alignment, score }] of aligned.entries()) {
      const before = candidates[i]?.score ?? Number.NaN;
      if ((alignment?.passage ?? 0) > 0) {
        expect(score).toBeGreaterThan(before);
      } else {
        expect(score).toBe(before);
      }
    }
    expect(aligned.filter(({ alignment }) => (alignment?.passage ?? 0) > 0)).toHaveLength(30);
  });

  it("keeps what the languages mean for each candidate", () => {
    const across = { sameLanguage: false, embedderKnows: false };
    const [only] = alignHead([rankedOf(passageOf("Turm"), { strength: 0.5, relation: across })], texts);
    expect(only?.relation).toEqual(across);
    expect(only).toEqual(only && scored(only));
  });

  it("finds nothing among none", () => {
    expect(alignHead([], texts)).toEqual([]);
  });
});
