import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./app-env.js";
import { type ErrorShape, errorBody, type PublicError, type ShapedError } from "./errors.js";

/** Has all errors of the routes it is used for told in a protocol's own way. */
export function shapeErrors(shape: ErrorShape) {
  return createMiddleware<AppEnv>(async (c, next) => {
    c.set("errorShape", shape);
    await next();
  });
}

/** The answer that tells of an error, in the way of the route's protocol. */
export function sendError(c: Context<AppEnv>, error: PublicError): Response {
  const shape = c.get("errorShape") ?? footnoteShape;
  const { status, body } = shape(error, c.get("requestId"));
  return c.json(body, status, { ...error.headers });
}

function footnoteShape(error: PublicError, requestId: string): ShapedError {
  return { status: error.status, body: errorBody(error, requestId) };
}
