import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Passage } from "../../../src/core/passage.js";
import {
  askedWords,
  MATCH_KINDS,
  type MatchedWords,
  WordFinder,
} from "../../../src/retrieval/matched-words.js";
import { stem } from "../../../src/text/terms.js";
import { fold, words } from "../../../src/text/words.js";
import { passageOf } from "../../support/retrieval/ranked-passages.js";

function find(question: string, passage: Passage, questionLanguage = "de"): MatchedWords {
  return new WordFinder(askedWords(question, questionLanguage, passage.language)).find(passage);
}

/** Each marked word of a passage with what it meets, as `Wort: word=Wort, stem=Worte`. */
function marked(question: string, passage: Passage, questionLanguage = "de"): string[] {
  return find(question, passage, questionLanguage).spans.map(({ start, end, words: met }) => {
    const text = passage.text.slice(start - passage.start, end - passage.start);
    return `${text}: ${met.map(({ word, as }) => `${as}=${word}`).join(", ")}`;
  });
}

const asked = (question: string, own: string, other: string) =>
  askedWords(question, own, other).map(({ text }) => text);

describe("the words of a question that are looked for", () => {
  it("are each once, as they stand there, without stop words", () => {
    expect(asked("Wo ist der Fluss, der FLUSS und die Brücke?", "de", "de")).toEqual(["Fluss", "Brücke"]);
  });

  it("are without stop words of either language for passages of another", () => {
    expect(asked("Where did the dictator die?", "en", "de")).toEqual(["dictator"]);
    expect(asked("Where did the dictator die?", "en", "en")).toEqual(["dictator", "die"]);
  });

  it("are those of the passage's language where the question's isn't known", () => {
    expect(asked("die Brücke", "und", "de")).toEqual(["Brücke"]);
    expect(asked("die Brücke", "und", "en")).toEqual(["die", "Brücke"]);
  });

  it("have stems only where the passage is in their language", () => {
    const stems = (language: string) => askedWords("Brücken", "de", language).map((word) => word.stems);
    expect(stems("de")).toEqual([[stem("Brücken", "de")]]);
    expect(stems("en")).toEqual([[]]);
  });

  it.each(["", "?", "der die das", "🤷"])("are none in %j", (question) => {
    expect(asked(question, "de", "de")).toEqual([]);
  });
});

describe("the words of a passage that meet a question", () => {
  it("are the same word, whatever its case and diacritics", () => {
    expect(marked("Zürich", passageOf("ZURICH und Zürich"))).toEqual([
      "ZURICH: word=Zürich",
      "Zürich: word=Zürich",
    ]);
  });

  it("are forms with the same stem", () => {
    expect(marked("Brücken", passageOf("eine Brücke"))).toEqual(["Brücke: stem=Brücken"]);
  });

  it("are parts of a compound, and compounds of a part", () => {
    expect(marked("Konflikte", passageOf("Grenzkonflikt"))).toEqual(["Grenzkonflikt: grams=Konflikte"]);
    expect(marked("Grenzkonflikt", passageOf("Konflikte"))).toEqual(["Konflikte: grams=Grenzkonflikt"]);
  });

  it("aren't those that have but few letters in common", () => {
    expect(marked("Universum", passageOf("diversifiziert"))).toEqual([]);
  });

  it("aren't stop words", () => {
    expect(marked("die Brücke", passageOf("die Reise"))).toEqual([]);
  });

  it("name every word they meet, the strongest match first", () => {
    expect(marked("Grenzkonflikt Konflikten Konflikt", passageOf("Konflikt"))).toEqual([
      "Konflikt: word=Konflikt, stem=Konflikten, grams=Grenzkonflikt",
    ]);
  });

  it("have no stems in another language, but names, numbers and shared roots", () => {
    const passage = passageOf("Der Präsident besuchte Osch 1995, die Präsidenten reisten.");
    expect(marked("Which president visited Osch in 1995?", passage, "en")).toEqual([
      "Präsident: grams=president",
      "Osch: word=Osch",
      "1995: word=1995",
      "Präsidenten: grams=president",
    ]);
  });

  it("have offsets into the document", () => {
    const { spans } = find("Brücke", passageOf("Über die Brücke.", { start: 1000 }));
    expect(spans).toEqual([{ start: 1009, end: 1015, words: [{ word: "Brücke", as: "word" }] }]);
  });

  it("are found in scripts without spaces", () => {
    expect(marked("茶馆几点开门", passageOf("茶馆八点开门", { language: "zh" }), "zh")).toEqual(
      expect.arrayContaining(["茶馆: word=茶馆", "开门: word=开门"]),
    );
  });
});

