import { performance } from "node:perf_hooks";
import type { Context, Next } from "hono";
import type { AppEnv } from "./app-env.js";
import { publicError } from "./errors.js";

/** How a request ended. */
export interface ResponseEnd {
  /** From its start until the last byte was out, in milliseconds. */
  readonly durationMs: number;
  /** Whether the client left before the end. */
  readonly clientLeft: boolean;
  /** What the client was answered with; `CLIENT_LEFT` if it left before there was an answer. */
  readonly status: number;
  /** Of the error that the request ended with before its answer began. */
  readonly code: string | undefined;
}

/**
 * The status of a request whose client left before its answer began. Nobody is sent it: what the server would have
 * answered says nothing, and it is no error of the server's. nginx's number, which others have taken over
 * (https://nginx.org/en/docs/dev/development_guide.html#http_request_finalization).
 */
const CLIENT_LEFT = 499;

/**
 * Runs the rest of a request, and calls back once its answer is out, streams included; without a socket once there is
 * an answer.
 */
export async function observeResponse(
  c: Context<AppEnv>,
  next: Next,
  onEnd: (end: ResponseEnd) => void,
): Promise<void> {
  const start = performance.now();
  const end = (clientLeft: boolean, hasBegun: boolean) => {
    const durationMs = performance.now() - start;
    const code = c.error && publicError(c.error).code;
    // The handler may be told before the connection's end is known here: then its answer went nowhere.
    const isUnanswered = clientLeft && (!hasBegun || code === "aborted");
    onEnd({
      durationMs,
      clientLeft,
      ...(isUnanswered ? { status: CLIENT_LEFT, code: "aborted" } : { status: c.res.status, code }),
    });
  };
  const { outgoing } = c.env ?? {};
  outgoing?.once("close", () => end(!outgoing.writableFinished, outgoing.headersSent));
  await next();
  if (outgoing === undefined) {
    end(false, true);
  }
}
