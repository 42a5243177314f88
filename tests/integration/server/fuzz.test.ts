import { readdir } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INSTALLATION } from "../../../src/config/installation.js";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { ForgingProvider } from "../../support/access/forging-provider.js";
import {
  createFuzzedApp,
  type FuzzedApp,
  type FuzzedParts,
  openFuzzedParts,
  sendOver,
  sendTo,
} from "../../support/fuzz/fuzzed-apps.js";
import { type HostileRequest, hostileRequest, type Known } from "../../support/fuzz/hostile-requests.js";
import { exchange, faultsOfConnection, rawConnection } from "../../support/fuzz/raw-connections.js";
import { faultsOf, leaks, type WholeAnswer } from "../../support/fuzz/sound-answer.js";

/** How many requests each server is sent; for a night, many. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 100);

const API_KEY = "the-api-key-of-the-fuzzed-server";
const ADMIN_KEY = "the-admin-key-of-the-fuzzed-server";
const SESSION_SECRET = "the-session-secret-of-the-fuzzed-server";
const SECRETS = [API_KEY, ADMIN_KEY, SESSION_SECRET];

const QUESTION = "Wann wollte Kirgisistan vermitteln?";
const FOOTNOTE = "http://footnote.test";

let parts: FuzzedParts;
let provider: ForgingProvider;

beforeAll(async () => {
  parts = await openFuzzedParts({ "bread.md": "# Bread\n\nRye bread needs sixty-five minutes in the oven." });
  provider = await ForgingProvider.start();
});

afterAll(async () => {
  await provider.close();
  await parts.close();
});

/** How a server is set up, and what its callers have. */
interface Setup {
  readonly environment: () => Readonly<Record<string, string>>;
  /** By default nobody needs any. */
  readonly signIn?: (fuzzed: FuzzedApp) => Promise<Pick<Known, "credentials" | "parameters">>;
  readonly addresses?: fc.Arbitrary<string>;
}

const withHeaders =
  (...credentials: Known["credentials"]) =>
  async () => ({ credentials, parameters: [] });

const SETUPS: Readonly<Record<string, Setup>> = {
  "that is open": { environment: () => ({}) },
  "with keys": {
    environment: () => ({ API_KEYS: API_KEY, ALLOWED_ORIGINS: "https://docs.example" }),
    signIn: withHeaders({ authorization: `Bearer ${API_KEY}` }),
  },
  "behind a proxy that signs people in": {
    environment: () => ({
      TRUSTED_HEADER: "X-Forwarded-User",
      TRUSTED_GROUPS_HEADER: "X-Forwarded-Groups",
      TRUSTED_PROXIES: "127.0.0.1",
      ALLOWED_GROUPS: "staff",
      BASE_PATH: "/docs",
    }),
    signIn: withHeaders({
      "x-forwarded-user": "alice",
      "x-forwarded-groups": "staff",
      "sec-fetch-site": "same-origin",
    }),
    addresses: fc.oneof({ weight: 4, arbitrary: fc.constant("127.0.0.1") }, fc.ipV6()),
  },
  "that people sign in to": {
    environment: () => ({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: "footnote",
      PUBLIC_URL: FOOTNOTE,
      SESSION_SECRET,
    }),
    signIn: signInWithProvider,
  },
  "whose documents change": {
    environment: () => ({ API_KEYS: API_KEY, ADMIN_KEY }),
    signIn: withHeaders({ "x-api-key": ADMIN_KEY }),
  },
};

/** Gives the cookies of a person, and a sign-in on its way. */
async function signInWithProvider({ app }: FuzzedApp) {
  const begun = await app.request(`${FOOTNOTE}/auth/login?account=other`);
  const cookie = begun.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  const asked = begun.headers.get("location") ?? "";
  const back = new URL((await fetch(asked, { redirect: "manual" })).headers.get("location") ?? "");
  const done = await app.request(back, { headers: { cookie } });
  const session = done.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  return {
    credentials: [{ cookie: `${cookie}; ${session}`, "sec-fetch-site": "same-origin" }],
    parameters: [["state", new URL(asked).searchParams.get("state") ?? ""]] as const,
  };
}

