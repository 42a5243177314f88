import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppDependencies } from "../../../../src/server/app.js";
import type { AppEnv } from "../../../../src/server/http/app-env.js";
import { ERRORS } from "../../../../src/server/openapi/errors.js";
import { createSignInApp, FOOTNOTE } from "../../../support/access/sign-in-app.js";
import {
  type DescribedOperation,
  type Description,
  DescriptionChecker,
  readDescription,
} from "../../../support/server/description.js";
import { config, createTestApp } from "../../../support/server/fakes.js";

const ROOT = resolve(import.meta.dirname, "../../../..");

/** What a browser opens and loads. */
const PAGES = [
  "get /",
  "get /assets/*",
  "get /auth/continue.js",
  "get /auth/page.css",
  "get /auth/signed-in.js",
  "get /demo",
  "get /docs",
  "get /documents",
  "get /documents/{id}",
  "get /search",
  "get /widget.js",
];

/** Middleware is registered for every method. */
const EVERY_METHOD = "ALL";

const RATE_LIMITS = { perKey: 600, perUser: 120, perAddress: 120, feedbackPerHour: 100 };

const withConfig = async (changed: Partial<AppDependencies["config"]>) =>
  createTestApp({ config: { ...config, ...changed } });

const withSignIn = async (settings: Readonly<Record<string, string>>) =>
  (await createSignInApp({ API_KEYS: "key", ...settings })).app;

const OIDC = {
  OIDC_ISSUER: "http://127.0.0.1:1",
  OIDC_CLIENT_ID: "id",
  OIDC_CLIENT_SECRET: "secret",
  ADMIN_GROUPS: "editors",
};
const PROXY = { TRUSTED_HEADER: "x-forwarded-user", TRUSTED_PROXIES: "127.0.0.1", HOST: "127.0.0.1" };

const SERVERS = {
  "that is open": () => withConfig({}),
  "with keys and limits": () => withConfig({ apiKeys: ["key"], adminKey: "admin", rateLimits: RATE_LIMITS }),
  "with metrics on a port of their own": () => withConfig({ metrics: { host: "127.0.0.1", port: 1 } }),
  "with a provider's sign-in": () => withSignIn(OIDC),
  "with a proxy's sign-in": () => withSignIn(PROXY),
} as const satisfies Readonly<Record<string, () => Promise<Hono<AppEnv>>>>;

const describedBy = (app: Hono<AppEnv>, headers: Readonly<Record<string, string>> = {}) =>
  readDescription((path) => app.request(path, { headers: { "x-api-key": "key", ...headers } }));

function operationsOf({ paths }: Description): readonly (readonly [string, DescribedOperation])[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
}

describe.each(Object.entries(SERVERS))("the description of a server %s", (_, open) => {
  it("holds every route but pages, and nothing else", async () => {
    const app = await open();
    const routes = app.routes
      .filter(({ method }) => method !== EVERY_METHOD)
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`);
    const described = operationsOf(await describedBy(app)).map(([name]) => name);
    expect(described.length).toBeGreaterThan(14);
    expect(described.toSorted()).toEqual(
      [...new Set(routes)].filter((route) => !PAGES.includes(route)).toSorted(),
    );
  });

  it("is OpenAPI 3.1", async () => {
    const description = await describedBy(await open());
    const validator = new Validator();
    expect(await validator.validate({ ...description })).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
    expect(description.openapi).toMatch(/^3\.1\./);
  });

  it("refers only to what it holds, and names each operation once", async () => {
    const description = await describedBy(await open());
    const { components } = description;
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter(([, kind = "", name = ""]) => components[kind]?.[name] === undefined)).toEqual(
      [],
    );
    const operations = operationsOf(description).map(([, operation]) => operation);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const schemes = operations.flatMap(({ security }) => security.flatMap((way) => Object.keys(way)));
    expect([...new Set(schemes)].toSorted()).toEqual(
      Object.keys(components["securitySchemes"] ?? {}).toSorted(),
    );
  });

  it("has schemas that JSON Schema knows, each of which is used", async () => {
    const description = await describedBy(await open());
    const checker = new DescriptionChecker(description);
    const text = JSON.stringify(description);
    for (const name of Object.keys(description.components["schemas"] ?? {})) {
      const $ref = `#/components/schemas/${name}`;
      expect(() => checker.problems({ $ref }, {}, false), name).not.toThrow();
    }
    // Where nobody signs in, nobody signs out.
    const unused = Object.keys(description.components["schemas"] ?? {}).filter(
      (name) => name !== "SignedOut" && !text.includes(`"#/components/schemas/${name}"`),
    );
    expect(unused).toEqual([]);
  });
});

