import { z } from "zod";
import { createQuota, type Quota, type QuotaState } from "../limits/quota.js";
import type { OpenQuota, RateLimiters } from "../limits/rate-limiters.js";
import type { Call, Channel } from "./channel.js";

interface Caller {
  /** The quota's name. */
  readonly quota: string;
  readonly caller: string;
}

const CALLER: z.ZodType<Caller> = z.object({ quota: z.string(), caller: z.string() });

const STATE: z.ZodType<QuotaState> = z.object({
  isWithin: z.boolean(),
  remaining: z.number(),
  resetSeconds: z.number(),
});

/** A worker has a request counted. */
const CONSUME: Call<Caller, QuotaState> = { name: "consume-quota", request: CALLER, reply: STATE };

/** A worker asks what is left. */
const PEEK: Call<Caller, QuotaState> = { name: "peek-quota", request: CALLER, reply: STATE };

/** A request waits so many milliseconds to be counted; a primary that is silent for longer has stopped working. */
const TIMEOUT_MS = 2000;

/** Has the primary count the requests of a worker together with those of the others. */
export function shareQuotas(channel: Channel, limiters: RateLimiters): void {
  const quotas: readonly (Quota | undefined)[] = Object.values(limiters);
  const find = (name: string): Quota => {
    const quota = quotas.find((each) => each?.name === name);
    if (quota === undefined) {
      throw new Error(`There is no quota ${name}.`);
    }
    return quota;
  };
  channel.handle(CONSUME, ({ quota, caller }) => find(quota).consume(caller));
  channel.handle(PEEK, ({ quota, caller }) => find(quota).peek(caller));
}

/** How long a worker counts by itself before it asks a silent primary again, in milliseconds. */
const PAUSE_MS = 5000;

/**
 * The primary's quotas, as a worker uses them. While the primary is silent the worker counts by itself: nobody is
 * refused for that, and of n workers all together let at most n times as many requests through.
 * @param timeoutMs how long the primary may take, in milliseconds
 */
export function remoteQuotas(channel: Channel, timeoutMs = TIMEOUT_MS): OpenQuota {
  let aloneUntil = Number.NEGATIVE_INFINITY;
  async function ask(call: Call<Caller, QuotaState>, request: Caller, own: () => Promise<QuotaState>) {
    if (performance.now() >= aloneUntil) {
      try {
        return await channel.call(call, request, { timeoutMs });
      } catch {
        aloneUntil = performance.now() + PAUSE_MS;
      }
    }
    return own();
  }
  return (size) => {
    const own = createQuota(size);
    const quota = size.name;
    return {
      ...size,
      consume: (caller) => ask(CONSUME, { quota, caller }, () => own.consume(caller)),
      peek: (caller) => ask(PEEK, { quota, caller }, () => own.peek(caller)),
    };
  };
}
