import * as client from "openid-client";
import type { OidcConfig } from "../../../config/sign-in.js";
import type { PendingSignIn } from "./pending-sign-in.js";

/** Who somebody is, in the provider's words. */
export interface Identity {
  /** The provider's id of the person, never given to another. */
  readonly sub: string;
  /** To be shown; on one line. */
  readonly name: string;
  readonly groups: readonly string[];
}

/** A provider of OpenID Connect. */
export interface Provider {
  /**
   * Where a browser goes to sign in.
   * @param askAgain whether the provider asks for the account even if somebody is signed in there
   */
  signInUrl(pending: PendingSignIn, askAgain: boolean): Promise<URL>;
  /**
   * Who comes back. Signature, issuer, audience, expiry (with 30 s for clocks that differ), state, nonce and PKCE are
   * checked.
   * @param callback the address the browser came back with
   */
  identify(callback: URL, pending: PendingSignIn): Promise<Identity>;
  /** Where a browser goes to sign out there too; undefined if the provider has no such place. */
  signOutUrl(returnTo: string): Promise<URL | undefined>;
}

const TIMEOUT_SECONDS = 10;
/** In characters. */
const LONGEST_NAME = 100;
/** OpenID Connect Core, section 2. */
const LONGEST_SUBJECT = 255;

/**
 * Asks a provider; its addresses are discovered at the first need, and again as long as that fails.
 * @param redirectUrl where it sends people back
 * @param wantsGroups whether it matters in which groups somebody is
 */
export function createProvider(oidc: OidcConfig, redirectUrl: string, wantsGroups: boolean): Provider {
  let discovered: Promise<client.Configuration> | undefined;
  function configuration(): Promise<client.Configuration> {
    discovered ??= discover(oidc).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  }

  return {
    async signInUrl({ state, nonce, codeVerifier }, askAgain) {
      return client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUrl,
        scope: oidc.scopes,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
        ...(askAgain && { prompt: "login" }),
      });
    },
    async identify(callback, { state, nonce, codeVerifier }) {
      const provider = await configuration();
      const tokens = await client.authorizationCodeGrant(provider, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || claims.sub.length > LONGEST_SUBJECT) {
        throw new client.ClientError("the ID token names nobody");
      }
      const { sub } = claims;
      const hasUserInfo = provider.serverMetadata().userinfo_endpoint !== undefined;
      const lacksGroups = wantsGroups && claims[oidc.groupsClaim] === undefined;
      const isComplete = !lacksGroups && nameIn(claims) !== undefined;
      const more: Claims =
        hasUserInfo && !isComplete ? await client.fetchUserInfo(provider, tokens.access_token, sub) : {};
      return {
        sub,
        name: nameIn(claims) ?? nameIn(more) ?? sub,
        groups: groupsOf(claims[oidc.groupsClaim] ?? more[oidc.groupsClaim]),
      };
    },
    async signOutUrl(returnTo) {
      const provider = await configuration();
      return provider.serverMetadata().end_session_endpoint === undefined
        ? undefined
        : client.buildEndSessionUrl(provider, { post_logout_redirect_uri: returnTo });
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const address = new URL(issuer);
  // Checks the ID token's signature too, which the protocol leaves to TLS.
  const execute = [client.enableNonRepudiationChecks];
  if (address.protocol === "http:") {
    execute.push(client.allowInsecureRequests);
  }
  return client.discovery(address, clientId, undefined, authenticationWith(clientSecret), {
    timeout: TIMEOUT_SECONDS,
    execute,
  });
}

/** Sends the secret in the way that the provider takes; by default that is HTTP's basic authentication. */
function authenticationWith(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) {
    return client.None();
  }
  const inBody = client.ClientSecretPost(secret);
  const inHeader = client.ClientSecretBasic(secret);
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const isInBody = methods.includes("client_secret_post") && !methods.includes("client_secret_basic");
    return (isInBody ? inBody : inHeader)(server, ...request);
  };
}

type Claims = Readonly<Record<string, unknown>>;

function nameIn(claims: Claims): string | undefined {
  const names = [claims["name"], claims["preferred_username"], claims["email"]];
  return names.map(oneLine).find((name) => name !== "");
}

function oneLine(value: unknown): string {
  const text = typeof value === "string" ? value.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ") : "";
  return [...text.trim()].slice(0, LONGEST_NAME).join("");
}

/** A list, or names between commas. */
function groupsOf(claim: unknown): string[] {
  const groups: unknown[] = Array.isArray(claim) ? claim : typeof claim === "string" ? claim.split(",") : [];
  return groups.filter((group) => typeof group === "string").map((group) => group.trim());
}
