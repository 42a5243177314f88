import type { Context, Hono } from "hono";
import type { Config } from "../../config/config.js";
import type { StoreDriver } from "../../core/ports/store/driver.js";
import type { AppEnv } from "../http/app-env.js";
import type { Logger } from "../log/logger.js";
import type { Principal } from "./principal.js";

/** A way in which people sign in. */
export interface SignIn {
  readonly by: "oidc" | "proxy";
  /** Where a browser goes, from Footnote's root on; undefined: the proxy sees to it. */
  readonly paths: { readonly signIn: string; readonly signOut: string } | undefined;
  /** The name of the cookie that a session is kept in; undefined: there are no sessions. */
  readonly sessionCookie: string | undefined;
  /** What `/auth/*` answers. */
  readonly routes: Hono<AppEnv>;
  /** Who sends a request; undefined if nobody is signed in who may use Footnote. */
  person(c: Context<AppEnv>): Promise<Principal | undefined>;
  /** Answers a browser that opens a page before anybody has signed in. */
  challenge(c: Context<AppEnv>): Response | Promise<Response>;
}

/** What a way to sign in is made of. */
export interface SignInOptions {
  readonly config: Pick<Config, "signIn" | "site">;
  /** Keeps the secret that sessions are sealed with, if none is configured. */
  readonly driver: Pick<StoreDriver, "attachment">;
  readonly log: Logger;
}

/**
 * The configured way to sign in; undefined if people needn't. A provider is asked only when somebody signs in, so that
 * the server starts without it.
 * @throws FootnoteError `invalid_configuration` if the secret of the sessions can't be kept
 */
export async function openSignIn({ config, driver, log }: SignInOptions): Promise<SignIn | undefined> {
  const { signIn, site } = config;
  if (signIn.trustedHeader !== undefined) {
    const { createProxySignIn } = await import("./proxy-sign-in.js");
    return createProxySignIn(signIn.trustedHeader, signIn, site.trustedProxies);
  }
  if (signIn.oidc === undefined || site.publicUrl === undefined) {
    return undefined;
  }
  // Imported here, since most servers don't need it.
  const { openOidcSignIn } = await import("./oidc/oidc-sign-in.js");
  return openOidcSignIn({
    oidc: signIn.oidc,
    config: signIn,
    publicUrl: site.publicUrl,
    basePath: site.basePath,
    driver,
    log,
  });
}
