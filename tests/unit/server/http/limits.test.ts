import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { untilAborted } from "../../../../src/core/abort.js";
import { HttpError } from "../../../../src/server/http/errors.js";
import { withTimeLimit } from "../../../../src/server/http/limits.js";

const LONG_MS = 600_000;

describe("a time limit", () => {
  it("leaves no listener behind when the work is done, neither at the client's signal nor at the work's", async () => {
    const client = new AbortController();
    const signal = await withTimeLimit(client.signal, LONG_MS, async (limited) => limited);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(getEventListeners(client.signal, "abort")).toEqual([]);
  });

  it("aborts work that takes too long, and doesn't wait for it", async () => {
    let aborted = false;
    const work = (signal: AbortSignal) => {
      signal.addEventListener("abort", () => {
        aborted = true;
      });
      return new Promise<never>(() => {});
    };
    const { signal } = new AbortController();
    await expect(withTimeLimit(signal, 1, work)).rejects.toMatchObject({ status: 504, code: "timeout" });
    expect(aborted).toBe(true);
  });

  it("tells whether the client left, and why else its signal was aborted", async () => {
    const wait = (signal: AbortSignal) => untilAborted(new Promise<never>(() => {}), signal);
    const left = AbortSignal.abort();
    await expect(withTimeLimit(left, LONG_MS, wait)).rejects.toMatchObject({ code: "aborted" });
    const stopping = new HttpError(503, "shutting_down", "Later.");
    await expect(withTimeLimit(AbortSignal.abort(stopping), LONG_MS, wait)).rejects.toBe(stopping);
  });

  it("passes on what the work throws", async () => {
    const { signal } = new AbortController();
    const work = () => Promise.reject(new Error("broken"));
    await expect(withTimeLimit(signal, LONG_MS, work)).rejects.toThrow("broken");
  });
});
