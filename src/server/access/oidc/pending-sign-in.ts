import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import type { AppEnv } from "../../http/app-env.js";
import type { OwnCookie } from "./cookies.js";
import type { Seal } from "./seal.js";

/** A sign-in that is on its way through the provider. */
export interface PendingSignIn {
  /** Comes back with the browser; whom it came from is checked already. */
  readonly state: string;
  /** Comes back in the ID token. */
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly codeVerifier: string;
  /** From Footnote's root on. */
  readonly returnTo: string;
}

/**
 * Sign-ins on their way. All of a browser's tabs share one random cookie, from which the secrets of each sign-in are
 * derived; what is to be remembered of one travels sealed in its `state`. So the server keeps nothing, and any number
 * of tabs can sign in at the same time.
 */
export interface PendingSignIns {
  begin(c: Context<AppEnv>, returnTo: string): Promise<PendingSignIn>;
  /** The sign-in of a callback; undefined if this browser didn't begin it, or too long ago. */
  find(c: Context<AppEnv>, state: string): Promise<PendingSignIn | undefined>;
}

const PURPOSE = "sign-in";
const LIFETIME_MS = 3_600_000;
/** 32 random bytes in base64url. */
const BROWSER_SECRET = /^[\w-]{43}$/;

const STATE = z.object({ jti: z.string(), browser: z.string(), returnTo: z.string() });

/** @param cookie holds the browser's secret */
export function createPendingSignIns(seal: Seal, cookie: OwnCookie): PendingSignIns {
  return {
    async begin(c, returnTo) {
      const kept = cookie.get(c);
      const secret = kept !== undefined && BROWSER_SECRET.test(kept) ? kept : random();
      cookie.set(c, secret, LIFETIME_MS);
      const jti = random();
      const claims = { jti, browser: derive(secret, "browser", jti), returnTo };
      return pendingOf(secret, jti, await seal.seal(PURPOSE, claims, LIFETIME_MS), returnTo);
    },
    async find(c, state) {
      const secret = cookie.get(c);
      const opened = STATE.safeParse(await seal.open(PURPOSE, state));
      if (secret === undefined || !opened.success) {
        return undefined;
      }
      const { jti, browser, returnTo } = opened.data;
      const isOwn = timingSafeEqual(Buffer.from(derive(secret, "browser", jti)), Buffer.from(browser));
      return isOwn ? pendingOf(secret, jti, state, returnTo) : undefined;
    },
  };
}

function pendingOf(secret: string, jti: string, state: string, returnTo: string): PendingSignIn {
  return {
    state,
    nonce: derive(secret, "nonce", jti),
    codeVerifier: derive(secret, "code verifier", jti),
    returnTo,
  };
}

/** 43 characters that only who knows the secret can compute; as many as a code verifier needs. */
function derive(secret: string, use: string, jti: string): string {
  return createHmac("sha256", secret).update(`${use} ${jti}`).digest("base64url");
}

function random(): string {
  return randomBytes(32).toString("base64url");
}
