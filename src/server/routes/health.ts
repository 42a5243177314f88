import { Hono } from "hono";
import type { Readiness } from "../health/readiness.js";
import type { AppEnv } from "../http/app-env.js";
import { errorBody, HttpError, publicError } from "../http/errors.js";

const NOT_READY = publicError(
  new HttpError(503, "not_ready", "Not ready to answer questions. Try again in a moment.", {
    "retry-after": "5",
  }),
);

/** `GET /healthz`: the process is alive; `GET /readyz`: questions can be answered, and how each part is. */
export function healthRoutes(readiness: () => Promise<Readiness>) {
  return new Hono<AppEnv>()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      const { isReady, checks } = await readiness();
      return isReady
        ? c.json({ status: "ready", checks })
        : c.json(
            { ...errorBody(NOT_READY, c.get("requestId")), status: "not_ready", checks },
            NOT_READY.status,
            { ...NOT_READY.headers },
          );
    });
}
