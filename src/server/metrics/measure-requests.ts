import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { publicError } from "../http/errors.js";
import { observeResponse } from "../http/response-end.js";
import { knownMethod, routePattern } from "../http/route-pattern.js";
import type { HttpMetrics } from "./http-metrics.js";

/** Counts and times every request. */
export function measureRequests(metrics: HttpMetrics) {
  return createMiddleware<AppEnv>((c, next) => {
    const end = metrics.begin();
    return observeResponse(c, next, ({ durationMs }) =>
      end({
        method: knownMethod(c),
        route: routePattern(c),
        status: c.res.status,
        seconds: durationMs / 1000,
        code: c.error && publicError(c.error).code,
      }),
    );
  });
}
