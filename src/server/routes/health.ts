import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";

/**
 * `GET /healthz`: the process is alive; `GET /readyz`: questions can be answered.
 * @param isReady whether the index is loaded and the model embeds
 */
export function healthRoutes(isReady: () => Promise<boolean>) {
  return new Hono<AppEnv>()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      if (!(await isReady())) {
        throw new HttpError(503, "not_ready", "Not ready to answer questions. Try again in a moment.", {
          "retry-after": "5",
        });
      }
      return c.json({ status: "ready" });
    });
}
