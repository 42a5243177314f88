import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import type { Reranker } from "../../../src/core/ports/reranker.js";
import { type Reranking, reorderHead, rerank } from "../../../src/retrieval/rerank.js";
import { passageOf, rankedOf } from "../../support/retrieval/ranked-passages.js";

describe("reordering the head of a list", () => {
  const list = fc.uniqueArray(fc.nat(), { maxLength: 30 });
  const scores = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(0.5)));
  const ranked = fc.tuple(list, scores).map(([entries, all]) => ({
    entries,
    relevances: all.slice(0, entries.length),
  }));

  it("keeps every entry, each with its own score", () => {
    fc.assert(
      fc.property(ranked, ({ entries, relevances }) => {
        const reordered = reorderHead(entries, relevances);
        expect(reordered.map(({ entry }) => entry).toSorted()).toEqual(entries.toSorted());
        for (const { entry, relevance } of reordered) {
          expect(relevance).toBe(relevances[entries.indexOf(entry)] ?? null);
        }
      }),
    );
  });

  it("puts higher scores first, keeps the order of equal ones, and leaves the rest behind as it was", () => {
    fc.assert(
      fc.property(ranked, ({ entries, relevances }) => {
        const reordered = reorderHead(entries, relevances);
        const head = reordered.slice(0, relevances.length);
        for (const [i, after] of head.slice(1).entries()) {
          const before = head[i];
          if (before?.relevance === after.relevance) {
            expect(entries.indexOf(before?.entry ?? -1)).toBeLessThan(entries.indexOf(after.entry));
          } else {
            expect(before?.relevance).toBeGreaterThan(after.relevance ?? 1);
          }
        }
        const rest = reordered.slice(relevances.length).map(({ entry }) => entry);
        expect(rest).toEqual(entries.slice(relevances.length));
      }),
    );
  });

  it("changes nothing when it is done again", () => {
    fc.assert(
      fc.property(ranked, ({ entries, relevances }) => {
        const once = reorderHead(entries, relevances);
        const sorted = once.slice(0, relevances.length).map(({ relevance }) => relevance ?? 0);
        const again = reorderHead(
          once.map(({ entry }) => entry),
          sorted,
        );
        expect(again).toEqual(once);
      }),
    );
  });
});

describe("reranking", () => {
  const found = (text: string, heading: string[] = []) =>
    rankedOf(passageOf(text, { title: "Title", heading, language: "en" }));
  const ranked = [found("a"), found("bbb", ["One", "Two"]), found("cc"), found("dddd")];
  const order = async (reranking: Reranking | undefined, signal?: AbortSignal) =>
    (await rerank("Question?", ranked, reranking, signal)).map(({ passage, scores }) => [
      passage.text,
      scores.rerank ?? null,
    ]);
  const using = (score: Reranker["score"], onFailure = unexpected): Reranking => ({
    reranker: { model: "m", score, close: async () => undefined },
    candidates: 3,
    onFailure,
  });
  const unexpected = (error: FootnoteError): void => {
    throw error;
  };
  const failing = (error: Error) => using(() => Promise.reject(error));
  const unranked = [
    ["a", null],
    ["bbb", null],
    ["cc", null],
    ["dddd", null],
  ];

  it("asks for the first candidates behind their title and headings, and orders them", async () => {
    const asked: unknown[] = [];
    const reranking = using(async (question, texts) => {
      asked.push(question, texts);
      return texts.map((text) => text.length / 100);
    });
    expect(await order(reranking)).toEqual([
      ["bbb", 0.2],
      ["cc", 0.09],
      ["a", 0.08],
      ["dddd", null],
    ]);
    expect(asked).toEqual(["Question?", ["Title. a", "Title. One. Two. bbb", "Title. cc"]]);
  });

  it("without a reranker nothing changes", async () => {
    expect(await order(undefined)).toEqual(unranked);
  });

  it("a reranker that fails leaves the order as it is, and its failure is told", async () => {
    const failure = new FootnoteError("reranking_failed", "The model failed.");
    const told: FootnoteError[] = [];
    const reranking = { ...failing(failure), onFailure: (error: FootnoteError) => told.push(error) };
    expect(await order(reranking)).toEqual(unranked);
    expect(told).toEqual([failure]);
  });

  it("work that is cancelled stays cancelled, and a bug stays a bug", async () => {
    await expect(order(failing(new FootnoteError("aborted", "Cancelled.")))).rejects.toMatchObject({
      code: "aborted",
    });
    await expect(order(failing(new TypeError("bug")))).rejects.toThrow("bug");
  });

  it("the signal reaches the reranker", async () => {
    const { signal } = new AbortController();
    let given: AbortSignal | undefined;
    const reranking = using(async (_, texts, itsSignal) => {
      given = itsSignal;
      return texts.map(() => 0);
    });
    await order(reranking, signal);
    expect(given).toBe(signal);
  });
});
