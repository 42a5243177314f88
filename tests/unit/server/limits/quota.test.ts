import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { describe, expect, it, vi } from "vitest";
import { createQuota } from "../../../../src/server/limits/quota.js";
import { createRateLimiters } from "../../../../src/server/limits/rate-limiters.js";

const memory = (points: number) => new RateLimiterMemory({ keyPrefix: "test", points, duration: 60 });

describe("a quota", () => {
  it("lets as many requests of each caller pass as it says, and tells what is left", async () => {
    const quota = createQuota("test", memory(2));
    expect(quota).toMatchObject({ name: "test", limit: 2, windowSeconds: 60 });
    expect(await quota.consume("a")).toEqual({ isWithin: true, remaining: 1, resetSeconds: 60 });
    expect(await quota.peek("a")).toMatchObject({ isWithin: true, remaining: 1 });
    expect(await quota.consume("a")).toMatchObject({ isWithin: true, remaining: 0 });
    expect(await quota.peek("a")).toMatchObject({ isWithin: false, remaining: 0 });
    expect(await quota.consume("a")).toMatchObject({ isWithin: false, remaining: 0 });
    expect(await quota.consume("b")).toMatchObject({ isWithin: true, remaining: 1 });
  });

  it("begins again when its window is over", async () => {
    vi.useFakeTimers();
    try {
      const quota = createQuota("test", memory(1));
      await quota.consume("a");
      expect((await quota.consume("a")).isWithin).toBe(false);
      vi.advanceTimersByTime(60_000);
      expect((await quota.consume("a")).isWithin).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it("remembers a bounded number of callers, and forgets who was silent longest", async () => {
    const limiter = memory(1);
    const quota = createQuota("test", limiter);
    for (let caller = 0; caller < 20_100; caller += 1) {
      await quota.consume(`caller ${caller}`);
    }
    expect(limiter.dump().storage).toHaveLength(20_000);
    expect((await quota.peek("caller 0")).isWithin).toBe(true);
    expect((await quota.peek("caller 20099")).isWithin).toBe(false);
  });

  it("lets requests pass when it can't count them", async () => {
    const limiter = memory(1);
    vi.spyOn(limiter, "consume").mockRejectedValue(new Error("no answer from the primary process"));
    vi.spyOn(limiter, "get").mockRejectedValue(new Error("no answer from the primary process"));
    const quota = createQuota("test", limiter);
    expect((await quota.consume("a")).isWithin).toBe(true);
    expect((await quota.peek("a")).isWithin).toBe(true);
  });

  it("is full again in a second at the earliest", async () => {
    const limiter = memory(1);
    vi.spyOn(limiter, "consume").mockRejectedValue(new RateLimiterRes(0, 1, 2, false));
    expect(await createQuota("test", limiter).consume("a")).toEqual({
      isWithin: false,
      remaining: 0,
      resetSeconds: 1,
    });
  });
});

describe("limiters", () => {
  it("are made where requests are counted, each under its own name, and none for a limit of 0", () => {
    const opened: { keyPrefix: string; points: number; duration: number }[] = [];
    const limits = { perKey: 600, perUser: 0, perAddress: 120, feedbackPerHour: 100 };
    const limiters = createRateLimiters(limits, (options) => {
      opened.push(options);
      return new RateLimiterMemory(options);
    });
    expect(limiters.perUser).toBeUndefined();
    expect(opened).toEqual([
      { keyPrefix: "per-key", points: 600, duration: 60 },
      { keyPrefix: "per-address", points: 120, duration: 60 },
      { keyPrefix: "feedback", points: 100, duration: 3600 },
      { keyPrefix: "wrong-keys", points: 30, duration: 60 },
    ]);
  });
});