describe("what else is told of a match", () => {
  const passage = passageOf("Der Turm der Stadt", { title: "Brücken", heading: ["Türme und Tore", "Tor"] });

  it("is what title and headings meet, each word once with its strongest match", () => {
    const { above } = find("Tore, Brücke, Türme", passage);
    expect(above).toEqual([
      { word: "Türme", as: "word" },
      { word: "Tore", as: "word" },
      { word: "Brücke", as: "stem" },
    ]);
  });

  it("is what is met nowhere", () => {
    expect(find("Brücke Turm Fluss Quelle", passage).missing).toEqual(["Fluss", "Quelle"]);
  });

  it("is nothing for a question without words", () => {
    expect(find("?", passage)).toEqual({ spans: [], above: [], missing: [] });
  });
});

describe("matched words", () => {
  const word = fc.constantFrom(
    ..."Brücke Brücken Grenzkonflikt Konflikt Konflikte Zürich zurich die der president Präsident 1995 Straße 茶馆开门 𝒳𝒴 x".split(
      " ",
    ),
  );
  const wordList = fc.array(word, { maxLength: 10 });
  const separator = fc.constantFrom(" ", ", ", "\n", "-", "…");
  const language = fc.constantFrom("de", "en", "und", "zh");
  const passages = fc
    .record({ list: wordList, separator, title: wordList, start: fc.nat(1000), language })
    .map(({ list, separator, title, ...given }) =>
      passageOf(list.join(separator), { ...given, title: title.join(" ") }),
    );
  const questions = wordList.map((list) => list.join(" "));

  it("are spans of whole words, in order, not overlapping, inside the passage", () => {
    fc.assert(
      fc.property(questions, passages, language, (question, passage, its) => {
        const whole = new Set(words(passage.text).map(({ start, end }) => `${start}-${end}`));
        let last = passage.start;
        for (const { start, end } of find(question, passage, its).spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(whole).toContain(`${start - passage.start}-${end - passage.start}`);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(passage.end);
      }),
    );
  });

  it("tell of each word asked for either how it is met or that it is missing", () => {
    fc.assert(
      fc.property(questions, passages, language, (question, passage, its) => {
        const { spans, above, missing } = find(question, passage, its);
        const met = new Set([...spans.flatMap((span) => span.words), ...above].map(({ word: one }) => one));
        expect([...met, ...missing].sort()).toEqual(asked(question, its, passage.language).sort());
      }),
    );
  });

  it("say of the same words that they are the same, and of no others; and the strongest first", () => {
    fc.assert(
      fc.property(questions, passages, language, (question, passage, its) => {
        for (const { start, end, words: met } of find(question, passage, its).spans) {
          const text = fold(passage.text.slice(start - passage.start, end - passage.start));
          expect(met.length).toBeGreaterThan(0);
          for (const { word: one, as } of met) {
            expect(as === "word").toBe(fold(one) === text);
          }
          const strengths = met.map(({ as }) => MATCH_KINDS.indexOf(as));
          expect(strengths).toEqual(strengths.toSorted());
          expect(new Set(met.map(({ word: one }) => one)).size).toBe(met.length);
        }
      }),
    );
  });

  it("are never of the same stem in another language", () => {
    fc.assert(
      fc.property(questions, passages, (question, passage) => {
        fc.pre(passage.language !== "und" && passage.language !== "de");
        const { spans, above } = find(question, passage, "de");
        const kinds = [...spans.flatMap((span) => span.words), ...above].map(({ as }) => as);
        expect(kinds).not.toContain("stem");
      }),
    );
  });
});
