import { AsyncLocalStorage } from "node:async_hooks";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";

/** What the lines of one request, and its trace, have in common. */
export interface RequestIds {
  readonly requestId: string;
  readonly traceId?: string;
}

const CURRENT = new AsyncLocalStorage<RequestIds>();

/** The ids of a request that is at hand. */
export function requestIds(c: Context<AppEnv>): RequestIds {
  const { requestId, traceId } = c.var;
  return { requestId, ...(traceId !== undefined && { traceId }) };
}

/** The ids of the request for which the running code was called, however indirectly; undefined outside of requests. */
export function currentRequestIds(): RequestIds | undefined {
  return CURRENT.getStore();
}

/** Lets what is called for a request know its ids, where only an error tells of the call. */
export function keepRequestIds() {
  return createMiddleware<AppEnv>((c, next) => CURRENT.run(requestIds(c), next));
}
