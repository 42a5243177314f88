import { isIP } from "node:net";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Logger } from "../log/logger.js";
import type { AppEnv } from "./app-env.js";
import { isTrustedProxy } from "./trusted-proxies.js";

/** The IP address at the other end of the connection: the client's, or the last proxy's. */
export function peerAddress(c: Context<AppEnv>): string {
  return withoutMapping(c.env?.incoming?.socket.remoteAddress ?? "");
}

/** Where a proxy may be, but hardly a client that a proxy has named: this machine and private networks. */
const NEAR = ["127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

/**
 * Sets `clientAddress`. Says once in the log if a proxy seems to be missing from `TRUSTED_PROXIES`, since all its clients
 * count as one. Only `X-Forwarded-For` is read, which every proxy can write; `Forwarded` (RFC 7239) isn't, since
 * proxies that don't know it pass on what a client has put there.
 */
export function findClientAddress(trustedProxies: readonly string[], log: Logger) {
  let isToldOfProxy = false;
  return createMiddleware<AppEnv>(async (c, next) => {
    const forwardedFor = c.req.header("x-forwarded-for") ?? "";
    const peer = peerAddress(c);
    c.set("clientAddress", addressBehind(peer, forwardedFor, trustedProxies));
    if (
      !isToldOfProxy &&
      forwardedFor !== "" &&
      isTrustedProxy(peer, NEAR) &&
      !isTrustedProxy(peer, trustedProxies)
    ) {
      isToldOfProxy = true;
      log.warn(`the proxy at ${peer} isn't in TRUSTED_PROXIES, so all its clients count as one`);
    }
    await next();
  });
}

/**
 * The first address that isn't a trusted proxy's, from the connection backwards: each proxy appends whom it has the
 * request from, and what stands before an untrusted one's may be made up.
 * @param peer the other end of the connection
 * @param forwardedFor the header `X-Forwarded-For`
 */
export function addressBehind(peer: string, forwardedFor: string, trustedProxies: readonly string[]): string {
  const hops = forwardedFor.split(",").map(addressOf);
  let address = peer;
  while (isTrustedProxy(address, trustedProxies)) {
    const hop = hops.pop() ?? "";
    if (isIP(hop) === 0) {
      break;
    }
    address = hop;
  }
  return address;
}

/** Without the port that some proxies write, as in `192.0.2.1:5000` or `[2001:db8::1]:5000`. */
function addressOf(hop: string): string {
  const [, bracketed, plain] = /^\s*(?:\[([^\]]*)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)\s*$/.exec(hop) ?? [];
  return withoutMapping(bracketed ?? plain ?? hop.trim());
}

function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
