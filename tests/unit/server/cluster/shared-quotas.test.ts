import { describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../src/server/cluster/channel.js";
import { remoteQuotas, shareQuotas } from "../../../../src/server/cluster/shared-quotas.js";
import type { Quota } from "../../../../src/server/limits/quota.js";
import { createRateLimiters, type RateLimiters } from "../../../../src/server/limits/rate-limiters.js";
import { connectChannels } from "../../../support/server/connect-channels.js";

const LIMITS = { perKey: 3, perUser: 3, perAddress: 3, feedbackPerHour: 3 };
const NAMES = ["perKey", "perUser", "perAddress", "feedback"] as const;

/** The quotas of two workers, which the primary counts. */
function twoWorkers(): readonly [RateLimiters, RateLimiters] {
  const limiters = createRateLimiters(LIMITS);
  const worker = () => {
    const { asking, answering } = connectChannels();
    shareQuotas(answering, limiters);
    return createRateLimiters(LIMITS, remoteQuotas(asking));
  };
  return [worker(), worker()];
}

async function outcomes(quotas: readonly (Quota | undefined)[]): Promise<(boolean | undefined)[]> {
  const taken: (boolean | undefined)[] = [];
  for (const quota of quotas) {
    taken.push((await quota?.consume("a"))?.isWithin);
  }
  return taken;
}

describe("the quotas of several workers", () => {
  it.each(NAMES)("are counted together (%s)", async (name) => {
    const [one, two] = twoWorkers().map((limiters) => limiters[name]);
    expect(await outcomes([one, two, one, two, one])).toEqual([true, true, true, false, false]);
    expect(await two?.consume("b")).toMatchObject({ isWithin: true, remaining: 2 });
  });

  it("count wrong keys together, which may be looked at without being counted", async () => {
    const [one, two] = twoWorkers().map(({ wrongKeys }) => wrongKeys);
    await outcomes(Array(15).fill(one));
    await outcomes(Array(15).fill(two));
    expect(await one?.peek("a")).toMatchObject({ isWithin: false, remaining: 0 });
    expect(await two?.peek("a")).toMatchObject({ isWithin: false, remaining: 0 });
    expect(await two?.peek("b")).toMatchObject({ isWithin: true, remaining: 30 });
  });

  const cut = () => {
    const channels = connectChannels();
    channels.cut();
    return channels.asking;
  };
  it.each([
    ["is silent", () => new Channel({ send: () => {}, onMessage: () => {}, onClose: () => {} })],
    ["knows none", () => connectChannels().asking],
    ["is gone", cut],
  ])("hold for each worker by itself while the primary %s", async (_, channel) => {
    const { perKey, wrongKeys } = createRateLimiters(LIMITS, remoteQuotas(channel(), 1));
    expect(await outcomes(Array(4).fill(perKey))).toEqual([true, true, true, false]);
    await outcomes(Array(30).fill(wrongKeys));
    expect((await wrongKeys.peek("a")).isWithin).toBe(false);
  });

  it("hold together again once the primary answers", async () => {
    vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout", "Date"] });
    try {
      const { asking, answering } = connectChannels();
      const { perKey } = createRateLimiters(LIMITS, remoteQuotas(asking));
      expect(await outcomes([perKey])).toEqual([true]);
      const limiters = createRateLimiters(LIMITS);
      shareQuotas(answering, limiters);
      await outcomes(Array(3).fill(limiters.perKey));
      expect(await outcomes([perKey])).toEqual([true]);
      vi.advanceTimersByTime(5000);
      expect(await outcomes([perKey])).toEqual([false]);
    } finally {
      vi.useRealTimers();
    }
  });
});
