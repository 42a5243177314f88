import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ForwardSegment } from "../../../src/store/lexical/forward-segment.js";
import { countToMerge, mergeSegments } from "../../../src/store/lexical/merge-segments.js";
import { MAX_COUNT, MAX_TEXTS, postingsOf } from "../../../src/store/lexical/postings.js";
import { SegmentBuilder } from "../../../src/store/lexical/segment-builder.js";
import { decodeSegment, encodeSegment } from "../../../src/store/rows/segment-codec.js";
import { makeSegment, type TestPassage } from "../../support/store/segment-fixtures.js";

const term = fc.integer({ min: 1, max: 5000 });
const terms = fc.array(term, { maxLength: 20 });
/** With keys 1, 2, 3 … */
const passages = fc
  .array(fc.record({ words: terms, grams: terms }), { maxLength: 12 })
  .map((all) => all.map((own, i): TestPassage & typeof own => ({ key: i + 1, ...own })));
const passagesOf = (minLength: number) => passages.filter(({ length }) => length >= minLength);

function emptyTerms() {
  return { words: new Uint32Array(), grams: new Uint32Array() };
}

describe("postings", () => {
  it("say for each term where it occurs and how often", () => {
    fc.assert(
      fc.property(passages, (all) => {
        const { words } = makeSegment("de", all).passages;
        for (const id of new Set(all.flatMap((passage) => passage.words))) {
          const { start, end } = postingsOf(words, id);
          const found = Array.from(words.texts.slice(start, end), (text, i) => [
            text,
            words.counts[start + i],
          ]);
          const expected = all.flatMap((passage, text) => {
            const count = passage.words.filter((other) => other === id).length;
            return count === 0 ? [] : [[text, count]];
          });
          expect(found).toEqual(expected);
        }
        expect([...words.lengths]).toEqual(all.map((passage) => passage.words.length));
        expect(postingsOf(words, 5001)).toEqual({ start: 0, end: 0 });
      }),
    );
  });

  it("count a term that comes very often as often as a byte can hold", () => {
    const { words } = makeSegment("de", [{ key: 1, words: Array.from({ length: 300 }, () => 7) }]).passages;
    expect([...words.counts]).toEqual([MAX_COUNT]);
    expect([...words.lengths]).toEqual([300]);
  });
});

describe("a forward segment", () => {
  it("gives the terms of each passage, and of no other", () => {
    fc.assert(
      fc.property(passages, (all) => {
        const forward = new ForwardSegment(makeSegment("de", all));
        for (const { key, words, grams } of all) {
          expect(forward.termsOf(key)).toEqual({
            words: words.toSorted((a, b) => a - b),
            grams: grams.toSorted((a, b) => a - b),
          });
        }
        expect(forward.termsOf(0)).toBeUndefined();
        expect(forward.termsOf(all.length + 1)).toBeUndefined();
      }),
    );
  });

  it("says a term that comes very often as often as a byte can hold", () => {
    const often = makeSegment("de", [{ key: 1, words: Array.from({ length: 300 }, () => 7) }]);
    expect(new ForwardSegment(often).termsOf(1)?.words).toHaveLength(MAX_COUNT);
  });
});

describe("a segment builder", () => {
  it("brought back to a mark is as it was there", () => {
    fc.assert(
      fc.property(passages, passages, (kept, dropped) => {
        const builder = new SegmentBuilder("de");
        const add = (key: number, own: (typeof kept)[number]) => {
          builder.addParagraph(key, { words: own.words.length, grams: own.grams.length });
          builder.addPassage(key, key, {
            words: Uint32Array.from(own.words).sort(),
            grams: Uint32Array.from(own.grams).sort(),
          });
        };
        for (const passage of kept) {
          add(passage.key, passage);
        }
        const { mark } = builder;
        for (const passage of dropped) {
          add(100 + passage.key, passage);
        }
        builder.truncate(mark);
        expect(builder.build()).toEqual([makeSegment("de", kept)]);
      }),
    );
  });

  it("makes another segment where one is full", () => {
    const builder = new SegmentBuilder("de");
    for (let key = 1; key <= MAX_TEXTS + 1; key++) {
      builder.addPassage(key, 1, emptyTerms());
    }
    builder.addPassage(MAX_TEXTS + 2, 1, { ...emptyTerms(), words: Uint32Array.of(7) });
    const [first, second] = builder.build();
    expect(first?.keys.length).toBe(MAX_TEXTS);
    expect([...(second?.keys ?? [])]).toEqual([MAX_TEXTS + 1, MAX_TEXTS + 2]);
    expect([...(second?.passages.words.texts ?? [])]).toEqual([1]);
  });
});

describe("merging", () => {
  it("gives the segment that would have been made of what is left", async () => {
    await fc.assert(
      fc.asyncProperty(
        passagesOf(1),
        fc.integer({ min: 1, max: 5 }),
        fc.func(fc.boolean()),
        async (all, size, isLive) => {
          const segments = [];
          for (let i = 0; i < all.length; i += size) {
            segments.push(makeSegment("de", all.slice(i, i + size)));
          }
          const [first = expect.fail(), ...others] = segments;
          const merged = await mergeSegments([first, ...others], isLive);
          expect(merged).toEqual(
            makeSegment(
              "de",
              all.filter(({ key }) => isLive(key)),
            ),
          );
        },
      ),
    );
  });

  it("keeps few segments, none beyond what one can number, and rewrites each passage seldom", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: MAX_TEXTS }), { maxLength: 200 }), (added) => {
        let sizes: number[] = [];
        let rewritten = 0;
        for (const size of added) {
          sizes.push(size);
          const count = countToMerge(sizes);
          expect(count).not.toBe(1);
          if (count === 0) {
            continue;
          }
          const merged = sizes.slice(-count).reduce((sum, one) => sum + one, 0);
          sizes = [...sizes.slice(0, -count), merged];
          rewritten += merged;
        }
        const total = added.reduce((sum, one) => sum + one, 0);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(MAX_TEXTS);
        expect(sizes.length).toBeLessThanOrEqual(18 + (3 * total) / MAX_TEXTS);
        expect(rewritten).toBeLessThanOrEqual(18 * total);
      }),
    );
  });
});

it("a segment is the same when it is read back, and only from its own row", () => {
  fc.assert(
    fc.property(passages, fc.constantFrom("de", "und"), (all, language) => {
      const segment = makeSegment(language, all);
      const blob = encodeSegment(3, segment);
      const { buffer } = Uint8Array.from(blob);
      expect(decodeSegment(3, buffer)).toEqual(segment);
      expect(() => decodeSegment(4, buffer)).toThrow(/changed/);
    }),
  );
});
