import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkTexts, queueEmbedder } from "../../../src/embedding/queue-embedder.js";
import { scriptedEmbedder, settle } from "../../support/models/scripted-embedder.js";

describe("a queue before an embedder", () => {
  it("a long call is embedded chunk by chunk, never more at a time than the limit", async () => {
    const inner = scriptedEmbedder();
    const embedder = queueEmbedder(inner, { concurrency: 3, texts: 2, characters: 100 });
    const embedding = embedder.embed(["a", "bb", "ccc", "dddd", "eeeee"], "passage");
    await settle();
    expect(inner.calls.map(({ texts }) => texts)).toEqual([
      ["a", "bb"],
      ["ccc", "dddd"],
    ]);
    inner.calls[1]?.answer();
    await settle();
    expect(inner.calls[2]?.texts).toEqual(["eeeee"]);
    inner.calls[2]?.answer();
    inner.calls[0]?.answer();
    expect(await embedding).toEqual([1, 2, 3, 4, 5].map((length) => Float32Array.of(length)));
  });

  it("calls take turns, and a question waits for none of them", async () => {
    const inner = scriptedEmbedder();
    const embedder = queueEmbedder(inner, { concurrency: 2, texts: 1, characters: 100 });
    void embedder.embed(["first 1", "first 2"], "passage");
    void embedder.embed(["second 1", "second 2"], "passage");
    void embedder.embed(["question"], "query");
    for (let i = 0; i < 5; i++) {
      await settle();
      inner.calls[i]?.answer();
    }
    await settle();
    expect(inner.calls.map(({ texts }) => texts[0])).toEqual([
      "first 1",
      "question",
      "second 1",
      "first 2",
      "second 2",
    ]);
  });

  it("the failure of a chunk ends the call: what runs is cancelled, and nothing else begins", async () => {
    const inner = scriptedEmbedder();
    const embedder = queueEmbedder(inner, { concurrency: 3, texts: 1, characters: 100 });
    const embedding = embedder.embed(["a", "b", "c", "d"], "passage");
    await settle();
    inner.calls[0]?.fail(new Error("broken"));
    await expect(embedding).rejects.toThrow("broken");
    await settle();
    expect(inner.calls).toHaveLength(2);
    expect(inner.calls[1]?.signal?.aborted).toBe(true);
  });

  it("an aborted call cancels what runs and leaves the queue to others", async () => {
    const inner = scriptedEmbedder();
    const embedder = queueEmbedder(inner, { concurrency: 2, texts: 1, characters: 100 });
    const controller = new AbortController();
    const aborted = embedder.embed(["a", "b"], "passage", controller.signal);
    const other = embedder.embed(["other"], "passage");
    await settle();
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
    await settle();
    inner.calls[1]?.answer();
    expect(await other).toEqual([Float32Array.of(5)]);
    expect(inner.calls.map(({ texts }) => texts[0])).toEqual(["a", "other"]);
  });

  it("closing rejects the calls that wait", async () => {
    const inner = scriptedEmbedder();
    const embedder = queueEmbedder(inner, { concurrency: 2, texts: 1, characters: 100 });
    const running = embedder.embed(["a"], "passage");
    const waiting = embedder.embed(["b"], "passage");
    const refused = expect(waiting).rejects.toMatchObject({ code: "embedding_failed" });
    await settle();
    await embedder.close();
    await refused;
    inner.calls[0]?.answer();
    expect(await running).toHaveLength(1);
  });

  it("every call gets the vectors of its texts in order, whatever the limits", async () => {
    const calls = fc.array(fc.array(fc.string({ minLength: 1 }).filter((text) => text.trim() !== "")));
    const limits = fc.record({
      concurrency: fc.integer({ min: 2, max: 4 }),
      texts: fc.integer({ min: 1, max: 4 }),
      characters: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(calls, limits, async (batches, limit) => {
        const embedder = queueEmbedder(scriptedEmbedder({ answersAtOnce: true }), limit);
        const vectors = await Promise.all(batches.map((batch) => embedder.embed(batch, "passage")));
        expect(vectors).toEqual(batches.map((batch) => batch.map(({ length }) => Float32Array.of(length))));
      }),
      { numRuns: 50 },
    );
  });
});

describe("chunks of texts", () => {
  const limits = fc.record({
    texts: fc.integer({ min: 1, max: 5 }),
    characters: fc.integer({ min: 1, max: 30 }),
  });

  it("chunks are the texts in order, none is empty, and each keeps to the limits", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), limits, (texts, limit) => {
        const chunks = [...chunkTexts(texts, limit)];
        expect(chunks.flat()).toEqual(texts);
        for (const chunk of chunks) {
          expect(chunk.length).toBeGreaterThan(0);
          expect(chunk.length).toBeLessThanOrEqual(limit.texts);
          if (chunk.length > 1) {
            expect(chunk.join("").length).toBeLessThanOrEqual(limit.characters);
          }
        }
      }),
    );
  });

  it("a chunk isn't closed before it is full", () => {
    expect([...chunkTexts(["ab", "cd", "e", "fghijk", "l"], { texts: 2, characters: 4 })]).toEqual([
      ["ab", "cd"],
      ["e"],
      ["fghijk"],
      ["l"],
    ]);
  });
});
