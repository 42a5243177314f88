import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";
import { METRICS_MEDIA_TYPE } from "../metrics/exposition.js";

/**
 * `GET /metrics`: what is counted and timed, in Prometheus' text format.
 * @param text the metrics now
 */
export function metricsRoute(text: () => Promise<string>) {
  return new Hono<AppEnv>().get("/metrics", async (c) =>
    c.body(await text(), 200, { "Content-Type": METRICS_MEDIA_TYPE, "Cache-Control": "no-store" }),
  );
}

/** Says how to open the metrics, where neither a key nor a port is set. */
export function refuseMetrics() {
  return createMiddleware<AppEnv>(async () => {
    throw new HttpError(
      403,
      "metrics_disabled",
      "Metrics aren't open here. The operator sets ADMIN_KEY, or METRICS_PORT for a port of their own.",
    );
  });
}
