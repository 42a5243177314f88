import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RankedPassage } from "../../../src/core/passage.js";
import { diversify, NearDuplicates } from "../../../src/retrieval/diversify.js";
import { passageOf, rankedOf } from "../../support/retrieval/ranked-passages.js";

/** A stretch of a document whose words nobody else has, unless the text is given. */
interface Stretch {
  readonly documentId: string;
  readonly start: number;
  readonly length: number;
  readonly strength: number;
  readonly text?: string;
}

function candidate({ documentId, start, length, strength, text }: Stretch): RankedPassage {
  const id = `${documentId}:${start}-${length}`;
  const passage = passageOf(text ?? "x".repeat(length), { id, documentId, start });
  // The fused scores are the other way round, since the order doesn't go by them.
  return rankedOf(passage, { strength: 1 - strength, relevance: 10 * strength });
}

const ids = (entries: readonly RankedPassage[]) => entries.map((entry) => entry.passage.id);
const documents = (entries: readonly RankedPassage[]) => entries.map((entry) => entry.passage.documentId);

/** Near-duplicates among them, overlapping ones and ones with equal scores. */
const stretches = fc.uniqueArray(
  fc.record({
    documentId: fc.constantFrom("a", "b", "c"),
    start: fc.nat(60),
    length: fc.integer({ min: 1, max: 60 }),
    strength: fc.oneof(fc.constantFrom(0.2, 0.5, 0.5005), fc.double({ min: 0, max: 1, noNaN: true })),
    text: fc.option(fc.constantFrom("a b c d e f g h", "a b c d e f g h i", "b c d e f g h i"), {
      nil: undefined,
    }),
  }),
  {
    selector: ({ documentId, start, length }) => `${documentId}:${start}-${length}`,
    maxLength: 25,
    size: "max",
  },
);
const candidates = stretches.map((list) =>
  list.map(({ text, ...stretch }) => candidate(text === undefined ? stretch : { ...stretch, text })),
);
const limit = fc.integer({ min: 1, max: 30 });

describe("diversifying", () => {
  it("returns some of the candidates, each once, and no more than asked for", () => {
    fc.assert(
      fc.property(candidates, limit, (list, most) => {
        const chosen = ids(diversify(list, most));
        expect(chosen.length).toBeLessThanOrEqual(most);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(ids(list)).toEqual(expect.arrayContaining(chosen));
      }),
    );
  });

  it("leaves out nothing but near-duplicates where there is room", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const chosen = ids(diversify(list, 30));
        for (const { passage } of list) {
          const { id, text } = passage;
          if (text.startsWith("x")) {
            expect(chosen).toContain(id);
          }
        }
      }),
    );
  });

  it("starts with the best", () => {
    fc.assert(
      fc.property(candidates, limit, (list, most) => {
        const best = Math.max(0, ...list.map(({ relevance }) => relevance));
        expect(diversify(list, most)[0]?.relevance ?? 0).toBe(best);
      }),
    );
  });

  it("gives nothing a higher score than it had, and leaves relevance and ranking as they were", () => {
    fc.assert(
      fc.property(candidates, limit, (list, most) => {
        const before = new Map(list.map((one) => [one.passage.id, one]));
        for (const { passage, score, scores, relevance } of diversify(list, most)) {
          const one = before.get(passage.id);
          expect(score).toBeLessThanOrEqual(one?.score ?? -1);
          expect(relevance).toBe(one?.relevance);
          expect(scores).toEqual(one?.scores);
        }
      }),
    );
  });

  it("never rises in worth from one passage to the next by more than a tie", () => {
    fc.assert(
      fc.property(candidates, limit, (list, most) => {
        const worths = diversify(list, most).map(({ relevance, repeated }) => relevance - 1.5 * repeated);
        for (const [i, worth] of worths.slice(1).entries()) {
          expect(worth).toBeLessThanOrEqual((worths[i] ?? 0) + 0.01 + 1e-9);
        }
      }),
    );
  });

  it("begins alike whatever the limit", () => {
    fc.assert(
      fc.property(candidates, limit, (list, most) => {
        expect(diversify(list, most)).toEqual(diversify(list, 30).slice(0, most));
      }),
    );
  });

  it("doesn't depend on the order in which candidates come", () => {
    const shuffled = candidates.chain((list) =>
      fc.shuffledSubarray(list, { minLength: list.length }).map((other) => ({ list, other })),
    );
    fc.assert(
      fc.property(shuffled, limit, ({ list, other }, most) => {
        expect(diversify(other, most)).toEqual(diversify(list, most));
      }),
    );
  });

  it("counts as repeated exactly the characters that better passages have shown", () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const shown = new Map<string, Set<number>>();
        for (const { passage, repeated } of diversify(list, 30)) {
          const { documentId, start, end } = passage;
          const before = shown.get(documentId) ?? new Set();
          const own = Array.from({ length: end - start }, (_, i) => start + i);
          const share = own.filter((at) => before.has(at)).length / own.length;
          expect(repeated).toBeCloseTo(share, 10);
          shown.set(documentId, new Set([...before, ...own]));
        }
      }),
    );
  });
});

