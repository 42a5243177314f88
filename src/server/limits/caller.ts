import { isIPv6 } from "node:net";
import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.js";

/**
 * Whose request it is, as limits count and turns are given: a key's, a person's, or that of the network that an address
 * without either is in.
 */
export function callerOf(c: Context<AppEnv>): string {
  const { principal } = c.var;
  return principal.kind === "anonymous" ? networkCaller(c) : principal.id;
}

/** The network that a request comes from, as a caller. */
export function networkCaller(c: Context<AppEnv>): string {
  return `address:${networkOf(c.var.clientAddress)}`;
}

const GROUPS_OF_IPV6 = 8;
const GROUPS_OF_NETWORK = 4;

/**
 * What an address is counted as: an IPv4 address as itself, an IPv6 address as its /64, of which one customer of a
 * provider has at least one whole (RFC 6177), so that single addresses would count nothing.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) {
    return address;
  }
  // The URL parser writes an address in one form: RFC 5952, without dots.
  const [head = "", tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const before = groups(head);
  const after = groups(tail ?? "");
  const zeros = new Array<string>(GROUPS_OF_IPV6 - before.length - after.length).fill("0");
  const network = [...before, ...(tail === undefined ? [] : zeros), ...after].slice(0, GROUPS_OF_NETWORK);
  return `${network.join(":")}::/64`;
}

function groups(part: string): string[] {
  return part === "" ? [] : part.split(":");
}
