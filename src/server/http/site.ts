import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { getPath } from "hono/utils/url";
import { BASE_PATH } from "../../config/schemas.js";
import type { SiteConfig } from "../../config/site.js";
import type { AppEnv } from "./app-env.js";
import { peerAddress } from "./client-address.js";
import { isTrustedProxy } from "./trusted-proxies.js";

/** Where a request's client reaches Footnote. */
export interface Site {
  /** What every path begins with for the client, such as `/footnote`; empty for none. */
  readonly basePath: string;
  /** The host that the client has asked, with its port if it isn't the usual one. */
  readonly host: string;
  /**
   * A link that the client can follow: absolute with `PUBLIC_URL`, otherwise relative to the host.
   * @param path from Footnote's root on, such as `/documents/42#0-10`
   */
  link(path: string): string;
  /** The same, and absolute without `PUBLIC_URL` too, for clients that have no page a link could be relative to. */
  absoluteLink(path: string): string;
}

/**
 * Sets `site`. A trusted proxy says in `X-Forwarded-Prefix` what it has cut off the path, in `X-Forwarded-Host` which
 * host was asked, and in `X-Forwarded-Proto` by which scheme.
 */
export function describeSite(config: SiteConfig) {
  const { publicUrl, trustedProxies } = config;
  return createMiddleware<AppEnv>(async (c, next) => {
    const isForwarded = isTrustedProxy(peerAddress(c), trustedProxies);
    const basePath = (isForwarded ? forwardedPrefix(c) : undefined) ?? config.basePath;
    const host = (isForwarded ? firstOf(c.req.header("x-forwarded-host")) : undefined) ?? hostOf(c);
    const scheme = isForwarded ? forwardedScheme(c) : undefined;
    const link = (path: string) => `${publicUrl ?? basePath}${path}`;
    const absoluteLink = (path: string) => new URL(link(path), originOf(c.req.url, scheme, host)).href;
    c.set("site", { basePath, host, link, absoluteLink });
    await next();
  });
}

function forwardedPrefix(c: Context<AppEnv>): string | undefined {
  return BASE_PATH.safeParse(firstOf(c.req.header("x-forwarded-prefix"))).data;
}

function forwardedScheme(c: Context<AppEnv>): string | undefined {
  return firstOf(c.req.header("x-forwarded-proto"))?.match(/^https?$/)?.[0];
}

/**
 * Where a request came to, with what a proxy knows better.
 * @param url of the request, as it reached this server
 * @param host the request's own counts where it is none
 */
function originOf(url: string, scheme: string | undefined, host: string): string {
  const { protocol, origin } = new URL(url);
  const address = `${scheme ?? protocol.slice(0, -1)}://${host}`;
  return URL.canParse(address) ? new URL(address).origin : origin;
}

/** What the proxy that the client reached has written. */
function firstOf(header: string | undefined): string | undefined {
  return header?.split(",", 1)[0]?.trim() || undefined;
}

/** The `Host` of a request, as it came. */
export function hostOf(c: Context<AppEnv>): string {
  return c.req.header("host") ?? new URL(c.req.url).host;
}

/**
 * The path that routes are found by: without the base path if it is there. So Footnote answers under the base path,
 * and from the root on for a proxy that has cut it off.
 */
export function routedPath(basePath: string): (request: Request) => string {
  return (request) => {
    const path = getPath(request);
    return basePath !== "" && `${path}/`.startsWith(`${basePath}/`)
      ? path.slice(basePath.length) || "/"
      : path;
  };
}
