import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import type { AppEnv } from "./app-env.js";

/** What stands for every address that no route has. */
const UNKNOWN = "unknown";

const METHODS: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/**
 * The pattern of the route that a request was for, such as `/api/documents/:id`; `unknown` for addresses that nothing
 * is at. There are as many as routes, whatever clients ask for.
 */
export function routePattern(c: Context<AppEnv>): string {
  // Middlewares match as well: they are there for all methods, and for everything below a path.
  const handler = matchedRoutes(c).findLast(({ method, path }) => method !== "ALL" || !path.includes("*"));
  return handler?.path ?? UNKNOWN;
}

/** A request's method; `_OTHER` for one that isn't HTTP's own, as OpenTelemetry's conventions name it. */
export function knownMethod(c: Context<AppEnv>): string {
  const { method } = c.req;
  return METHODS.has(method) ? method : "_OTHER";
}
