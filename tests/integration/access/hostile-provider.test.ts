import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ForgingProvider } from "../../support/access/forging-provider.js";
import { createSignInApp, FOOTNOTE, me } from "../../support/access/sign-in-app.js";
import { errorOf } from "../../support/server/fakes.js";
import { requestFrom } from "../../support/server/request-from.js";

let provider: ForgingProvider;

beforeAll(async () => {
  provider = await ForgingProvider.start();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.forgery = {};
});

const createApp = () => createSignInApp({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: "footnote" });

describe("an ID token", () => {
  it("that is right signs somebody in", async () => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    expect((await browser.open(`${FOOTNOTE}/search`)).url.href).toBe(`${FOOTNOTE}/search`);
    expect(await me(browser)).toEqual({ kind: "user", name: "mallory", isAdmin: false });
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each([
    ["another nonce", { claims: (said) => ({ ...said, nonce: "another" }) }],
    ["no nonce", { claims: ({ nonce, ...said }) => said }],
    ["another issuer", { claims: (said) => ({ ...said, iss: "https://evil.example" }) }],
    ["another audience", { claims: (said) => ({ ...said, aud: "another" }) }],
    ["an end long ago", { claims: (said) => ({ ...said, iat: now() - 600, exp: now() - 300 }) }],
    ["no end", { claims: ({ exp, ...said }) => said }],
    ["nobody in it", { claims: ({ sub, ...said }) => said }],
    ["an id that is too long", { claims: (said) => ({ ...said, sub: "x".repeat(256) }) }],
    ["the signature of another key", { foreignKey: true }],
  ] satisfies [string, ForgingProvider["forgery"]][])("with %s signs nobody in", async (_, forgery) => {
    provider.forgery = forgery;
    const { newBrowser, log } = await createApp();
    const browser = newBrowser();
    const refused = await browser.open(`${FOOTNOTE}/search`);
    expect(refused.response.status).toBe(400);
    expect(refused.body).toContain("The sign-in failed");
    expect(refused.body).toContain("/auth/login?returnTo=%2Fsearch");
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
    expect(log).toContainEqual(
      expect.objectContaining({ level: 40, msg: "sign-in failed", reason: expect.stringMatching(/\w/) }),
    );
  });

  it("may be a little ahead of this server's clock", async () => {
    provider.forgery = { claims: (said) => ({ ...said, iat: now() - 60, exp: now() - 10 }) };
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    await browser.open(`${FOOTNOTE}/search`);
    expect(await me(browser)).toMatchObject({ kind: "user" });
  });

  it("can't put lines or markup into the page or the log", async () => {
    provider.forgery = {
      claims: (said) => ({ ...said, name: `<b>M</b>\n${"x".repeat(500)}`, groups: [7, null, { a: 1 }] }),
    };
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    await browser.open(`${FOOTNOTE}/search`);
    const { name } = await me(browser);
    expect(name).toMatch(/^<b>M<\/b> x+$/);
    expect(name).toHaveLength(100);
  });
});

describe("a callback", () => {
  const begin = async () => {
    const { newBrowser, app } = await createApp();
    const browser = newBrowser();
    const way: string[] = [];
    let address = `${FOOTNOTE}/auth/login`;
    while (!address.startsWith(`${FOOTNOTE}/auth/callback`)) {
      address = (await browser.fetch(address)).headers.get("location") ?? "";
      way.push(address);
    }
    return {
      app,
      newBrowser,
      browser,
      callback: new URL(address),
      state: new URL(address).searchParams.get("state") ?? "",
    };
  };
  const wayOf = (callback: URL, changes: Readonly<Record<string, string | null>>) => {
    const changed = new URL(callback);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) {
        changed.searchParams.delete(name);
      } else {
        changed.searchParams.set(name, value);
      }
    }
    return changed;
  };

  it("counts only in the browser that began it", async () => {
    const { browser, newBrowser, callback } = await begin();
    const other = newBrowser();
    await other.fetch(`${FOOTNOTE}/auth/login`);
    const refused = await other.open(callback);
    expect(refused.response.status).toBe(400);
    expect(refused.body).toContain("The sign-in has expired");
    expect(await me(other)).toMatchObject({ kind: "anonymous" });
    await newBrowser().open(callback);
    expect((await browser.open(callback)).url.href).toBe(`${FOOTNOTE}/`);
    expect(await me(browser)).toMatchObject({ kind: "user" });
  });

  it("counts once", async () => {
    const { browser, callback } = await begin();
    await browser.open(callback);
    const [first] = browser.setCookies.slice(-1);
    const again = await browser.open(callback);
    expect(again.response.status).toBe(400);
    expect(again.body).toContain("The sign-in has expired");
    expect(browser.setCookies.at(-1)).toBe(first);
  });

  it.each([
    ["no state", { state: null }],
    ["an empty state", { state: "" }],
    ["a state that nobody sealed", { state: "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC" }],
    ["a state as long as a book", { state: "x".repeat(100_000) }],
  ])("with %s is refused", async (_, changes) => {
    const { browser, callback } = await begin();
    const refused = await browser.open(wayOf(callback, changes));
    expect(refused.response.status).toBe(400);
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
  });

  it("with a changed state is refused, whichever character it is", async () => {
    const { browser, callback, state } = await begin();
    for (let at = 0; at < state.length; at += 17) {
      const other = state[at] === "A" ? "B" : "A";
      const changed = wayOf(callback, { state: state.slice(0, at) + other + state.slice(at + 1) });
      expect((await browser.open(changed)).response.status).toBe(400);
    }
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
  });

  it("isn't taken for a session, nor a session for it", async () => {
    const { app, browser, callback, state } = await begin();
    const asked = await app.request("/api/documents", { headers: { cookie: `footnote-session=${state}` } });
    expect(asked.status).toBe(401);
    await browser.open(callback);
    const session = browser.cookie("footnote.test", "footnote-session") ?? "";
    expect((await browser.open(wayOf(callback, { state: session }))).response.status).toBe(400);
  });

  it.each([
    [{ error: "access_denied" }, 403, "cancelled"],
    [{ error: "server_error", error_description: "<script>alert(1)</script>" }, 400, "failed"],
  ])("that brings the error %o says so", async (told, status, words) => {
    const { browser, callback } = await begin();
    const refused = await browser.open(wayOf(callback, { code: null, ...told }));
    expect(refused.response.status).toBe(status);
    expect(refused.body).toContain(`The sign-in ${words === "cancelled" ? "was cancelled" : words}`);
    expect(refused.body).not.toContain("alert");
  });

  it("speaks German to who prefers it", async () => {
    const { browser } = await begin();
    const refused = await browser.open(`${FOOTNOTE}/auth/callback`, {
      "accept-language": "de-AT,de;q=0.9,en",
    });
    expect(refused.body).toContain('<html lang="de">');
    expect(refused.body).toContain("Die Anmeldung ist abgelaufen");
  });
});