describe("the order of passages", () => {
  const at = (documentId: string, start: number, strength: number, length = 100) =>
    candidate({ documentId, start, length, strength });

  it("is that of their relevances where they have nothing in common", () => {
    const list = [at("a", 0, 0.3), at("b", 0, 0.9), at("a", 500, 0.6)];
    expect(ids(diversify(list, 3))).toEqual(["b:0-100", "a:500-100", "a:0-100"]);
  });

  it("goes through the documents where relevances tie", () => {
    const list = ["a", "b", "c"].flatMap((id) => [at(id, 0, 0.5), at(id, 500, 0.5)]);
    expect(documents(diversify(list, 6))).toEqual(["a", "b", "c", "a", "b", "c"]);
  });

  it("prefers the document that was shown least even to a relevance that is better by a hair", () => {
    const list = [at("a", 0, 0.9), at("a", 500, 0.5005), at("b", 0, 0.5)];
    expect(documents(diversify(list, 3))).toEqual(["a", "b", "a"]);
  });

  it("but not to a better relevance", () => {
    const list = [at("a", 0, 0.9), at("a", 500, 0.503), at("b", 0, 0.5)];
    expect(documents(diversify(list, 3))).toEqual(["a", "a", "b"]);
  });

  it("puts what was shown already behind what is nearly as good, and not behind what is far worse", () => {
    const list = [at("a", 0, 0.9), at("a", 10, 0.5), at("b", 0, 0.48), at("c", 0, 0.1)];
    expect(ids(diversify(list, 4))).toEqual(["a:0-100", "b:0-100", "a:10-100", "c:0-100"]);
  });

  it("doesn't mind the same offsets in another document", () => {
    const list = [at("a", 0, 0.9), at("b", 0, 0.5), at("c", 500, 0.49)];
    expect(documents(diversify(list, 3))).toEqual(["a", "b", "c"]);
  });

  it("has the better one of two passages with the same words, and no gap for the other", () => {
    const text = "one two three four five six seven eight";
    const list = [
      at("a", 0, 0.9),
      candidate({ documentId: "b", start: 0, length: text.length, strength: 0.6, text }),
      candidate({ documentId: "c", start: 0, length: text.length, strength: 0.7, text: text.toUpperCase() }),
      at("a", 500, 0.3),
    ];
    expect(documents(diversify(list, 3))).toEqual(["a", "c", "a"]);
  });

  it("is empty where nothing was found", () => {
    expect(diversify([], 5)).toEqual([]);
  });
});

const word = fc.oneof(fc.stringMatching(/^[a-zäöü]{1,8}$/), fc.nat(9999).map(String));
const separator = fc.constantFrom(" ", ", ", ". ", "\n", " – ", "; ", " („", "”) ");
const longText = fc.array(word, { minLength: 8, maxLength: 30 });

/** Whether the last of these texts repeats one before it. */
function repeats(...texts: readonly string[]): boolean {
  const duplicates = new NearDuplicates();
  return texts.map((text) => duplicates.isRepeat(passageOf(text))).at(-1) ?? false;
}

