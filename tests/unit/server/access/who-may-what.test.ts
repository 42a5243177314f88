import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { Principal } from "../../../../src/server/access/principal.js";
import type { SignIn } from "../../../../src/server/access/sign-in.js";
import type { AppDependencies } from "../../../../src/server/app.js";
import { createMetrics } from "../../../../src/server/metrics/metrics.js";
import { config, createTestApp } from "../../../support/server/fakes.js";

/** What holds nothing of the documents. */
const OPEN: ReadonlySet<string> = new Set([
  "GET /healthz",
  "GET /readyz",
  "GET /widget.js",
  "GET /assets/*",
  "GET /api/me",
]);

/** What holds nothing of the documents either, but is shown after a sign-in only where there is one. */
const PAGES: ReadonlySet<string> = new Set([
  "GET /",
  "GET /search",
  "GET /demo",
  "GET /documents",
  "GET /documents/:id",
  "GET /docs",
  "GET /openapi.json",
]);

const ADMIN: ReadonlySet<string> = new Set([
  "POST /api/documents",
  "DELETE /api/documents/:id",
  "GET /api/ingest",
  "POST /api/ingest",
  "GET /metrics",
]);

type Headers = Readonly<Record<string, string>>;

/** A sign-in that believes a header, which a browser would send as a cookie. */
const signIn: SignIn = {
  by: "oidc",
  paths: undefined,
  sessionCookie: undefined,
  routes: new Hono(),
  async person(c): Promise<Principal | undefined> {
    const name = c.req.header("x-test-person");
    return name === undefined ? undefined : { kind: "user", id: `user:${name}`, isAdmin: name === "editor" };
  },
  challenge: (c) => c.text("Sign in.", 401),
};

const WRONG_KEY: Headers = { "x-api-key": "reader-key2" };
const KEYS = { ...config, apiKeys: ["reader-key"], adminKey: "admin-key" };
const WITH_SIGN_IN = { ...KEYS, signIn: { ...config.signIn, adminGroups: ["editors"] } };

/** The same for all apps, since making them takes longest. */
const metrics = createMetrics();

/** Every method and path that the app answers; middleware is registered for every method. */
const ROUTES: readonly string[] = [
  ...new Set(
    createTestApp({ metrics })
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  ),
].toSorted();

/** The routes that let somebody in: whatever they answer, it isn't that the caller may not. */
async function openTo(headers: Headers, replaced: Partial<AppDependencies>): Promise<string[]> {
  const newApp = () => createTestApp({ metrics, ...replaced });
  const shared = newApp();
  const answered = await Promise.all(
    ROUTES.map(async (route) => {
      const [method = "", path = ""] = route.split(" ");
      // Wrong keys are limited, and here each is to be refused for itself.
      const app = headers === WRONG_KEY ? newApp() : shared;
      const response = await app.request(path.replace(/:id|\*/, "doc9"), {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(method === "POST" && { body: "{}" }),
      });
      return { route, mayPass: ![401, 403].includes(response.status), status: response.status };
    }),
  );
  expect(answered.filter(({ status }) => status === 429)).toEqual([]);
  return answered.flatMap(({ route, mayPass }) => (mayPass ? [route] : []));
}

/** What isn't named above is for readers: a new route is closed until it is listed. */
const forReaders = () => ROUTES.filter((route) => !ADMIN.has(route));
const withoutKey = () => ROUTES.filter((route) => OPEN.has(route) || PAGES.has(route));
/** A wrong key is refused wherever keys are read, though `GET /api/me` is open without one. */
const withWrongKey = (open: readonly string[]) => open.filter((route) => route !== "GET /api/me");

describe("with keys", () => {
  it.each([
    ["nobody", {}, withoutKey],
    ["a wrong key", WRONG_KEY, () => withWrongKey(withoutKey())],
    ["a reader's key", { "x-api-key": "reader-key" }, forReaders],
    ["a reader's key as a bearer token", { authorization: "Bearer reader-key" }, forReaders],
    ["the admin key", { authorization: "Bearer admin-key" }, () => ROUTES],
    ["a made-up person", { "x-test-person": "editor", "x-forwarded-user": "editor" }, withoutKey],
  ] satisfies [string, Headers, () => readonly string[]][])(
    "%s passes where it may",
    async (_, headers, expected) => {
      expect(await openTo(headers, { config: KEYS })).toEqual(expected());
    },
  );
});

describe("with a sign-in", () => {
  const OWN_PAGE = { "sec-fetch-site": "same-origin" };
  const onlyOpen = () => ROUTES.filter((route) => OPEN.has(route));

  it.each([
    ["nobody", {}, onlyOpen],
    ["a wrong key", WRONG_KEY, () => withWrongKey(onlyOpen())],
    ["a reader", { "x-test-person": "bob", ...OWN_PAGE }, forReaders],
    ["a member of an admin group", { "x-test-person": "editor", ...OWN_PAGE }, () => ROUTES],
    [
      "another site in the name of such a member",
      { "x-test-person": "editor", "sec-fetch-site": "cross-site" },
      () => ROUTES.filter((route) => route.startsWith("GET")),
    ],
  ] satisfies [string, Headers, () => readonly string[]][])(
    "%s passes where it may",
    async (_, headers, expected) => {
      expect(await openTo(headers, { config: WITH_SIGN_IN, signIn })).toEqual(expected());
    },
  );
});

describe("with nothing set", () => {
  it("everybody may ask, and nobody may change or measure anything", async () => {
    for (const headers of [{}, { "x-api-key": "admin-key" }, { "x-test-person": "editor" }]) {
      expect(await openTo(headers, { config })).toEqual(forReaders());
    }
  });
});