describe("a provider", () => {
  it("that is down is said to be, and asked again at the next sign-in", async () => {
    const { newBrowser, app } = await createApp();
    await provider.close();
    const browser = newBrowser();
    const refused = await browser.open(`${FOOTNOTE}/search`);
    expect(refused.response.status).toBe(503);
    expect(refused.body).toContain("The sign-in service can’t be reached");
    expect((await app.request("/healthz")).status).toBe(200);
    await provider.listen();
    expect((await browser.open(`${FOOTNOTE}/search`)).url.href).toBe(`${FOOTNOTE}/search`);
    // Who is signed in needs it no more, not even to sign out.
    await provider.close();
    expect(await me(browser)).toMatchObject({ kind: "user" });
    const signedOut = await browser.fetch(`${FOOTNOTE}/auth/logout`, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(await signedOut.json()).toEqual({ location: "/auth/signed-out" });
    await provider.listen();
  });

  it("is discovered once by all who sign in", async () => {
    const { newBrowser } = await createApp();
    const before = provider.discoveries;
    await Promise.all(Array.from({ length: 5 }, () => newBrowser().open(`${FOOTNOTE}/search`)));
    expect(provider.discoveries - before).toBe(1);
  });

  it("that calls itself otherwise isn't believed", async () => {
    provider.forgery = { metadata: { issuer: "https://evil.example" } };
    const { newBrowser } = await createApp();
    const refused = await newBrowser().open(`${FOOTNOTE}/search`);
    expect(refused.body).toContain("The sign-in failed");
  });

  it.each([
    { status: 500, body: "<h1>oops</h1>", type: "text/html" },
    { status: 200, body: "{", type: "application/json" },
    { status: 200, body: "{}", type: "application/json" },
    { status: 401, body: '{"error":"invalid_client"}', type: "application/json" },
  ])("that answers %o instead of tokens signs nobody in", async (answer) => {
    provider.forgery = { answer };
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    const refused = await browser.open(`${FOOTNOTE}/search`);
    expect([400, 503]).toContain(refused.response.status);
    expect(refused.body).not.toContain("oops");
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
  });
});

describe("signing in", () => {
  it.each(["/auth/login", "/auth/callback?state=x", "/auth/logout"])(
    "can be tried only so often from one address (%s)",
    async (address) => {
      const { app } = await createSignInApp({
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: "footnote",
        RATE_LIMIT_PER_ADDRESS: "2",
      });
      const method = address === "/auth/logout" ? "POST" : "GET";
      const tryFrom = (client: string) =>
        requestFrom(app, client, new Request(`http://localhost${address}`, { method }));
      const first = await tryFrom("192.0.2.1");
      expect(first.headers.get("ratelimit-policy")).toBe('"per-address";q=2;w=60');
      await tryFrom("192.0.2.1");
      const refused = await tryFrom("192.0.2.1");
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await errorOf(refused)).code).toBe("too_many_requests");
      expect((await tryFrom("192.0.2.2")).status).toBe(first.status);
      // What the pages about signing in load isn't counted.
      expect((await requestFrom(app, "192.0.2.1", "/auth/page.css")).status).toBe(200);
    },
  );
});
