import { setTimeout as sleep } from "node:timers/promises";
import { linkedController, throwIfAborted, untilAborted } from "../core/abort.js";
import { RequestFailure } from "./request-failure.js";

/** The clock of requests; tests use one of their own. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** @throws FootnoteError `aborted` as soon as the signal is aborted */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  async wait(ms, signal) {
    try {
      await sleep(ms, undefined, { signal });
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    }
  },
};

/**
 * What every request to a model's server has. A redirect isn't followed: the server could make this one ask another of
 * the operator's network, and a key in a header of the provider's own would go with it.
 */
export const NO_REDIRECTS = { redirect: "manual" } as const;

/**
 * What to do about a server that redirects.
 * @param variable holds the server's address
 */
export function redirectAdvice(variable: string): string {
  return `It redirects, which isn't followed: set ${variable} to the address that it redirects to`;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A longer `Retry-After` means that a quota is used up. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** How often a request is retried, and after which pauses. */
export interface RetryOptions {
  /** Attempts after the first. */
  readonly retries: number;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** A longer `Retry-After` than this isn't waited for, in milliseconds; default a minute. */
  readonly longestRetryAfterMs?: number;
}

/**
 * Retries a request while its failure may be temporary. The pause is the one that the provider asks for; otherwise it
 * doubles each time, half of it at random ("equal jitter": Brooker, "Exponential backoff and jitter", AWS
 * Architecture Blog, 2015), so that callers that failed together don't retry together.
 * @throws FootnoteError `aborted` if that happens during a pause; what the last attempt throws
 */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { retries, clock, random, signal, longestRetryAfterMs = LONGEST_RETRY_AFTER_MS } = options;
  for (let retry = 0; ; retry++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RequestFailure) || retry >= retries || !isPassing(error, longestRetryAfterMs)) {
        throw error;
      }
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** retry);
      await clock.wait(error.retryAfterMs ?? (pause / 2) * (1 + random()), signal);
    }
  }
}

function isPassing({ reason, retryAfterMs }: RequestFailure, longestRetryAfterMs: number): boolean {
  if (retryAfterMs !== null && retryAfterMs > longestRetryAfterMs) {
    return false;
  }
  if (reason.kind === "unreachable") {
    return true;
  }
  if (reason.kind !== "status" || reason.code === "insufficient_quota") {
    return false;
  }
  return [408, 409, 429].includes(reason.status) || reason.status >= 500;
}

/**
 * Runs work with a time limit, and aborts its signal when the time is over. It doesn't wait for a library that
 * ignores the signal.
 * @throws RequestFailure `timeout`; FootnoteError `aborted` as soon as the signal is aborted; what the work throws
 */
export async function withTimeLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  throwIfAborted(signal);
  const limited = linkedController(signal);
  const timer = setTimeout(limited.abort, timeoutMs);
  try {
    return await untilAborted(work(limited.signal), limited.signal);
  } catch (error) {
    throwIfAborted(signal);
    throw limited.signal.aborted ? new RequestFailure({ kind: "timeout" }) : error;
  } finally {
    clearTimeout(timer);
    limited.release();
  }
}
