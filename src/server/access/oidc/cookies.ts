import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookiePrefixOptions } from "hono/utils/cookie";
import type { AppEnv } from "../../http/app-env.js";

/** A cookie of this server, which no script reads and no other site's form sends along. */
export interface OwnCookie {
  /** As browsers send it. */
  readonly name: string;
  get(c: Context<AppEnv>): string | undefined;
  set(c: Context<AppEnv>, value: string, lifetimeMs: number): void;
  remove(c: Context<AppEnv>): void;
}

/**
 * Over HTTPS the name has the prefix by which a browser takes the cookie only from this host (`__Host-`, for which the
 * path must be `/`) or at least only over HTTPS (`__Secure-`): RFC 6265bis, section 4.1.3.
 * @param publicUrl where browsers reach Footnote, `basePath` included
 */
export function ownCookie(name: string, publicUrl: string, basePath: string): OwnCookie {
  const secure = publicUrl.startsWith("https:");
  const prefix: CookiePrefixOptions | undefined = secure ? (basePath === "" ? "host" : "secure") : undefined;
  const path = `${basePath}/`;
  const attributes = { path, secure, httpOnly: true, sameSite: "Lax", ...(prefix && { prefix }) } as const;
  return {
    name: prefix === undefined ? name : `__${prefix === "host" ? "Host" : "Secure"}-${name}`,
    get: (c) => (prefix === undefined ? getCookie(c, name) : getCookie(c, name, prefix)),
    set: (c, value, lifetimeMs) =>
      setCookie(c, name, value, { ...attributes, maxAge: Math.floor(lifetimeMs / 1000) }),
    remove: (c) => {
      deleteCookie(c, name, attributes);
    },
  };
}
