import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env.js";
import { HttpError } from "./errors.js";
import { hostOf } from "./site.js";

/**
 * Refuses what a foreign page makes a visitor's browser send. Programs that aren't browsers send no `Origin`.
 * @param listenHost the address the server listens on
 * @param allowedOrigins those of other sites' pages, and the one that Footnote itself is reached by
 */
export function requireOwnOrigin(listenHost: string, allowedOrigins: readonly string[]) {
  return createMiddleware<AppEnv>(async (c, next) => {
    // What a proxy forwards doesn't count here: a page whose host name points to this machine can send it, too.
    if (!isAllowedHost(hostOf(c), listenHost, allowedOrigins)) {
      throw new HttpError(
        403,
        "host_not_allowed",
        "This host name isn't served. The operator sets PUBLIC_URL to the address that people use, or lists its origin in ALLOWED_ORIGINS.",
      );
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && !isAllowedOrigin(origin, c.var.site.host, allowedOrigins)) {
      throw new HttpError(
        403,
        "origin_not_allowed",
        "Pages of this origin may not call the API. The operator lists them in ALLOWED_ORIGINS.",
      );
    }
    await next();
  });
}

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    hostname === "::1" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/**
 * Whether a server that listens on `listenHost` may answer a request with this `Host` header. A server that
 * only this machine can reach is still reached by a page whose host name was made to point to 127.0.0.1 (DNS
 * rebinding); such a page sends its own name as host. A server that listens on a network can't know its names.
 * @param host the header, with or without a port
 */
export function isAllowedHost(host: string, listenHost: string, allowedOrigins: readonly string[]): boolean {
  if (!isLoopback(listenHost)) {
    return true;
  }
  const name = hostnameOf(host);
  return (
    name !== undefined &&
    (isLoopback(name) || allowedOrigins.some((origin) => new URL(origin).hostname === name))
  );
}

/**
 * Whether a browser page of this `Origin` may call a server it reaches under `host`: the server's own pages
 * and the origins listed. The scheme is not compared, since a proxy may add TLS.
 */
export function isAllowedOrigin(origin: string, host: string, allowedOrigins: readonly string[]): boolean {
  if (allowedOrigins.includes(origin)) {
    return true;
  }
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

function hostnameOf(host: string): string | undefined {
  const address = `http://${host}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
