import { describe, expect, it } from "vitest";
import { type FailureReason, RequestFailure } from "../../../src/providers/request-failure.js";
import { SYSTEM_CLOCK, withRetries } from "../../../src/providers/requests.js";
import { fakeClock } from "../../support/fake-clock.js";

describe("the clock", () => {
  it("a wait ends as soon as its signal is aborted", async () => {
    const controller = new AbortController();
    const waiting = SYSTEM_CLOCK.wait(1_000_000, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
  });

  it("time goes on", async () => {
    const before = SYSTEM_CLOCK.now();
    await SYSTEM_CLOCK.wait(1, new AbortController().signal);
    expect(SYSTEM_CLOCK.now()).toBeGreaterThanOrEqual(before);
  });
});

describe("retries", () => {
  const UNREACHABLE = new RequestFailure({ kind: "unreachable", code: "ECONNRESET" });
  const status = (code: number, retryAfterMs: number | null = null, name: string | null = null) =>
    new RequestFailure({ kind: "status", status: code, code: name }, retryAfterMs);

  /** Fails with each error in turn, then succeeds; gives the waits between the attempts. */
  async function pauses(
    failures: readonly Error[],
    { retries = 9, random = 1 } = {},
  ): Promise<readonly number[]> {
    const clock = fakeClock();
    const left = [...failures];
    const attempt = async () => {
      const failure = left.shift();
      if (failure !== undefined) {
        throw failure;
      }
    };
    await withRetries(attempt, {
      retries,
      clock,
      random: () => random,
      signal: new AbortController().signal,
    });
    return clock.waits;
  }

  it("pauses double up to half a minute, half of each at random", async () => {
    const failures = Array.from({ length: 8 }, () => UNREACHABLE);
    expect(await pauses(failures)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(await pauses(failures.slice(0, 3), { random: 0 })).toEqual([250, 500, 1000]);
  });

  it("what the provider asks for counts more", async () => {
    expect(await pauses([status(429, 7000), status(503, 0), status(429)])).toEqual([7000, 0, 2000]);
  });

  it.each([408, 409, 429, 500, 502, 503, 504])("status %i is tried again", async (code) => {
    expect(await pauses([status(code)])).toHaveLength(1);
  });

  it.each<[string, Error]>([
    ...[400, 401, 403, 404, 413, 422].map((code): [string, Error] => [`status ${code}`, status(code)]),
    ["a quota that is used up", status(429, null, "insufficient_quota")],
    ["a provider that asks for more than a minute", status(429, 61_000)],
    ...(["timeout", "malformed"] as const).map((kind): [string, Error] => [
      kind,
      new RequestFailure({ kind, what: "" } as FailureReason),
    ]),
    ["any other error", new TypeError("bug")],
  ])("%s is final", async (_, failure) => {
    await expect(pauses([failure])).rejects.toBe(failure);
  });

  it("it ends after so many attempts with the last failure", async () => {
    const last = status(503);
    await expect(pauses([status(500), status(500), last], { retries: 2 })).rejects.toBe(last);
  });

  it("an abort ends a pause", async () => {
    const attempt = () => Promise.reject(UNREACHABLE);
    const options = { retries: 1, clock: fakeClock(), random: () => 0.5, signal: AbortSignal.abort() };
    await expect(withRetries(attempt, options)).rejects.toMatchObject({ code: "aborted" });
  });
});
