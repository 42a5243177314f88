import { expect, it } from "vitest";
import { cacheQuestions } from "../../../src/embedding/cache-questions.js";
import { scriptedEmbedder, settle } from "../../support/models/scripted-embedder.js";

it("a question is embedded once; a passage with the same text is none", async () => {
  const inner = scriptedEmbedder({ answersAtOnce: true });
  const embedder = cacheQuestions(inner, 10);
  const first = await embedder.embed(["Wer?"], "query");
  expect(await embedder.embed(["Wer?"], "query")).toEqual(first);
  expect(inner.calls).toHaveLength(1);
  await embedder.embed(["Wer?"], "passage");
  await embedder.embed(["Wer?"], "passage");
  expect(inner.calls.map(({ role }) => role)).toEqual(["query", "passage", "passage"]);
});

it("what a caller does with its vector is no concern of the next one", async () => {
  const embedder = cacheQuestions(scriptedEmbedder({ answersAtOnce: true }), 10);
  const [vector] = await embedder.embed(["Wer?"], "query");
  vector?.fill(0);
  expect(await embedder.embed(["Wer?"], "query")).toEqual([Float32Array.of(4)]);
});

it("the question that wasn't asked for longest is forgotten", async () => {
  const inner = scriptedEmbedder({ answersAtOnce: true });
  const embedder = cacheQuestions(inner, 2);
  for (const question of ["a", "b", "a", "c", "a", "b"]) {
    await embedder.embed([question], "query");
  }
  expect(inner.calls.map(({ texts }) => texts[0])).toEqual(["a", "b", "c", "b"]);
});

it("the same question at the same time is embedded once, and one who leaves doesn't fail the others", async () => {
  const inner = scriptedEmbedder();
  const embedder = cacheQuestions(inner, 10);
  const controller = new AbortController();
  const leaving = embedder.embed(["Wer?"], "query", controller.signal);
  const staying = embedder.embed(["Wer?"], "query");
  await settle();
  controller.abort();
  await expect(leaving).rejects.toMatchObject({ code: "aborted" });
  expect(inner.calls[0]?.signal?.aborted).toBe(false);
  inner.calls[0]?.answer();
  expect(await staying).toEqual([Float32Array.of(4)]);
  expect(inner.calls).toHaveLength(1);
});

it("when nobody waits any more the work is cancelled, and the next one who asks gets it done anew", async () => {
  const inner = scriptedEmbedder();
  const embedder = cacheQuestions(inner, 10);
  const controller = new AbortController();
  const leaving = [1, 2].map(() => embedder.embed(["Wer?"], "query", controller.signal));
  controller.abort();
  for (const embedding of leaving) {
    await expect(embedding).rejects.toMatchObject({ code: "aborted" });
  }
  expect(inner.calls[0]?.signal?.aborted).toBe(true);
  const again = embedder.embed(["Wer?"], "query");
  inner.calls[1]?.answer();
  expect(await again).toEqual([Float32Array.of(4)]);
});

it("a failure is told to all who wait, and isn't kept", async () => {
  const inner = scriptedEmbedder();
  const embedder = cacheQuestions(inner, 10);
  const failing = [1, 2].map(() => embedder.embed(["Wer?"], "query"));
  inner.calls[0]?.fail(new Error("broken"));
  for (const embedding of failing) {
    await expect(embedding).rejects.toThrow("broken");
  }
  const again = embedder.embed(["Wer?"], "query");
  inner.calls[1]?.answer();
  expect(await again).toHaveLength(1);
});

it("a closed embedder doesn't answer from memory", async () => {
  const embedder = cacheQuestions(scriptedEmbedder({ answersAtOnce: true }), 10);
  await embedder.embed(["Wer?"], "query");
  await embedder.close();
  await expect(embedder.embed(["Wer?"], "query")).rejects.toMatchObject({ code: "embedding_failed" });
});

it("an aborted caller isn't answered from memory either", async () => {
  const embedder = cacheQuestions(scriptedEmbedder({ answersAtOnce: true }), 10);
  await embedder.embed(["Wer?"], "query");
  const asking = embedder.embed(["Wer?"], "query", AbortSignal.abort());
  await expect(asking).rejects.toMatchObject({ code: "aborted" });
});
