import { Hono } from "hono";
import { requestId } from "hono/request-id";
import type { Config } from "../../config/config.js";
import type { AppEnv } from "../http/app-env.js";
import { errorBody, publicError } from "../http/errors.js";
import { type Listener, listen } from "../http/listen.js";
import { requireOwnOrigin } from "../http/origin.js";
import { logFailure } from "../log/log-requests.js";
import type { Logger } from "../log/logger.js";
import { metricsRoute } from "../routes/metrics.js";

/**
 * Opens `/metrics` on a port of its own, for everybody who can reach it but pages of other sites.
 * @param text the metrics of all processes now
 * @throws FootnoteError `cannot_listen`
 */
export function startMetricsServer(
  { host, port }: NonNullable<Config["metrics"]>,
  text: () => Promise<string>,
  log: Logger,
): Promise<Listener> {
  const app = new Hono<AppEnv>()
    .onError((error, c) => {
      const id = c.get("requestId");
      logFailure(log, id, error);
      const told = publicError(error);
      return c.json(errorBody(told, id), told.status);
    })
    .use(requestId({ limitLength: 64 }), requireOwnOrigin(host, []))
    .route("/", metricsRoute(text));
  return listen(app, host, port, { host: "METRICS_HOST", port: "METRICS_PORT" });
}
