import type { HttpBindings } from "@hono/node-server";
import type { RequestIdVariables } from "hono/request-id";

/** What Hono's context holds in Footnote's app. */
export interface AppEnv {
  /** Of the Node adapter; missing where the app is called without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: RequestIdVariables;
}
