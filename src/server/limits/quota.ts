import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** What a caller has left of a quota. */
export interface QuotaState {
  /** Whether this request is within it. */
  readonly isWithin: boolean;
  /** Requests that are left. */
  readonly remaining: number;
  /** Seconds until the quota is full again; at least 1. */
  readonly resetSeconds: number;
}

/** How many requests each caller may send in a window of time, which begins with the first of them. */
export interface QuotaSize {
  /** Tells clients which quota it is, such as `per-key`. */
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Counts the requests of each caller. */
export interface Quota extends QuotaSize {
  /** Counts a request. */
  consume(caller: string): Promise<QuotaState>;
  /** Whether one more request would be within the quota. */
  peek(caller: string): Promise<QuotaState>;
}

/** Callers whose requests are counted at the same time; the one that was silent longest is forgotten first. */
const MOST_CALLERS = 20_000;

/** Counts in this process. */
export function createQuota({ name, limit, windowSeconds }: QuotaSize): Quota {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: limit, duration: windowSeconds });
  const stateOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isWithin: boolean): QuotaState => ({
    isWithin,
    remaining: Math.max(0, remainingPoints),
    // The limiter goes by the time of day; where that is set back, it is no longer until its timer ends the window.
    resetSeconds: Math.min(windowSeconds, Math.max(1, Math.ceil(msBeforeNext / 1000))),
  });
  // The limiter itself forgets a caller only when its window has passed, and anybody can have many addresses.
  const known = new LRUCache<string, true>({
    max: MOST_CALLERS,
    dispose: (_, caller, reason) => {
      if (reason === "evict") {
        void limiter.delete(caller);
      }
    },
  });
  return {
    name,
    limit,
    windowSeconds,
    async consume(caller) {
      known.set(caller, true);
      try {
        return stateOf(await limiter.consume(caller), true);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) {
          return stateOf(refusal, false);
        }
        throw refusal;
      }
    },
    async peek(caller) {
      const result = await limiter.get(caller);
      return result === null
        ? { isWithin: true, remaining: limit, resetSeconds: windowSeconds }
        : stateOf(result, result.remainingPoints > 0);
    },
  };
}
