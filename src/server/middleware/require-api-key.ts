import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.js";
import { HttpError } from "../errors.js";

/**
 * Lets a request pass that carries one of the keys as `Authorization: Bearer` or `x-api-key`; without any keys,
 * every request. Digests are compared, each with every key, so that the time taken tells nothing.
 */
export function requireApiKey(keys: readonly string[]) {
  const digests = keys.map(digest);
  return createMiddleware<AppEnv>(async (c, next) => {
    const given = bearerToken(c.req.header("authorization")) ?? c.req.header("x-api-key") ?? "";
    if (digests.length > 0 && !isAmong(digest(given), digests)) {
      throw new HttpError(
        401,
        "unauthorized",
        "Send a valid API key as `Authorization: Bearer <key>` or in the header `x-api-key`.",
        { "www-authenticate": "Bearer" },
      );
    }
    await next();
  });
}

function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^bearer +(\S+) *$/i)?.[1];
}

function isAmong(given: Buffer, digests: readonly Buffer[]): boolean {
  return digests.map((key) => timingSafeEqual(given, key)).includes(true);
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
