import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { peerAddress } from "../http/client-address.js";
import { HttpError } from "../http/errors.js";
import { isLoopback } from "../http/origin.js";
import { callerOf, networkCaller } from "./caller.js";
import type { Quota, QuotaState } from "./quota.js";
import type { RateLimiters } from "./rate-limiters.js";

/** Refuses an address that has sent too many wrong keys: its keys aren't tried any more until the window is over. */
export function limitWrongKeys({ wrongKeys }: RateLimiters): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const hasKey = c.req.header("authorization") !== undefined || c.req.header("x-api-key") !== undefined;
    if (!hasKey) {
      return next();
    }
    const caller = networkCaller(c);
    refuseBeyond(wrongKeys, await wrongKeys.peek(caller), "Too many wrong keys.");
    await next();
    if (c.res.status === 401) {
      await wrongKeys.consume(caller);
    }
  });
}

/**
 * Counts a request against its caller's quota, and says in the headers of the answer what is left of it. They are those
 * of draft-ietf-httpapi-ratelimit-headers-11; `X-RateLimit-*` have as many meanings as servers that send them.
 */
export function limitRate(limiters: RateLimiters): MiddlewareHandler<AppEnv> {
  return limit((c) => quotaOf(c, limiters), callerOf);
}

/** The same for a request of which only the address is known: it counts like one without a key or a sign-in. */
export function limitAddressRate(limiters: RateLimiters): MiddlewareHandler<AppEnv> {
  return limit((c) => quotaOfAddress(c, limiters), networkCaller);
}

function limit(
  quotaFor: (c: Context<AppEnv>) => Quota | undefined,
  caller: (c: Context<AppEnv>) => string,
): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    const quota = quotaFor(c);
    if (quota === undefined) {
      return next();
    }
    const state = await quota.consume(caller(c));
    refuseBeyond(quota, state, "Too many requests.");
    await next();
    // Hono's `c.header` would make another answer for each.
    for (const [name, value] of Object.entries(rateLimitHeaders(quota, state))) {
      c.res.headers.set(name, value);
    }
  });
}

function quotaOf(c: Context<AppEnv>, limiters: RateLimiters): Quota | undefined {
  switch (c.var.principal.kind) {
    case "key":
      return limiters.perKey;
    case "user":
      return limiters.perUser;
    case "anonymous":
      return quotaOfAddress(c, limiters);
  }
}

function quotaOfAddress(c: Context<AppEnv>, { perAddress }: RateLimiters): Quota | undefined {
  return isFromThisMachine(c) ? undefined : perAddress;
}

/**
 * Whether a program on this machine sends the request. One that a proxy on this machine passes on says so, unless the
 * proxy hides it: then all its clients would be this machine.
 */
function isFromThisMachine(c: Context<AppEnv>): boolean {
  const peer = peerAddress(c);
  const isForwarded = ["x-forwarded-for", "forwarded", "via", "x-real-ip"].some(
    (name) => c.req.header(name) !== undefined,
  );
  return peer === "" || (isLoopback(peer) && !isForwarded);
}

/**
 * Refuses a request that is beyond a quota.
 * @param problem what there is too much of
 * @throws HttpError `too_many_requests`
 */
export function refuseBeyond(quota: Quota, state: QuotaState, problem: string): void {
  if (!state.isWithin) {
    const { resetSeconds } = state;
    const message = `${problem} Try again in ${resetSeconds} ${resetSeconds === 1 ? "second" : "seconds"}.`;
    throw new HttpError(429, "too_many_requests", message, {
      "retry-after": String(resetSeconds),
      ...rateLimitHeaders(quota, state),
    });
  }
}

function rateLimitHeaders({ name, limit, windowSeconds }: Quota, { remaining, resetSeconds }: QuotaState) {
  return {
    "ratelimit-policy": `"${name}";q=${limit};w=${windowSeconds}`,
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}
