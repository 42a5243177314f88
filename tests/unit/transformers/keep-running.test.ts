import { afterEach, expect, it, vi } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import { keepRunning } from "../../../src/transformers/keep-running.js";
import type { ModelWorker } from "../../../src/transformers/worker-client.js";

afterEach(() => {
  vi.useRealTimers();
});

/** Workers that crash over the input "crash"; what starts them may fail. */
function setUp() {
  const close = vi.fn();
  const start = vi.fn(async (): Promise<ModelWorker<string, string, string>> => {
    let isRunning = true;
    return {
      model: "tiny",
      get isRunning() {
        return isRunning;
      },
      async run(input) {
        if (input === "crash") {
          isRunning = false;
        }
        if (!isRunning) {
          throw new FootnoteError("reranking_failed", "crashed");
        }
        return input.toUpperCase();
      },
      close,
    };
  });
  return { start, close };
}

it("starts another worker for what comes after a crash, once for all that wait", async () => {
  const { start } = setUp();
  const worker = await keepRunning(start, { name: "reranking" });
  await expect(worker.run("crash")).rejects.toMatchObject({ code: "reranking_failed" });
  expect(await Promise.all([worker.run("a"), worker.run("b")])).toEqual(["A", "B"]);
  expect(start).toHaveBeenCalledTimes(2);
});

it("fails with a code while no other can be started, and tries again only after a while", async () => {
  vi.useFakeTimers();
  const { start } = setUp();
  const worker = await keepRunning(start, { name: "reranking" });
  await worker.run("crash").catch(() => undefined);
  start.mockRejectedValueOnce(new Error("no memory"));
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(worker.run("a")).rejects.toMatchObject({
      code: "reranking_failed",
      cause: expect.objectContaining({ message: "no memory" }),
    });
  }
  expect(start).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5001);
  expect(await worker.run("a")).toBe("A");
  expect(start).toHaveBeenCalledTimes(3);
});

it("starts none after it was closed", async () => {
  const { start, close } = setUp();
  const worker = await keepRunning(start, { name: "reranking" });
  await worker.run("crash").catch(() => undefined);
  await worker.close();
  await expect(worker.run("a")).rejects.toMatchObject({ code: "reranking_failed" });
  expect(start).toHaveBeenCalledOnce();
  expect(close).toHaveBeenCalledOnce();
});
