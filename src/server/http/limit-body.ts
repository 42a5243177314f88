import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HttpError } from "./errors.js";

/** Refuses a longer body with `body_too_large` (413). */
export function limitBody(mostBytes: number): MiddlewareHandler {
  return bodyLimit({ maxSize: mostBytes, onError: () => refuseBody(mostBytes) });
}

function refuseBody(mostBytes: number): never {
  throw new HttpError(413, "body_too_large", `The body must have at most ${mostBytes} bytes.`);
}
