import { createHash, timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { HonoRequest } from "hono";
import type { Config } from "../../config/config.js";
import { HttpError } from "../http/errors.js";
import { createSlots } from "../http/limits.js";
import type { Principal } from "./principal.js";

/** The keys a server knows, of which it keeps only digests. */
export interface Keyring {
  /** Who has this key; undefined if it is none. */
  find(key: string): Principal | undefined;
  /**
   * Refuses a request. A wrong key is refused only after a delay, and few at the same time, so that guessing is slow
   * however many connections are used.
   * @param given the key that the request carries; empty for none, which is refused at once
   * @param advice what to do instead
   * @throws HttpError `unauthorized`, or `too_many_requests`
   */
  refuse(given: string, advice: string): Promise<never>;
}

const REFUSAL_DELAY_MS = 250;
const REFUSALS_AT_ONCE = 8;

/** Keeps the digests of keys. */
export function createKeyring({ apiKeys, adminKey }: Pick<Config, "apiKeys" | "adminKey">): Keyring {
  const admins = adminKey === undefined ? [] : [keyOf(adminKey, "admin", true)];
  // The first that matches counts: a key that is in both is the admin key.
  const known = [...admins, ...apiKeys.map((key, index) => keyOf(key, String(index + 1), false))];
  const slots = createSlots(REFUSALS_AT_ONCE, "Too many wrong keys at the same time. Try again in a moment.");
  return {
    find(key) {
      const given = digestOf(key);
      // Compared with every key, so that the time taken tells nothing about one.
      return known.filter(({ digest }) => timingSafeEqual(digest, given))[0]?.principal;
    },
    async refuse(given, advice) {
      if (given !== "") {
        const release = slots.take();
        await sleep(REFUSAL_DELAY_MS).finally(release);
      }
      throw new HttpError(401, "unauthorized", advice, { "www-authenticate": "Bearer" });
    },
  };
}

/** The key that a request carries as `Authorization: Bearer` or `x-api-key`; empty for none. */
export function givenKey(request: HonoRequest): string {
  return bearerToken(request.header("authorization")) ?? request.header("x-api-key") ?? "";
}

function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^bearer +(\S+) *$/i)?.[1];
}

function keyOf(key: string, name: string, isAdmin: boolean) {
  const principal: Principal = { kind: "key", id: `key:${name}`, isAdmin };
  return { digest: digestOf(key), principal };
}

function digestOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
