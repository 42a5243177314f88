import { describe, expect, it } from "vitest";
import { createSignInApp, FOOTNOTE } from "../../../support/access/sign-in-app.js";
import { DescriptionChecker, readDescription } from "../../../support/server/description.js";

/** Nothing listens there. */
const SETTINGS = {
  OIDC_ISSUER: "http://127.0.0.1:1",
  OIDC_CLIENT_ID: "id",
  OIDC_CLIENT_SECRET: "secret",
  ADMIN_GROUPS: "editors",
  API_KEYS: "key",
};

const { app } = await createSignInApp(SETTINGS);
const headers = { "x-api-key": "key" };
const checker = new DescriptionChecker(await readDescription((path) => app.request(path, { headers })));

describe("what is answered about signing in is as described", () => {
  it.each([
    [503, "GET /auth/login", "/auth/login", {}],
    [200, "GET /auth/login", "/auth/login?returnTo=/documents/doc1", {}],
    [400, "GET /auth/callback", "/auth/callback?state=nope", {}],
    [403, "POST /auth/logout", "/auth/logout", {}],
    [200, "POST /auth/logout", "/auth/logout", { "sec-fetch-site": "same-origin" }],
    [200, "GET /auth/signed-in", "/auth/signed-in", {}],
    [200, "GET /auth/signed-out", "/auth/signed-out", {}],
    [200, "GET /api/me", "/api/me", {}],
    [401, "POST /api/ingest", "/api/ingest", {}],
    [403, "GET /metrics", "/metrics", {}],
    [401, "GET /openapi.json", "/openapi.json", {}],
  ] as const)("%i %s", async (status, operation, path, sent) => {
    const [method = "", template = ""] = operation.split(" ");
    const response = await app.request(FOOTNOTE + path, { method, headers: sent });
    expect(response.status).toBe(status);
    expect(await checker.problemsOfAnswer(method, template, response)).toEqual([]);
  });
});
