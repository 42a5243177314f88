import type { RateLimits } from "../../config/config.js";
import { createQuota, type Quota, type QuotaSize } from "./quota.js";

/** What callers may send; undefined is no limit. */
export interface RateLimiters {
  readonly perKey: Quota | undefined;
  readonly perUser: Quota | undefined;
  readonly perAddress: Quota | undefined;
  readonly feedback: Quota | undefined;
  /** Wrong keys from one address. */
  readonly wrongKeys: Quota;
}

/** Where requests are counted. Each quota is opened once, under its own name. */
export type OpenQuota = (size: QuotaSize) => Quota;

const MINUTE = 60;
const HOUR = 3600;

/** A person mistypes a key a few times; a program that guesses needs millions of tries. */
const WRONG_KEYS_PER_MINUTE = 30;

/**
 * The one place where quotas are made.
 * @param open by default counts in this process; processes that answer for one server have to count together
 */
export function createRateLimiters(
  { perKey, perUser, perAddress, feedbackPerHour }: RateLimits,
  open: OpenQuota = createQuota,
): RateLimiters {
  const unlessZero = (name: string, limit: number, windowSeconds: number) =>
    limit === 0 ? undefined : open({ name, limit, windowSeconds });
  return {
    perKey: unlessZero("per-key", perKey, MINUTE),
    perUser: unlessZero("per-user", perUser, MINUTE),
    perAddress: unlessZero("per-address", perAddress, MINUTE),
    feedback: unlessZero("feedback", feedbackPerHour, HOUR),
    wrongKeys: open({ name: "wrong-keys", limit: WRONG_KEYS_PER_MINUTE, windowSeconds: MINUTE }),
  };
}
