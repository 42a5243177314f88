import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import { createLlmHealth } from "../../../../src/server/health/llm-health.js";
import { createReadinessCheck, type ReadinessOptions } from "../../../../src/server/health/readiness.js";
import { createTestApp, store } from "../../../support/server/fakes.js";

describe("readiness", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function parts() {
    const calls = { index: 0, embedder: 0 };
    const options: ReadinessOptions = {
      store: {
        info: () => store.info(),
        isInPlace: async () => true,
        documents: (query) => {
          calls.index++;
          return store.documents(query);
        },
      },
      embedder: {
        embed: async (texts) => {
          calls.embedder++;
          return texts.map(() => new Float32Array(1));
        },
      },
      isStopping: () => false,
      scheduler: { status: () => ({ finishedAt: "2026-01-01T00:00:00.000Z" }) },
      llm: undefined,
    };
    return { calls, options };
  }

  it("is there when the index can be read and the model embeds", async () => {
    expect(await createReadinessCheck(parts().options)()).toEqual({
      isReady: true,
      checks: { server: "ok", index: "ok", embedder: "ok" },
    });
  });

  it("costs one look at each part, however many ask at a time", async () => {
    const { options, calls } = parts();
    const check = createReadinessCheck(options);
    await Promise.all(Array.from({ length: 1000 }, check));
    await check();
    expect(calls).toEqual({ index: 1, embedder: 1 });
    await vi.advanceTimersByTimeAsync(1000);
    await check();
    expect(calls).toEqual({ index: 2, embedder: 1 });
    await vi.advanceTimersByTimeAsync(9000);
    await check();
    expect(calls).toEqual({ index: 3, embedder: 2 });
  });

  it("isn't there before the first ingest has ended", async () => {
    const { options } = parts();
    const info = async () => ({ ...(await store.info()), generation: 0 });
    const check = createReadinessCheck({ ...options, store: { ...options.store, info } });
    expect(await check()).toMatchObject({ isReady: false, checks: { index: "missing" } });
  });

  it("is there without documents, so that they can be uploaded", async () => {
    const { options } = parts();
    const check = createReadinessCheck({
      ...options,
      store: { ...options.store, documents: async () => [] },
    });
    expect(await check()).toMatchObject({ isReady: true, checks: { index: "empty" } });
  });

  it("isn't there while documents that came since the last start may be on their way", async () => {
    const { options } = parts();
    let finishedAt: string | null = null;
    let documents: Awaited<ReturnType<typeof store.documents>> = [];
    const filled = { ...options.store, documents: async () => documents };
    const scheduler = { status: () => ({ finishedAt }) };
    const check = createReadinessCheck({ ...options, store: filled, scheduler });
    expect(await check()).toMatchObject({ isReady: false, checks: { index: "filling" } });
    // A sync commits now and then.
    documents = await store.documents();
    expect(await check()).toMatchObject({ isReady: false, checks: { index: "filling" } });
    finishedAt = "2026-01-01T00:00:00.000Z";
    expect(await check()).toMatchObject({ isReady: true, checks: { index: "ok" } });
    // What an index held before is served at once.
    const kept = createReadinessCheck({ ...options, scheduler: { status: () => ({ finishedAt: null }) } });
    expect(await kept()).toMatchObject({ isReady: true, checks: { index: "ok" } });
  });

  it("stays while the first documents are uploaded to an index that was empty", async () => {
    const { options } = parts();
    let isFilling = false;
    const check = createReadinessCheck({
      ...options,
      store: {
        ...options.store,
        info: async () => ({ ...(await store.info()), isPartial: isFilling }),
        documents: async (query) => (isFilling ? store.documents(query) : []),
      },
    });
    expect(await check()).toMatchObject({ isReady: true, checks: { index: "empty" } });
    isFilling = true;
    expect(await check()).toMatchObject({ isReady: true, checks: { index: "ok" } });
  });

  it("goes when the disk fails, and comes back", async () => {
    const { options } = parts();
    let isBroken = true;
    const documents = () => (isBroken ? Promise.reject(new Error("EIO /secret/path")) : store.documents());
    const check = createReadinessCheck({ ...options, store: { ...options.store, documents } });
    expect(await check()).toEqual({
      isReady: false,
      checks: { server: "ok", index: "failing", embedder: "ok" },
    });
    isBroken = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect((await check()).isReady).toBe(true);
  });

  it("goes when the embedder fails or hangs, whose call is then aborted", async () => {
    const { options } = parts();
    let aborted = false;
    const embed = (_: readonly string[], __: string, signal?: AbortSignal) => {
      signal?.addEventListener("abort", () => {
        aborted = true;
      });
      return new Promise<Float32Array[]>(() => undefined);
    };
    const checking = createReadinessCheck({ ...options, embedder: { embed } })();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await checking).toMatchObject({ isReady: false, checks: { embedder: "failing" } });
    expect(aborted).toBe(true);
  });

  it("goes at once when the server is stopping", async () => {
    const { options } = parts();
    let isStopping = false;
    const check = createReadinessCheck({ ...options, isStopping: () => isStopping });
    expect((await check()).isReady).toBe(true);
    isStopping = true;
    expect(await check()).toMatchObject({ isReady: false, checks: { server: "stopping" } });
  });

  it("stays when the language model fails, which is shown", async () => {
    const llm = createLlmHealth();
    const check = createReadinessCheck({ ...parts().options, llm: llm.state });
    const call = () => llm.begin("openai:x", { system: "", user: "" });
    expect(await check()).toMatchObject({ isReady: true, checks: { llm: "unused" } });
    call().end(new FootnoteError("llm_failed", "down"));
    expect(await check()).toMatchObject({ isReady: true, checks: { llm: "failing" } });
    call().end(new FootnoteError("aborted", "the client left"));
    expect(await check()).toMatchObject({ checks: { llm: "failing" } });
    call().end(undefined);
    expect(await check()).toMatchObject({ checks: { llm: "ok" } });
  });

  it("is told at /readyz with the states of all parts and nothing else", async () => {
    const checks = { server: "ok", index: "failing", embedder: "ok" } as const;
    const response = await createTestApp({ readiness: async () => ({ isReady: false, checks }) }).request(
      "/readyz",
    );
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.json()).toEqual({
      error: { code: "not_ready", message: expect.any(String), requestId: expect.any(String) },
      status: "not_ready",
      checks,
    });
    expect(await (await createTestApp().request("/readyz")).json()).toEqual({
      status: "ready",
      checks: { server: "ok", index: "ok", embedder: "ok" },
    });
  });
});
