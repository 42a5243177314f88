import type { IncomingMessage } from "node:http";
import type { Context } from "hono";
import type { TrustedHeaderConfig } from "../../config/sign-in.js";
import type { AppEnv } from "../http/app-env.js";
import { isTrustedProxy } from "../http/trusted-proxies.js";
import { type GroupRules, permissionsOf } from "./groups.js";
import type { Principal } from "./principal.js";
import type { SignIn } from "./sign-in.js";
import { signInAssets, signInPage } from "./sign-in-page.js";

/** In characters. */
const LONGEST_NAME = 256;

/**
 * Signs in whom a trusted reverse proxy names in a header of each request. From anybody else the header says nothing.
 */
export function createProxySignIn(
  { user, groups }: TrustedHeaderConfig,
  rules: GroupRules,
  trustedProxies: readonly string[],
): SignIn {
  function named({ env }: Context<AppEnv>): (Principal & { readonly isAllowed: boolean }) | undefined {
    const incoming = env?.incoming;
    if (incoming === undefined || !isTrustedProxy(incoming.socket.remoteAddress ?? "", trustedProxies)) {
      return undefined;
    }
    const name = headerText(incoming, user);
    if (name === undefined || name === "" || name.length > LONGEST_NAME) {
      return undefined;
    }
    const memberOf = groups === undefined ? [] : groupsIn(headerText(incoming, groups) ?? "");
    // The id isn't decoded: two people whose names differ must not become one.
    return { kind: "user", id: `user:${name}`, name: decoded(name), ...permissionsOf(memberOf, rules) };
  }

  return {
    by: "proxy",
    paths: undefined,
    sessionCookie: undefined,
    routes: signInAssets(),
    async person(c) {
      const person = named(c);
      if (person?.isAllowed !== true) {
        return undefined;
      }
      const { isAllowed, ...principal } = person;
      return principal;
    },
    challenge: (c) => signInPage(c, named(c) === undefined ? "proxy" : "notAllowed"),
  };
}

/**
 * A header's text, whose bytes are UTF-8; undefined if it is missing, isn't text on one line, or was sent twice, as when
 * a proxy adds its own to a client's.
 */
function headerText({ headersDistinct }: IncomingMessage, name: string): string | undefined {
  const [value, ...others] = headersDistinct[name] ?? [];
  if (value === undefined || others.length > 0) {
    return undefined;
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1")).trim();
    return /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function groupsIn(list: string): string[] {
  return list
    .split(",")
    .map((group) => decoded(group.trim()))
    .filter((group) => group !== "");
}

/**
 * The text that a proxy percent-encoded. Only what encoding gives is decoded, so that `%61dmins`, which no proxy would
 * make of a group, isn't taken for `admins`.
 */
function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    return encodeURIComponent(plain) === text && !/\p{Cc}/u.test(plain) ? plain : text;
  } catch {
    return text;
  }
}
