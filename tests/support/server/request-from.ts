import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Hono } from "hono";
import type { AppEnv } from "../../../src/server/http/app-env.js";

/** Sends a request to an app as if it came over a connection from an address. */
export async function requestFrom(
  app: Hono<AppEnv>,
  address: string,
  request: Request | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const sent = new Request(typeof request === "string" ? `http://localhost${request}` : request);
  for (const [name, value] of Object.entries(headers)) {
    sent.headers.set(name, value);
  }
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  return app.fetch(sent, { incoming: new IncomingMessage(socket) });
}
