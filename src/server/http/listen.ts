import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { FootnoteError } from "../../core/errors.js";
import type { AppEnv } from "./app-env.js";

/** A server that takes connections. */
export interface Listener {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /**
   * Takes no more connections, and closes each once its request is answered.
   * @param graceMs after so many milliseconds what is still running is cut
   * @param cut called then; what it ends is still sent to the clients
   */
  stop(graceMs: number, cut?: () => void): Promise<void>;
}

/** How long and how many connections may be. */
export interface ConnectionLimits {
  /** From the first byte of a request, or from the connection on, to the end of its headers. */
  readonly headersMs: number;
  /** To the end of its body; an upload over a slow line takes minutes. */
  readonly requestMs: number;
  /** How often connections are looked at for these two. */
  readonly checkMs: number;
  /** Between two requests. A proxy must not be the one that waits longer: it would send into a closed connection. */
  readonly idleMs: number;
  /** How long a client may take nothing of what is ready for it. */
  readonly unreadMs: number;
  /** At the same time. */
  readonly connections: number;
}

/** nginx keeps its connections to a server for 60 seconds, and so do the balancers of clouds. */
const CONNECTION_LIMITS: ConnectionLimits = {
  headersMs: 20_000,
  requestMs: 300_000,
  checkMs: 5000,
  idleMs: 75_000,
  unreadMs: 30_000,
  connections: 10_000,
};

const IDLE_POLL_MS = 50;

/** The settings that say where to listen. */
export interface ListenSettings {
  readonly host: string;
  readonly port: string;
}

/** How long clients may take to read the end of what was cut, in milliseconds. */
const LAST_WORDS_MS = 1000;

/**
 * Serves an app over HTTP.
 * @param port 0 takes any free one
 * @throws FootnoteError `cannot_listen`, with what to set
 */
export async function listen(
  app: Hono<AppEnv>,
  host: string,
  port: number,
  settings: ListenSettings = { host: "HOST", port: "PORT" },
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Promise<Listener> {
  const serverOptions = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    keepAliveTimeout: limits.idleMs,
  };
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host, serverOptions }) as Server;
  server.maxConnections = limits.connections;
  server.on("request", (_, response) => cutIfUnread(response, limits.unreadMs));
  const responses = trackResponses(server);
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw listenError(cause, host, port, settings);
  }
  return { url: urlOf(server, host), stop: (graceMs, cut) => stop(server, responses, graceMs, cut) };
}

/**
 * Cuts the connection of a client that doesn't read its answer, which would be held in memory for as long as it likes.
 * The socket's own timer runs while nothing is received or taken; an answer that isn't ready yet is waited for.
 */
function cutIfUnread(response: ServerResponse, unreadMs: number): void {
  response.setTimeout(unreadMs, () => {
    const { socket } = response;
    if (socket !== null && socket.writableLength > 0) {
      socket.destroy();
    } else {
      socket?.setTimeout(unreadMs);
    }
  });
}

/** Responses that aren't complete. */
function trackResponses(server: Server): ReadonlySet<ServerResponse> {
  const responses = new Set<ServerResponse>();
  server.prependListener("request", (_, response: ServerResponse) => {
    responses.add(response);
    response.once("close", () => responses.delete(response));
  });
  return responses;
}

async function stop(
  server: Server,
  responses: ReadonlySet<ServerResponse>,
  graceMs: number,
  cut: () => void = () => undefined,
): Promise<void> {
  const closed = once(server, "close");
  for (const response of responses) {
    closeAfter(response);
  }
  server.prependListener("request", (_, response: ServerResponse) => closeAfter(response));
  server.close();
  // A kept-alive connection becomes idle only after its last answer, so idle ones are closed again and again.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_POLL_MS);
  const limits = [
    setTimeout(cut, graceMs),
    setTimeout(() => server.closeAllConnections(), graceMs + LAST_WORDS_MS),
  ];
  try {
    await closed;
  } finally {
    clearInterval(idle);
    limits.forEach(clearTimeout);
  }
}

/** Tells clients and proxies not to send another request over the connection. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) {
    response.setHeader("Connection", "close");
  }
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function listenError(cause: unknown, host: string, port: number, settings: ListenSettings): FootnoteError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return new FootnoteError("cannot_listen", listenProblem(code, host, port, settings), { cause });
}

function listenProblem(code: unknown, host: string, port: number, settings: ListenSettings): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use. Set ${settings.port} to a free one, or stop the other program.`;
    case "EACCES":
      return `Listening on port ${port} isn't permitted. Set ${settings.port} to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} isn't an address of this machine. Set ${settings.host} to one, such as 127.0.0.1.`;
    default:
      return `The server can't listen on ${host}:${port} (${String(code)}).`;
  }
}
