import { type RateLimiterAbstract, RateLimiterMemory } from "rate-limiter-flexible";
import type { RateLimits } from "../../config/config.js";
import { createQuota, type Quota } from "./quota.js";

/** What callers may send; undefined is no limit. */
export interface RateLimiters {
  readonly perKey: Quota | undefined;
  readonly perUser: Quota | undefined;
  readonly perAddress: Quota | undefined;
  readonly feedback: Quota | undefined;
  /** Wrong keys from one address. */
  readonly wrongKeys: Quota;
}

/** Where requests are counted. */
export type OpenLimiter = (options: {
  /** Different for each limiter. */
  readonly keyPrefix: string;
  /** How many requests in a window. */
  readonly points: number;
  /** Of a window, in seconds. */
  readonly duration: number;
}) => RateLimiterAbstract;

const MINUTE = 60;
const HOUR = 3600;

/** A person mistypes a key a few times; a program that guesses needs millions of tries. */
const WRONG_KEYS_PER_MINUTE = 30;

/**
 * The one place where limiters are made.
 * @param open by default counts in this process; processes that answer for one server have to count together
 */
export function createRateLimiters(
  { perKey, perUser, perAddress, feedbackPerHour }: RateLimits,
  open: OpenLimiter = (options) => new RateLimiterMemory(options),
): RateLimiters {
  const quota = (name: string, points: number, duration: number) =>
    createQuota(name, open({ keyPrefix: name, points, duration }));
  const unlessZero = (name: string, points: number, duration: number) =>
    points === 0 ? undefined : quota(name, points, duration);
  return {
    perKey: unlessZero("per-key", perKey, MINUTE),
    perUser: unlessZero("per-user", perUser, MINUTE),
    perAddress: unlessZero("per-address", perAddress, MINUTE),
    feedback: unlessZero("feedback", feedbackPerHour, HOUR),
    wrongKeys: quota("wrong-keys", WRONG_KEYS_PER_MINUTE, MINUTE),
  };
}