describe("the description", () => {
  it("says who may call, as the server has it", async () => {
    const securityOf = async (app: Hono<AppEnv>, name: string) => {
      const [, operation] = operationsOf(await describedBy(app)).find(([each]) => each === name) ?? [];
      return operation?.security.map((way) => Object.keys(way));
    };
    const keys = await SERVERS["with keys and limits"]();
    const [apiKeys, adminKeys] = [
      [["apiKey"], ["apiKeyHeader"]],
      [["adminKey"], ["adminKeyHeader"]],
    ];
    expect(await securityOf(keys, "post /api/chat")).toEqual([...apiKeys, ...adminKeys]);
    expect(await securityOf(keys, "post /api/documents")).toEqual(adminKeys);
    expect(await securityOf(keys, "get /metrics")).toEqual(adminKeys);
    expect(await securityOf(keys, "get /api/me")).toEqual([[], ...apiKeys, ...adminKeys]);
    expect(await securityOf(keys, "get /healthz")).toEqual([]);
    const open = await SERVERS["that is open"]();
    expect(await securityOf(open, "post /api/chat")).toEqual([]);
    const oidc = await SERVERS["with a provider's sign-in"]();
    expect(await securityOf(oidc, "post /api/chat")).toEqual([...apiKeys, ["session"]]);
    expect(await securityOf(oidc, "delete /api/documents/{id}")).toEqual([["session"]]);
    expect(await securityOf(oidc, "get /openapi.json")).toEqual([...apiKeys, ["session"]]);
  });

  it("names the cookie that browsers send", async () => {
    const cookieOf = async (publicUrl: string) => {
      const { components } = await describedBy(await withSignIn({ ...OIDC, PUBLIC_URL: publicUrl }));
      return components["securitySchemes"]?.["session"];
    };
    const cookie = { type: "apiKey", in: "cookie" };
    expect(await cookieOf("http://footnote.test")).toMatchObject({ ...cookie, name: "footnote-session" });
    expect(await cookieOf("https://a.test")).toMatchObject({ ...cookie, name: "__Host-footnote-session" });
    expect(await cookieOf("https://a.test/b")).toMatchObject({
      ...cookie,
      name: "__Secure-footnote-session",
    });
  });

  it("says where the server is reached", async () => {
    const serversOf = async (site: Partial<AppDependencies["config"]["site"]>, path = "/openapi.json") => {
      const app = await withConfig({ site: { ...config.site, ...site } });
      return (await readDescription(() => app.request(path))).servers;
    };
    expect(await serversOf({})).toEqual([{ url: "/" }]);
    expect(await serversOf({ basePath: "/notes" }, "/notes/openapi.json")).toEqual([{ url: "/notes" }]);
    const publicUrl = "https://example.com/notes";
    expect(await serversOf({ basePath: "/notes", publicUrl })).toEqual([{ url: publicUrl }]);
  });

  it("is of Footnote's version", async () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8")) as { version: string };
    expect((await describedBy(createTestApp())).info.version).toBe(version);
  });

  it("gives errors the status that the list of docs/api.md has for them", () => {
    const page = readFileSync(`${ROOT}/docs/api.md`, "utf8");
    for (const [code, [status]] of Object.entries(ERRORS)) {
      expect(page).toContain(`| \`${code}\` | ${status} |`);
    }
  });

  it("is open without a sign-in, also where there are keys", async () => {
    const app = await withConfig({ apiKeys: ["key"] });
    expect((await app.request("/openapi.json")).status).toBe(200);
  });

  it("is for a person who is signed in, or a key, where people sign in", async () => {
    const app = await withSignIn(OIDC);
    const ask = (headers: Record<string, string>, path = "/openapi.json") =>
      app.request(`${FOOTNOTE}${path}`, { headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ "x-api-key": "wrong" })).status).toBe(401);
    expect((await ask({ "x-api-key": "key" })).status).toBe(200);
    const page = await ask({ accept: "text/html" }, "/docs");
    expect(page.status).toBe(302);
    expect(page.headers.get("location")).toContain("/auth/login?returnTo=%2Fdocs");
  });
});