/** Ids of the documents that there should be, by path. */
type Kept = Map<string, string>;

async function indexed(): Promise<Kept> {
  return new Map((await parts.opened.store.documents()).map((document) => [document.path, document.id]));
}

/** Counts in what an answer says that it has changed. */
function follow({ method }: HostileRequest, { status, body }: WholeAnswer, kept: Kept): void {
  if (status === 201) {
    for (const { path, id } of JSON.parse(body.toString()).documents) {
      kept.set(path, id);
    }
  } else if (status === 200 && method === "DELETE") {
    kept.delete(JSON.parse(body.toString()).removed[0]);
  }
}

async function knownTo(signedIn: Pick<Known, "credentials" | "parameters"> | undefined): Promise<Known> {
  const [documentId = ""] = (await indexed()).values();
  const assets = await readdir(path.join(INSTALLATION.pages, "assets"));
  return { documentId, assets, ...(signedIn ?? { credentials: [], parameters: [] }) };
}

/** Whether what callers have is worth nothing: then hardly anything would be fuzzed. */
async function isAnonymous({ app }: FuzzedApp, { credentials: [headers = {}] }: Known): Promise<boolean> {
  const request = { method: "GET", target: "/api/me", headers, body: undefined };
  const { body } = await sendTo(app, request, "127.0.0.1", []);
  return JSON.parse(body.toString()).kind === "anonymous";
}

async function askOver(url: string): Promise<unknown> {
  const response = await fetch(`${url}/api/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }], stream: false }),
  });
  return response.json();
}

describe.each(Object.entries(SETUPS))("a server %s", (_, { environment, signIn, addresses = fc.ipV4() }) => {
  it("answers every request soundly, and holds what it held", async () => {
    const fuzzed = await createFuzzedApp(parts, environment());
    const { app, routes, faults } = fuzzed;
    const before = await indexed();
    const kept = new Map(before);
    const known = await knownTo(await signIn?.(fuzzed));
    expect(await isAnonymous(fuzzed, known)).toBe(known.credentials.length === 0);
    await fc.assert(
      fc.asyncProperty(hostileRequest(routes, known), addresses, async (request, address) => {
        // What was there from the beginning is asked for in the end.
        const ids = [...kept].filter(([path]) => request.method !== "DELETE" || !before.has(path));
        const answer = await sendTo(
          app,
          request,
          address,
          ids.map(([, id]) => id),
        );
        expect([...faultsOf(answer, request.target, SECRETS), ...faults()]).toEqual([]);
        follow(request, answer, kept);
      }),
      { numRuns: RUNS },
    );
    expect([...(await indexed()).keys()].toSorted()).toEqual([...kept.keys()].toSorted());
    const files = await readdir(parts.workspace.documents, { recursive: true });
    expect(files.filter((file) => file.includes("footnote-upload"))).toEqual([]);
  });
});

describe("a server at a socket", () => {
  let fuzzed: FuzzedApp;
  let server: Listener;
  let requests: fc.Arbitrary<HostileRequest>;

  beforeAll(async () => {
    fuzzed = await createFuzzedApp(parts, {});
    server = await listen(fuzzed.app, "127.0.0.1", 0);
    requests = hostileRequest(fuzzed.routes, await knownTo(undefined));
  });

  afterAll(() => server.stop(0));

  it("answers every request soundly", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const answer = await sendOver(server.url, request);
        // What Node refuses by itself has neither a body nor headers of the app's.
        const isRefused = [400, 431].includes(answer.status) && answer.body.length === 0;
        const wrong = isRefused ? [] : faultsOf(answer, request.target, SECRETS);
        expect([...wrong, ...fuzzed.faults()]).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("survives whatever is written into its connections, and then answers as before", async () => {
    const port = Number(new URL(server.url).port);
    await fc.assert(
      fc.asyncProperty(rawConnection(requests), async (connection) => {
        const sent = await exchange(port, connection);
        expect([...faultsOfConnection(sent), ...leaks(sent, "", SECRETS), ...fuzzed.faults()]).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(await askOver(server.url)).toMatchObject({
      answered: true,
      answer: expect.stringContaining("1992"),
    });
  });
});
