import { createHash, timingSafeEqual } from "node:crypto";
import type { HonoRequest } from "hono";

/** Keys that a request may carry. */
export interface Keyring {
  has(key: string): boolean;
}

/** Compares digests, each with every key, so that the time taken tells nothing about a key. */
export function createKeyring(keys: readonly string[]): Keyring {
  const digests = keys.map(digest);
  return {
    has(key) {
      const given = digest(key);
      return digests.map((known) => timingSafeEqual(given, known)).includes(true);
    },
  };
}

/** The key that a request carries as `Authorization: Bearer` or `x-api-key`; empty without one. */
export function givenKey(request: HonoRequest): string {
  return bearerToken(request.header("authorization")) ?? request.header("x-api-key") ?? "";
}

function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^bearer +(\S+) *$/i)?.[1];
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
