import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import type { Logger } from "./logger.js";

/**
 * Writes one line a request once its answer is out, streams included: id, method, path, status, duration in
 * milliseconds, and whether the client left before the end. Questions and keys are not logged.
 */
export function logRequests(log: Logger) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const start = performance.now();
    const write = (left: boolean) =>
      log.info(
        {
          requestId: c.get("requestId"),
          method: c.req.method,
          path: c.req.path,
          status: c.res.status,
          durationMs: Math.round((performance.now() - start) * 10) / 10,
          ...(left && { clientLeft: true }),
        },
        "request",
      );
    const { outgoing } = c.env ?? {};
    outgoing?.once("close", () => write(!outgoing.writableFinished));
    await next();
    if (outgoing === undefined) {
      write(false);
    }
  });
}
