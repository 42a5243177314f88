import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** What a provider does wrong. */
export interface Forgery {
  /** Changes what the ID token says. */
  readonly claims?: (claims: JWTPayload) => JWTPayload;
  /** Whether the ID token is signed with a key that the provider doesn't publish. */
  readonly foreignKey?: boolean;
  /** What the endpoint answers instead of tokens. */
  readonly answer?: { readonly status: number; readonly body: string; readonly type?: string };
  /** Changes the discovery document. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A provider that sends everybody straight back as `mallory`, and that lies as it is told to. */
export class ForgingProvider {
  forgery: Forgery = {};
  /** How often the discovery document was asked for. */
  discoveries = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  /** By code. */
  readonly #nonces = new Map<string, string>();
  #port = 0;

  private constructor(private readonly keys: readonly [Keys, Keys]) {}

  static async start(): Promise<ForgingProvider> {
    const provider = new ForgingProvider([await createKeys(), await createKeys()]);
    await provider.listen();
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the same port as before if it did. */
  async listen(): Promise<void> {
    await once(this.#server.listen(this.#port, "127.0.0.1"), "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "", this.issuer);
    switch (pathname) {
      case "/.well-known/openid-configuration":
        this.discoveries += 1;
        return send(response, { ...this.#metadata(), ...this.forgery.metadata });
      case "/keys":
        return send(response, { keys: [this.keys[0].published] });
      case "/authorize": {
        const code = `code-${this.#nonces.size}`;
        this.#nonces.set(code, searchParams.get("nonce") ?? "");
        const back = new URL(searchParams.get("redirect_uri") ?? "");
        back.search = new URLSearchParams({ code, state: searchParams.get("state") ?? "" }).toString();
        response.writeHead(302, { location: back.href }).end();
        return undefined;
      }
      case "/token":
        return this.#sendTokens(await formOf(request), response);
      default:
        response.writeHead(404).end();
        return undefined;
    }
  }

  #metadata() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
      code_challenge_methods_supported: ["S256"],
    };
  }

  async #sendTokens(form: URLSearchParams, response: ServerResponse): Promise<void> {
    const { answer, claims = (said: JWTPayload) => said, foreignKey = false } = this.forgery;
    const code = form.get("code") ?? "";
    const nonce = this.#nonces.get(code);
    this.#nonces.delete(code);
    if (answer !== undefined) {
      response
        .writeHead(answer.status, { "content-type": answer.type ?? "application/json" })
        .end(answer.body);
      return;
    }
    if (nonce === undefined) {
      send(response, { error: "invalid_grant" }, 400);
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: this.issuer, aud: "footnote", sub: "mallory", nonce, iat: now, exp: now + 60 };
    const idToken = await new SignJWT(claims(said))
      .setProtectedHeader({ alg: "ES256", kid: "published" })
      .sign(this.keys[foreignKey ? 1 : 0].privateKey);
    send(response, { access_token: "any", token_type: "Bearer", id_token: idToken });
  }
}

type Keys = Awaited<ReturnType<typeof createKeys>>;

async function createKeys() {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  return { privateKey, published: { ...(await exportJWK(publicKey)), alg: "ES256", kid: "published" } };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function send(response: ServerResponse, body: unknown, status = 200): undefined {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
