import type { Context } from "hono";
import type { AppEnv } from "./app-env.js";

/** The IP address that a request came from; empty where the app is called without a socket. */
export function clientAddress(c: Context<AppEnv>): string {
  return c.env?.incoming?.socket.remoteAddress ?? "";
}
