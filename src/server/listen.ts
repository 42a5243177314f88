import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { AppEnv } from "./app-env.js";

/** The server can't listen where it should; the message says why and what to set. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** A server that takes requests. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no more requests and waits for the running ones, at most `graceMs` milliseconds. */
  stop(graceMs: number): Promise<void>;
}

const IDLE_POLL_MS = 50;

/**
 * Serves an app over HTTP.
 * @param port 0 takes any free one
 * @throws ListenError
 */
export async function listen(app: Hono<AppEnv>, host: string, port: number): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host }) as Server;
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw listenError(cause, host, port);
  }
  return { url: urlOf(server, host), stop: (graceMs) => stop(server, graceMs) };
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection that is kept alive becomes idle only after its last answer.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_POLL_MS);
  const limit = setTimeout(() => server.closeAllConnections(), graceMs);
  try {
    await closed;
  } finally {
    clearInterval(idle);
    clearTimeout(limit);
  }
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function listenError(cause: unknown, host: string, port: number): ListenError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new ListenError(
        `Port ${port} of ${host} is in use. Set PORT to a free one, or stop the other program.`,
        {
          cause,
        },
      );
    case "EACCES":
      return new ListenError(`Listening on port ${port} isn't permitted. Set PORT to one above 1023.`, {
        cause,
      });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new ListenError(
        `${host} isn't an address of this machine. Set HOST to one, such as 127.0.0.1.`,
        { cause },
      );
    default:
      return new ListenError(`The server can't listen on ${host}:${port} (${String(code)}).`, { cause });
  }
}
