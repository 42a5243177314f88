import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { observeResponse } from "../http/response-end.js";
import { knownMethod, routePattern } from "../http/route-pattern.js";
import { isProbe } from "../log/probes.js";
import { readTraceParent } from "./trace-parent.js";
import type { Tracing } from "./tracing.js";

/**
 * Traces every request but probes, as a part of the caller's trace if it has one. Sets `traceId`, which the log says
 * even where nothing is traced here.
 * https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 */
export function traceRequests(tracing: Tracing | undefined) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const parent = readTraceParent(c.req.header("traceparent"));
    const route = routePattern(c);
    if (tracing === undefined || isProbe(route)) {
      c.set("traceId", parent?.traceId);
      return next();
    }
    const method = knownMethod(c);
    const span = tracing.receive(`${method} ${route}`, parent, {
      kind: "server",
      attributes: {
        "http.request.method": method,
        "http.route": route,
        "footnote.request_id": c.get("requestId"),
      },
    });
    c.set("traceId", span.traceId);
    return span.run(() =>
      observeResponse(c, next, ({ clientLeft, status, code }) => {
        span.set({
          "http.response.status_code": status,
          ...(clientLeft && { "footnote.client_left": true }),
        });
        if (status >= 500) {
          span.fail(code ?? String(status));
        } else if (code !== undefined) {
          span.set({ "error.type": code });
        }
        span.end();
      }),
    );
  });
}
