import { FootnoteError } from "../core/errors.js";
import type { Values } from "./variables.js";

/** How people sign in with a provider of OpenID Connect. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client. */
  readonly clientSecret: string | undefined;
  readonly scopes: string;
  readonly groupsClaim: string;
}

/** How a reverse proxy says who somebody is; only the trusted ones are believed. Names are in lower case. */
export interface TrustedHeaderConfig {
  readonly user: string;
  readonly groups: string | undefined;
}

/** Who may sign in, and how. */
export interface SignInConfig {
  /** At most one of the two is set; with neither, people needn't sign in. */
  readonly oidc: OidcConfig | undefined;
  readonly trustedHeader: TrustedHeaderConfig | undefined;
  /** None: everybody who can sign in may. */
  readonly allowedGroups: readonly string[];
  readonly adminGroups: readonly string[];
  /** Undefined: a random one, kept with the index. */
  readonly sessionSecret: string | undefined;
  readonly sessionMs: number;
}

/**
 * The sign-in that the variables describe.
 * @throws FootnoteError `invalid_configuration` if one is missing that another needs
 */
export function signInOf(values: Values): SignInConfig {
  return {
    oidc: oidcOf(values),
    trustedHeader: trustedHeaderOf(values),
    allowedGroups: values.ALLOWED_GROUPS,
    adminGroups: values.ADMIN_GROUPS,
    sessionSecret: values.SESSION_SECRET,
    sessionMs: values.SESSION_HOURS * 3_600_000,
  };
}

function oidcOf(values: Values): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined) {
    return undefined;
  }
  if (clientId === undefined || values.PUBLIC_URL === undefined) {
    throw new FootnoteError(
      "invalid_configuration",
      "OIDC_ISSUER needs OIDC_CLIENT_ID and PUBLIC_URL, the address that the provider sends people back to.",
    );
  }
  if (values.TRUSTED_HEADER !== undefined) {
    throw new FootnoteError(
      "invalid_configuration",
      "OIDC_ISSUER needs TRUSTED_HEADER to be unset: people sign in in one way.",
    );
  }
  return {
    issuer,
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET,
    scopes: values.OIDC_SCOPES,
    groupsClaim: values.OIDC_GROUPS_CLAIM,
  };
}

function trustedHeaderOf(values: Values): TrustedHeaderConfig | undefined {
  const { TRUSTED_HEADER: user, TRUSTED_GROUPS_HEADER: groups } = values;
  if (user === undefined) {
    return undefined;
  }
  if (values.TRUSTED_PROXIES.length === 0) {
    throw new FootnoteError(
      "invalid_configuration",
      "TRUSTED_HEADER needs TRUSTED_PROXIES: the addresses of the reverse proxies that may send it.",
    );
  }
  return { user, groups };
}
