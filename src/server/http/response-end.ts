import { performance } from "node:perf_hooks";
import type { Context, Next } from "hono";
import type { AppEnv } from "./app-env.js";

/** How a request ended. */
export interface ResponseEnd {
  /** From its start until the last byte was out, in milliseconds. */
  readonly durationMs: number;
  /** Whether the client left before the end. */
  readonly clientLeft: boolean;
}

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
  const end = (clientLeft: boolean) => onEnd({ durationMs: performance.now() - start, clientLeft });
  const { outgoing } = c.env ?? {};
  outgoing?.once("close", () => end(!outgoing.writableFinished));
  await next();
  if (outgoing === undefined) {
    end(false);
  }
}
