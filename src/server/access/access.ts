import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { Config } from "../../config/config.js";
import type { AppEnv } from "../http/app-env.js";
import { HttpError } from "../http/errors.js";
import { createKeyring, givenKey } from "./keys.js";
import { requireOwnPage } from "./own-page.js";
import type { Principal } from "./principal.js";
import type { SignIn } from "./sign-in.js";

/** Who may do what. */
export interface Access {
  /**
   * Who sends a request; undefined if it lacks the key or the sign-in that this server wants.
   * @throws HttpError `unauthorized` for a wrong key, `origin_not_allowed` for what a foreign page sends for a person
   */
  identify(c: Context<AppEnv>): Promise<Principal | undefined>;
  /** Lets programs and pages pass that may ask, and sets `principal`. */
  readonly requireAccess: MiddlewareHandler<AppEnv>;
  /** Lets those pass that may change the documents: with the admin key, or as members of an admin group. */
  readonly requireAdmin: MiddlewareHandler<AppEnv>;
  /** Lets a browser pass that may see the pages; others are sent to sign in. */
  readonly requireSignIn: MiddlewareHandler<AppEnv>;
}

const SEND_KEY = "as `Authorization: Bearer <key>` or in the header `x-api-key`.";

/** @param signIn undefined: people needn't sign in */
export function createAccess(
  config: Pick<Config, "apiKeys" | "adminKey" | "signIn" | "site">,
  signIn: SignIn | undefined,
): Access {
  const { apiKeys, adminKey, site } = config;
  const keyring = createKeyring(config);
  const isOpen = apiKeys.length === 0 && signIn === undefined;
  const hasAdmins = adminKey !== undefined || (signIn !== undefined && config.signIn.adminGroups.length > 0);

  async function identify(c: Context<AppEnv>): Promise<Principal | undefined> {
    const given = givenKey(c.req);
    const holder = given === "" ? undefined : keyring.find(given);
    if (holder !== undefined) {
      return holder;
    }
    if (isOpen) {
      return { kind: "anonymous", id: `address:${c.var.clientAddress}`, isAdmin: false };
    }
    if (given !== "") {
      return keyring.refuse(given, `Send a valid API key ${SEND_KEY}`);
    }
    const person = await signIn?.person(c);
    if (person !== undefined) {
      requireOwnPage(c, site.publicUrl);
    }
    return person;
  }

  return {
    identify,
    requireAccess: createMiddleware<AppEnv>(async (c, next) => {
      const principal = await identify(c);
      if (principal === undefined) {
        const orSignIn = signIn === undefined ? "" : " A person signs in on Footnote's pages instead.";
        return keyring.refuse("", `Send a valid API key ${SEND_KEY}${orSignIn}`);
      }
      c.set("principal", principal);
      await next();
    }),
    requireAdmin: createMiddleware<AppEnv>(async (c, next) => {
      if (!hasAdmins) {
        throw new HttpError(
          403,
          "admin_disabled",
          "Documents can't be changed over HTTP here. To allow it, the operator sets ADMIN_KEY or ADMIN_GROUPS.",
        );
      }
      const principal = await identify(c);
      if (principal?.isAdmin !== true) {
        return refuseAdmin(principal, givenKey(c.req));
      }
      await next();
    }),
    requireSignIn: createMiddleware<AppEnv>(async (c, next) => {
      if (signIn !== undefined && (await signIn.person(c)) === undefined) {
        return signIn.challenge(c);
      }
      return next();
    }),
  };

  function refuseAdmin(principal: Principal | undefined, given: string): Promise<never> {
    if (principal?.kind === "user" && adminKey === undefined) {
      throw new HttpError(403, "not_admin", "Only members of an admin group may change the documents.");
    }
    return keyring.refuse(given, `Send the admin key ${SEND_KEY}`);
  }
}
