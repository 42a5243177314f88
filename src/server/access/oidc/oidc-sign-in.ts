import { type Context, Hono } from "hono";
import type { OidcConfig, SignInConfig } from "../../../config/sign-in.js";
import type { StoreDriver } from "../../../core/ports/store/driver.js";
import type { AppEnv } from "../../http/app-env.js";
import { HttpError } from "../../http/errors.js";
import type { Logger } from "../../log/logger.js";
import { permissionsOf } from "../groups.js";
import { requireOwnPage } from "../own-page.js";
import { returnPath } from "../return-to.js";
import type { SignIn } from "../sign-in.js";
import { signInAssets, signInPage } from "../sign-in-page.js";
import { ownCookie } from "./cookies.js";
import { createPendingSignIns, type PendingSignIns } from "./pending-sign-in.js";
import { createProvider, type Provider } from "./provider.js";
import { pageOfFailure, reasonOf } from "./provider-failure.js";
import { createSeal } from "./seal.js";
import { createSessions, type Sessions } from "./session.js";
import { sessionSecret } from "./session-secret.js";

/** What signing in with a provider is made of. */
export interface OidcSignInOptions {
  readonly oidc: OidcConfig;
  readonly config: Omit<SignInConfig, "oidc" | "trustedHeader">;
  readonly publicUrl: string;
  readonly basePath: string;
  readonly driver: Pick<StoreDriver, "attachment">;
  readonly log: Logger;
}

interface Parts extends Pick<OidcSignInOptions, "config" | "publicUrl" | "basePath" | "log"> {
  readonly provider: Provider;
  readonly pending: PendingSignIns;
  readonly sessions: Sessions;
}

const PATHS = { signIn: "/auth/login", signOut: "/auth/logout" } as const;

/**
 * Sign-in with a provider of OpenID Connect, by the authorization code flow with PKCE.
 * @throws FootnoteError `invalid_configuration` as `sessionSecret` does
 */
export async function openOidcSignIn(options: OidcSignInOptions): Promise<SignIn> {
  const { oidc, config, publicUrl, basePath, driver, log } = options;
  const secret = await sessionSecret(config.sessionSecret, driver);
  // Sessions of another provider's people don't count.
  const seal = await createSeal(secret, JSON.stringify([oidc.issuer, oidc.clientId]));
  const sessionCookie = ownCookie("footnote-session", publicUrl, basePath);
  const sessions = createSessions(seal, sessionCookie, config.sessionMs, config);
  const pending = createPendingSignIns(seal, ownCookie("footnote-sign-in", publicUrl, basePath));
  const wantsGroups = config.allowedGroups.length + config.adminGroups.length > 0;
  const provider = createProvider(oidc, `${publicUrl}/auth/callback`, wantsGroups);
  return {
    by: "oidc",
    paths: PATHS,
    sessionCookie: sessionCookie.name,
    routes: authRoutes({ config, publicUrl, basePath, log, provider, pending, sessions }),
    person: (c) => sessions.person(c),
    challenge,
  };
}

/** Sends a browser to sign in, and back to the page afterwards. */
function challenge(c: Context<AppEnv>): Response {
  if (c.req.header("accept")?.includes("text/html") !== true) {
    throw new HttpError(401, "unauthorized", "Open this address in a browser to sign in.");
  }
  const { pathname, search } = new URL(c.req.url);
  c.header("Cache-Control", "no-store");
  return c.redirect(`${c.var.site.basePath}${signInPath(pathname + search)}`);
}

function signInPath(returnTo: string): string {
  return `${PATHS.signIn}?${new URLSearchParams({ returnTo })}`;
}

/**
 * `GET /login` sends a browser to the provider, `GET /callback` is where it comes back; `POST /logout` ends the session
 * and answers where to go then; `GET /signed-in` and `GET /signed-out` say so.
 */
function authRoutes(parts: Parts): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .route("/", signInAssets())
    .get("/login", (c) => logIn(c, parts))
    .get("/callback", (c) => comeBack(c, parts))
    .post("/logout", (c) => logOut(c, parts))
    .get("/signed-in", (c) => signInPage(c, "signedIn", "/"))
    .get("/signed-out", (c) => signInPage(c, "signedOut"));
}

async function logIn(c: Context<AppEnv>, parts: Parts): Promise<Response> {
  const returnTo = returnPath(c.req.query("returnTo"), parts.basePath);
  const askAgain = c.req.query("account") === "other";
  if (!askAgain && (await parts.sessions.person(c)) !== undefined) {
    return goTo(c, parts.basePath + returnTo);
  }
  // Which passage of a document is meant only the browser knows.
  if (returnTo.startsWith("/documents/") && !returnTo.includes("#")) {
    return signInPage(c, "continue", signInPath(`${returnTo}#`));
  }
  const pending = await parts.pending.begin(c, returnTo);
  try {
    return goTo(c, (await parts.provider.signInUrl(pending, askAgain)).href);
  } catch (error) {
    return sayFailure(c, parts, error, returnTo);
  }
}

async function comeBack(c: Context<AppEnv>, parts: Parts): Promise<Response> {
  const { config, publicUrl, basePath, log } = parts;
  const pending = await parts.pending.find(c, c.req.query("state") ?? "");
  if (pending === undefined) {
    return signInPage(c, "expired");
  }
  const { returnTo } = pending;
  try {
    const callback = new URL(`${publicUrl}/auth/callback${new URL(c.req.url).search}`);
    const identity = await parts.provider.identify(callback, pending);
    if (!permissionsOf(identity.groups, config).isAllowed) {
      log.warn({ requestId: c.var.requestId, user: identity.sub }, "signed in, but in no group that may");
      return signInPage(c, "notAllowed", `${signInPath(returnTo)}&account=other`);
    }
    await parts.sessions.begin(c, identity);
    return goTo(c, basePath + returnTo);
  } catch (error) {
    return sayFailure(c, parts, error, returnTo);
  }
}

async function logOut(c: Context<AppEnv>, { provider, sessions, publicUrl, basePath, log }: Parts) {
  requireOwnPage(c, publicUrl);
  sessions.end(c);
  c.header("Cache-Control", "no-store");
  try {
    const there = await provider.signOutUrl(`${publicUrl}/auth/signed-out`);
    return c.json({ location: there?.href ?? `${basePath}/auth/signed-out` });
  } catch (error) {
    // Footnote's own session has ended in any case.
    log.warn({ requestId: c.var.requestId, reason: reasonOf(error) }, "sign-out at the provider failed");
    return c.json({ location: `${basePath}/auth/signed-out` });
  }
}

function goTo(c: Context<AppEnv>, location: string): Response {
  c.header("Cache-Control", "no-store");
  return c.redirect(location);
}

function sayFailure(c: Context<AppEnv>, { log }: Parts, error: unknown, returnTo: string) {
  log.warn({ requestId: c.var.requestId, reason: reasonOf(error) }, "sign-in failed");
  return signInPage(c, pageOfFailure(error), signInPath(returnTo));
}
