import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { observeResponse } from "../http/response-end.js";
import { knownMethod, routePattern } from "../http/route-pattern.js";
import type { HttpMetrics } from "./http-metrics.js";

/** Counts and times every request. */
export function measureRequests(metrics: HttpMetrics) {
  return createMiddleware<AppEnv>((c, next) => {
    const end = metrics.begin();
    return observeResponse(c, next, ({ durationMs, status, code }) =>
      end({
        method: knownMethod(c),
        route: routePattern(c),
        status,
        seconds: durationMs / 1000,
        code,
      }),
    );
  });
}
