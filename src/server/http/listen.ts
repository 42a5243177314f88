import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { FootnoteError } from "../../core/errors.js";
import type { AppEnv } from "./app-env.js";

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
 * @throws FootnoteError `cannot_listen`, with what to set
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
  // A kept-alive connection becomes idle only after its last answer, so idle ones are closed again and again.
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

function listenError(cause: unknown, host: string, port: number): FootnoteError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return new FootnoteError("cannot_listen", listenProblem(code, host, port), { cause });
}

function listenProblem(code: unknown, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use. Set PORT to a free one, or stop the other program.`;
    case "EACCES":
      return `Listening on port ${port} isn't permitted. Set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} isn't an address of this machine. Set HOST to one, such as 127.0.0.1.`;
    default:
      return `The server can't listen on ${host}:${port} (${String(code)}).`;
  }
}
