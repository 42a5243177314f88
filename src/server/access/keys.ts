import { createHash, timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { HonoRequest, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../http/app-env.js";
import { clientAddress } from "../http/client-address.js";
import { HttpError } from "../http/errors.js";
import { createSlots } from "../http/limits.js";
import type { Principal } from "./principal.js";

/** The keys a server knows. */
export interface ServerKeys {
  /** None: the API is open. */
  readonly apiKeys: readonly string[];
  /** Undefined: nobody may change the documents. */
  readonly adminKey: string | undefined;
}

/** The middlewares that check the key of a request, `Authorization: Bearer` or `x-api-key`. */
export interface KeyChecks {
  /**
   * Lets a request pass that carries an API key or the admin key; every one if there are no API keys. Sets `principal`.
   */
  readonly requireApiKey: MiddlewareHandler<AppEnv>;
  /** Lets a request pass that carries the admin key; none if there isn't one. */
  readonly requireAdminKey: MiddlewareHandler<AppEnv>;
}

const REFUSAL_DELAY_MS = 250;
const REFUSALS_AT_ONCE = 8;

/**
 * Checks keys in one way for all routes: a wrong one is refused only after a delay, and few at the same time, so that
 * guessing is slow however many connections are used. Right keys never wait.
 */
export function createKeyChecks({ apiKeys, adminKey }: ServerKeys): KeyChecks {
  const slots = createSlots(REFUSALS_AT_ONCE, "Too many wrong keys at the same time. Try again in a moment.");
  const admin = adminKey === undefined ? [] : [adminKey];
  const isAdminKey = keyMatcher(admin);
  const isKey = keyMatcher([...apiKeys, ...admin]);

  async function refuse(given: string, kind: string): Promise<never> {
    if (given !== "") {
      const release = slots.take();
      await sleep(REFUSAL_DELAY_MS).finally(release);
    }
    const message = `Send ${kind} as \`Authorization: Bearer <key>\` or in the header \`x-api-key\`.`;
    throw new HttpError(401, "unauthorized", message, { "www-authenticate": "Bearer" });
  }

  function principalOf(given: string, address: string): Principal {
    return isKey(given)
      ? { kind: "key", id: `key:${digest(given).toString("hex", 0, 8)}`, isAdmin: isAdminKey(given) }
      : { kind: "anonymous", id: `address:${address}`, isAdmin: false };
  }

  return {
    requireApiKey: createMiddleware<AppEnv>(async (c, next) => {
      const given = givenKey(c.req);
      if (apiKeys.length > 0 && !isKey(given)) {
        await refuse(given, "a valid API key");
      }
      c.set("principal", principalOf(given, clientAddress(c)));
      await next();
    }),
    requireAdminKey: createMiddleware<AppEnv>(async (c, next) => {
      if (adminKey === undefined) {
        throw new HttpError(
          403,
          "admin_disabled",
          "Documents can't be changed over HTTP here. To allow it, the operator sets ADMIN_KEY.",
        );
      }
      const given = givenKey(c.req);
      if (!isAdminKey(given)) {
        await refuse(given, "the admin key");
      }
      await next();
    }),
  };
}

/** Compares digests, each with every key, so that the time taken tells nothing about a key. */
function keyMatcher(keys: readonly string[]): (key: string) => boolean {
  const digests = keys.map(digest);
  return (key) => {
    const given = digest(key);
    return digests.map((known) => timingSafeEqual(given, known)).includes(true);
  };
}

/** Empty without a key. */
function givenKey(request: HonoRequest): string {
  return bearerToken(request.header("authorization")) ?? request.header("x-api-key") ?? "";
}

function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^bearer +(\S+) *$/i)?.[1];
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
