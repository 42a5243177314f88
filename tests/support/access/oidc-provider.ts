import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";

/** What a provider knows of a person besides the id. */
export interface Account {
  readonly name?: string;
  readonly email?: string;
  readonly groups?: readonly string[] | string;
}

/** A certified provider of OpenID Connect, with one client. */
export interface RunningProvider {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly issuer: string;
  /** Environment variables of a server that signs people in here. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const CLIENT = { id: "footnote", secret: "the-client-secret-of-the-tests" };

/**
 * Starts a provider where everybody signs in with any password. Claims are in the ID token, or with
 * `claimsInUserInfo` only in the user info.
 * @param footnote the server's public address
 * @param accounts by id
 */
export async function startProvider(
  footnote: string,
  accounts: Readonly<Record<string, Account>>,
  { claimsInUserInfo = false, isPublic = false }: { claimsInUserInfo?: boolean; isPublic?: boolean } = {},
): Promise<RunningProvider> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kty: "EC", use: "sig", alg: "ES256", kid: "one" };
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    cookies: { keys: ["a key of the provider's cookies"] },
    clients: [
      {
        client_id: CLIENT.id,
        ...(isPublic ? { token_endpoint_auth_method: "none" } : { client_secret: CLIENT.secret }),
        redirect_uris: [`${footnote}/auth/callback`],
        post_logout_redirect_uris: [`${footnote}/auth/signed-out`],
        id_token_signed_response_alg: "ES256",
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: claimsInUserInfo,
    claims: { openid: ["sub"], profile: ["name", "groups"], email: ["email"] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...accounts[sub] }) }),
    // Nobody is asked whether Footnote may know.
    async loadExistingGrant(context) {
      const { client, session, params } = context.oidc;
      const grant = new provider.Grant({
        ...(client && { clientId: client.clientId }),
        ...(session?.accountId && { accountId: session.accountId }),
      });
      grant.addOIDCScope(String(params?.["scope"]));
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    // Its pages ask for a font on the internet.
    if (typeof context.body === "string") {
      context.body = context.body.replace(/@import url\([^)]*\);/, "");
    }
  });
  server.on("request", provider.callback());
  return {
    issuer,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      ...(!isPublic && { OIDC_CLIENT_SECRET: CLIENT.secret }),
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
