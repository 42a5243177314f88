import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "./app-env.js";
import { HttpError } from "./errors.js";

/** Refuses a longer body with `body_too_large` (413). */
export function limitBody(mostBytes: number): MiddlewareHandler<AppEnv> {
  const limitUnknown = bodyLimit({ maxSize: mostBytes, onError: () => refuseBody(mostBytes) });
  return (c, next) => {
    const stated = c.req.header("content-length");
    if (stated === undefined || c.req.header("transfer-encoding") !== undefined) {
      return limitUnknown(c, next);
    }
    // Node reads no more than is stated. Hono's middleware looks at the body first, which has a stream made for it.
    return Number(stated) > mostBytes ? refuseBody(mostBytes) : next();
  };
}

function refuseBody(mostBytes: number): never {
  throw new HttpError(413, "body_too_large", `The body must have at most ${mostBytes} bytes.`);
}
