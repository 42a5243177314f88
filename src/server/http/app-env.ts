import type { HttpBindings } from "@hono/node-server";
import type { RequestIdVariables } from "hono/request-id";
import type { Principal } from "../access/principal.js";
import type { ErrorShape } from "./errors.js";
import type { Site } from "./site.js";

/** What Hono's context holds in Footnote's app. */
export interface AppEnv {
  /** Of the Node adapter; missing where the app is called without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: RequestIdVariables & {
    /**
     * The IP address of a request's client, behind trusted proxies too; empty where the app is called without a socket.
     * An IPv4 address is never written as an IPv6 one.
     */
    readonly clientAddress: string;
    /** Of every request. */
    readonly site: Site;
    /** Of requests in a protocol that tells of errors in its own way. */
    readonly errorShape?: ErrorShape;
    /** Of the trace that a request belongs to, if it does: 32 hexadecimal digits. */
    readonly traceId: string | undefined;
    /** Of requests to `/api`, `/v1` and `/mcp`, once they were let in. */
    readonly principal: Principal;
  };
}
