import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env.js";
import { HttpError } from "./errors.js";
import { isAllowedHost, isAllowedOrigin } from "./origin-validation.js";

/**
 * Refuses what a foreign page makes a visitor's browser send. Programs that aren't browsers send no `Origin`.
 * @param listenHost the address the server listens on
 */
export function requireOwnOrigin(listenHost: string, allowedOrigins: readonly string[]) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const host = hostOf(c);
    if (!isAllowedHost(host, listenHost, allowedOrigins)) {
      throw new HttpError(
        403,
        "host_not_allowed",
        "This host name isn't served. The operator lists it in ALLOWED_ORIGINS, such as https://docs.example.com.",
      );
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && !isAllowedOrigin(origin, host, allowedOrigins)) {
      throw new HttpError(
        403,
        "origin_not_allowed",
        "Pages of this origin may not call the API. The operator lists them in ALLOWED_ORIGINS.",
      );
    }
    await next();
  });
}

function hostOf(c: Context<AppEnv>): string {
  return c.req.header("host") ?? new URL(c.req.url).host;
}
