import { describe, expect, it, vi } from "vitest";
import { createQuota, type QuotaSize } from "../../../../src/server/limits/quota.js";
import { createRateLimiters } from "../../../../src/server/limits/rate-limiters.js";

const quotaOf = (limit: number) => createQuota({ name: "test", limit, windowSeconds: 60 });

describe("a quota", () => {
  it("lets as many requests of each caller pass as it says, and tells what is left", async () => {
    const quota = quotaOf(2);
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
      const quota = quotaOf(1);
      await quota.consume("a");
      expect((await quota.consume("a")).isWithin).toBe(false);
      vi.advanceTimersByTime(60_000);
      expect((await quota.consume("a")).isWithin).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([-86_400_000, 86_400_000])(
    "tells nobody to wait for longer when the clock jumps by %i ms",
    async (jump) => {
      vi.useFakeTimers();
      try {
        const quota = quotaOf(1);
        await quota.consume("a");
        vi.setSystemTime(Date.now() + jump);
        expect((await quota.consume("a")).resetSeconds).toBeLessThanOrEqual(60);
        vi.advanceTimersByTime(60_000);
        expect((await quota.peek("a")).isWithin).toBe(true);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it("remembers a bounded number of callers, and forgets who was silent longest", async () => {
    const quota = quotaOf(1);
    for (let caller = 0; caller < 20_001; caller += 1) {
      await quota.consume(`caller ${caller}`);
    }
    expect((await quota.peek("caller 0")).isWithin).toBe(true);
    expect((await quota.peek("caller 1")).isWithin).toBe(false);
    expect((await quota.peek("caller 20000")).isWithin).toBe(false);
  });

  it("is full again in a second at the earliest", async () => {
    vi.useFakeTimers();
    try {
      const quota = quotaOf(1);
      await quota.consume("a");
      vi.advanceTimersByTime(59_999);
      expect(await quota.consume("a")).toEqual({ isWithin: false, remaining: 0, resetSeconds: 1 });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("limiters", () => {
  it("are made where requests are counted, each under its own name, and none for a limit of 0", () => {
    const opened: QuotaSize[] = [];
    const limits = { perKey: 600, perUser: 0, perAddress: 120, feedbackPerHour: 100 };
    const limiters = createRateLimiters(limits, (size) => {
      opened.push(size);
      return createQuota(size);
    });
    expect(limiters.perUser).toBeUndefined();
    expect(opened).toEqual([
      { name: "per-key", limit: 600, windowSeconds: 60 },
      { name: "per-address", limit: 120, windowSeconds: 60 },
      { name: "feedback", limit: 100, windowSeconds: 3600 },
      { name: "wrong-keys", limit: 30, windowSeconds: 60 },
    ]);
  });
});