describe("near-duplicates", () => {
  it("are the same words whatever their case, punctuation and spacing", () => {
    const printed = fc.record({ separator, isUpper: fc.boolean() });
    fc.assert(
      fc.property(longText, fc.array(printed, { minLength: 30, maxLength: 30 }), (list, prints) => {
        const other = list.map((text, i) => {
          const print = prints[i];
          return `${print?.isUpper ? text.toUpperCase() : text}${print?.separator}`;
        });
        expect(repeats(list.join(" "), other.join(""))).toBe(true);
      }),
    );
  });

  it("are the same words in whichever form their letters are encoded", () => {
    const text = "Die Züge fahren täglich über Köln nach München und zurück.";
    expect(repeats(text.normalize("NFD"), text.normalize("NFC"))).toBe(true);
  });

  it("have no word or number of their own", () => {
    fc.assert(
      fc.property(longText, fc.nat(), word, (list, at, other) => {
        const i = at % list.length;
        fc.pre(list[i] !== other);
        expect(repeats(list.join(" "), list.with(i, other).join(" "))).toBe(false);
      }),
    );
  });

  it.each([
    ["5 €", "5 $"],
    ["5 %", "5 ‰"],
    ["5 %", "5"],
    ["5°", "5"],
    ["-5", "5"],
    ["+5", "5"],
    ["−5", "5"],
    ["< 5", "> 5"],
    ["5²", "5"],
    ["5½", "5"],
  ])("keep sign, currency and unit of a number: %s isn't %s", (one, other) => {
    const text = (amount: string) => `Der Wert für das laufende Jahr beträgt ${amount} in allen Ländern.`;
    expect(repeats(text(one), text(other))).toBe(false);
    expect(repeats(text(one), text(one))).toBe(true);
  });

  it("take a hyphen for a sign only where a number starts with it", () => {
    const text = (years: string) => `Die Ausstellung lief in den Jahren ${years} ohne eine Pause weiter.`;
    expect(repeats(text("1990-1995"), text("1990–1995"))).toBe(true);
  });

  it("are a part of a better passage, but no passage is a part of its part", () => {
    const parts = longText.chain((list) =>
      fc
        .nat(list.length - 8)
        .chain((from) =>
          fc.integer({ min: from + 8, max: list.length }).map((to) => ({ list, part: list.slice(from, to) })),
        ),
    );
    fc.assert(
      fc.property(parts, ({ list, part }) => {
        expect(repeats(list.join(" "), part.join(" "))).toBe(true);
        expect(repeats(part.join(" "), list.join(" "))).toBe(part.length === list.length);
      }),
    );
  });

  it("don't begin or end within a word", () => {
    fc.assert(
      fc.property(longText, fc.stringMatching(/^[a-z]$/), (list, letter) => {
        const text = list.join(" ");
        expect(repeats(`${letter}${text}`, text)).toBe(false);
        expect(repeats(`${text}${letter}`, text)).toBe(false);
      }),
    );
  });

  it("are never short", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), longText, (list, more) => {
        const text = list.join(" ");
        expect(repeats(text, text)).toBe(false);
        expect(repeats(`${text} ${more.join(" ")}`, text)).toBe(false);
      }),
    );
    expect(repeats("1 | 2 | 3 | 4 | 5 € | 6 €", "1 | 2 | 3 | 4 | 5 € | 6 €")).toBe(false);
  });

  it("stand under the same headings", () => {
    const headings = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(longText, headings, headings, (list, one, other) => {
        const duplicates = new NearDuplicates();
        const text = list.join(" ");
        duplicates.isRepeat(passageOf(text, { heading: one }));
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(duplicates.isRepeat(passageOf(text, { heading: other }))).toBe(isSame);
      }),
    );
  });

  it("are found in scripts without spaces", () => {
    const text = "茶馆八点开门，晚上十点关门，周一休息，门票五元。";
    expect(repeats(text, text)).toBe(true);
    expect(repeats(text, text.replace("五", "六"))).toBe(false);
  });

  it("are found anywhere in what went before, not only in what was last", () => {
    const one = "one two three four five six seven eight";
    const two = "eins zwei drei vier fünf sechs sieben acht";
    expect(repeats(one, two, one)).toBe(true);
    expect(repeats(one, two)).toBe(false);
  });
});
