import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { MemoryDriver } from "../../../src/store/memory/memory-driver.js";
import type { HttpBrowser, Visited } from "../../support/access/http-browser.js";
import { type RunningProvider, startProvider } from "../../support/access/oidc-provider.js";
import { createSignInApp, FOOTNOTE, me } from "../../support/access/sign-in-app.js";

const ACCOUNTS = {
  alice: { name: "Alice Änderung", groups: ["staff", "editors"] },
  bob: { name: "Bob", groups: ["staff"] },
  eve: { name: "Eve", groups: ["guests"] },
  "only-email": { email: "someone@example.com", groups: "staff, others" },
};
const GROUPS = { ALLOWED_GROUPS: "staff", ADMIN_GROUPS: "editors" };
const FROM_OWN_PAGE = { "sec-fetch-site": "same-origin" };

let provider: RunningProvider;

beforeAll(async () => {
  provider = await startProvider(FOOTNOTE, ACCOUNTS);
});
afterAll(() => provider.close());
afterEach(() => {
  vi.useRealTimers();
});

const createApp = (settings = {}, driver = new MemoryDriver()) =>
  createSignInApp({ ...provider.settings, ...GROUPS, ...settings }, driver);

/** Opens a page, which leads to the provider, and enters a name there. */
async function signIn(browser: HttpBrowser, login: string, page = "/"): Promise<Visited> {
  const form = await browser.open(FOOTNOTE + page);
  expect(form.url.origin).toBe(provider.issuer);
  return browser.submit(form, { login, password: "any" });
}

const logOut = (browser: HttpBrowser, headers: Readonly<Record<string, string>> = FROM_OWN_PAGE) =>
  browser.fetch(`${FOOTNOTE}/auth/logout`, { method: "POST", headers });

describe("signing in with a provider", () => {
  it("leads from a page to the provider and back to the page, and says who somebody is", async () => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    expect(await me(browser)).toEqual({ kind: "anonymous", name: null, isAdmin: false });
    const arrived = await signIn(browser, "bob", "/search?q=a%26b&k=5");
    expect(arrived.url.href).toBe(`${FOOTNOTE}/search?q=a%26b&k=5`);
    expect(await me(browser)).toEqual({ kind: "user", name: "Bob", isAdmin: false });
    const asked = await browser.open(`${FOOTNOTE}/documents`);
    expect(asked.url.href).toBe(`${FOOTNOTE}/documents`);
  });

  it("tells pages where to sign in and out", async () => {
    const { newBrowser } = await createApp();
    expect(await (await newBrowser().fetch(`${FOOTNOTE}/api/me`)).json()).toMatchObject({
      signInBy: "oidc",
      signInUrl: "/auth/login",
      signOutUrl: "/auth/logout",
    });
  });

  it("asks for a code with PKCE, state and nonce, and keeps them out of the log", async () => {
    const { newBrowser, log } = await createApp();
    const browser = newBrowser();
    const arrived = await signIn(browser, "bob");
    const form = await createApp().then((other) => other.newBrowser().open(`${FOOTNOTE}/`));
    const query = new URL(form.way[2] ?? "").searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: "code",
      scope: "openid profile email",
      redirect_uri: `${FOOTNOTE}/auth/callback`,
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w.-]{100,}$/),
    });
    const callback = arrived.way.find((address) => address.includes("/auth/callback"));
    const secrets = [...new URL(callback ?? "").searchParams.values()];
    expect(secrets.length).toBeGreaterThan(1);
    for (const secret of secrets.filter((value) => value !== provider.issuer)) {
      expect(JSON.stringify(log)).not.toContain(secret);
    }
  });

  it("makes members of an admin group administrators, without a key", async () => {
    const { newBrowser } = await createApp();
    const [alice, bob] = [newBrowser(), newBrowser()];
    await signIn(alice, "alice");
    await signIn(bob, "bob");
    expect(await me(alice)).toEqual({ kind: "user", name: "Alice Änderung", isAdmin: true });
    const ingest = (browser: HttpBrowser) =>
      browser.fetch(`${FOOTNOTE}/api/ingest`, {
        method: "POST",
        headers: { ...FROM_OWN_PAGE, "content-type": "application/json" },
        body: "{}",
      });
    expect((await ingest(alice)).status).toBe(200);
    const refused = await ingest(bob);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "not_admin" } });
    expect((await bob.fetch(`${FOOTNOTE}/api/documents`)).status).toBe(200);
  });

  it("reads groups between commas, and takes the address of somebody without a name", async () => {
    const { newBrowser } = await createApp({ ADMIN_GROUPS: "others" });
    const browser = newBrowser();
    await signIn(browser, "only-email");
    expect(await me(browser)).toEqual({ kind: "user", name: "someone@example.com", isAdmin: true });
  });

  it("asks for the user info what the ID token doesn't say, as a public client too", async () => {
    const reticent = await startProvider(FOOTNOTE, ACCOUNTS, { claimsInUserInfo: true, isPublic: true });
    const { newBrowser } = await createSignInApp({ ...reticent.settings, ...GROUPS });
    const browser = newBrowser();
    const form = await browser.open(`${FOOTNOTE}/`);
    await browser.submit(form, { login: "alice", password: "any" });
    expect(await me(browser)).toEqual({ kind: "user", name: "Alice Änderung", isAdmin: true });
    await reticent.close();
  });

  it("tells who is in no group that may, and offers another account, without a loop", async () => {
    const { newBrowser, log } = await createApp();
    const browser = newBrowser();
    const refused = await signIn(browser, "eve", "/search");
    expect(refused.response.status).toBe(403);
    expect(refused.body).toContain("this account is in no group that may ask here");
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
    expect((await browser.fetch(`${FOOTNOTE}/api/documents`)).status).toBe(401);
    expect(log).toContainEqual(
      expect.objectContaining({ user: "eve", msg: expect.stringContaining("group") }),
    );

    const link = /href="([^"]+account=other)"/.exec(refused.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const form = await browser.open(FOOTNOTE + link);
    expect(form.url.origin).toBe(provider.issuer);
    const other = await browser.submit(form, { login: "bob", password: "any" });
    // A script of the provider's ends Eve's session there.
    const arrived = await browser.submit(other, {});
    expect(arrived.url.href).toBe(`${FOOTNOTE}/search`);
    expect(await me(browser)).toMatchObject({ name: "Bob" });
  });

  it("keeps the passage that a link leads to, which only the browser knows", async () => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    const between = await browser.open(`${FOOTNOTE}/documents/doc1#0-12`);
    expect(between.url.href).toBe(`${FOOTNOTE}/auth/login?returnTo=%2Fdocuments%2Fdoc1#0-12`);
    const link = /id="next" href="([^"]+)"/.exec(between.body)?.[1] ?? "";
    expect(link).toBe("/auth/login?returnTo=%2Fdocuments%2Fdoc1%23");
    // As the page's script does.
    const form = await browser.open(`${FOOTNOTE}${link}0-12`);
    const arrived = await browser.submit(form, { login: "bob", password: "any" });
    expect(arrived.url.href).toBe(`${FOOTNOTE}/documents/doc1#0-12`);
  });

  it("works in two tabs at the same time", async () => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    const [one, two] = [await browser.open(`${FOOTNOTE}/search`), await browser.open(`${FOOTNOTE}/demo`)];
    const arrivedTwo = await browser.submit(two, { login: "bob", password: "any" });
    expect(arrivedTwo.url.pathname).toBe("/demo");
    const arrivedOne = await browser.submit(one, { login: "bob", password: "any" });
    expect(arrivedOne.url.pathname).toBe("/search");
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example/", "/auth/login"])(
    "doesn't return to %s",
    async (returnTo) => {
      const { newBrowser } = await createApp();
      const browser = newBrowser();
      const form = await browser.open(`${FOOTNOTE}/auth/login?${new URLSearchParams({ returnTo })}`);
      const arrived = await browser.submit(form, { login: "bob", password: "any" });
      expect(arrived.url.href).toBe(`${FOOTNOTE}/`);
      // Somebody who is signed in already is sent on at once.
      const again = await browser.open(`${FOOTNOTE}/auth/login?${new URLSearchParams({ returnTo })}`);
      expect(again.way.every((address) => address.startsWith(FOOTNOTE))).toBe(true);
    },
  );

  it("answers programs with 401, and lets an API key in instead", async () => {
    const { app, newBrowser } = await createApp({ API_KEYS: "the-key" });
    const page = await newBrowser().fetch(`${FOOTNOTE}/search`, { headers: { accept: "*/*" } });
    expect(page.status).toBe(401);
    const lacking = await app.request("/api/documents");
    expect(lacking.status).toBe(401);
    expect(lacking.headers.get("www-authenticate")).toBe("Bearer");
    expect(await lacking.json()).toMatchObject({ error: { code: "unauthorized" } });
    const headers = { authorization: "Bearer the-key" };
    expect((await app.request("/api/documents", { headers })).status).toBe(200);
  });

  it.each(["/healthz", "/readyz", "/auth/signed-out", "/auth/page.css"])("leaves %s open", async (path) => {
    const { app } = await createApp();
    expect((await app.request(path)).status).toBe(200);
  });
});

describe("signing out", () => {
  it("ends the session here and at the provider", async () => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    await signIn(browser, "bob");
    const { location } = (await (await logOut(browser)).json()) as { location: string };
    expect(location).toContain(`${provider.issuer}/session/end?`);
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
    const question = await browser.open(location);
    const done = await browser.submit(question, { logout: "yes" });
    expect(done.url.href).toBe(`${FOOTNOTE}/auth/signed-out`);
    expect(done.body).toContain("Signed out");
    const again = await browser.open(`${FOOTNOTE}/`);
    expect(again.body).toContain('type="password"');
  });

  it.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: "https://evil.example" }],
    [{}],
  ])("is nothing that a foreign page can do (%o)", async (headers: Record<string, string>) => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    await signIn(browser, "bob");
    expect((await logOut(browser, headers)).status).toBe(403);
    expect(await me(browser)).toMatchObject({ name: "Bob" });
  });
});

describe("a session", () => {
  it("is in a cookie that scripts and other sites don't get, sealed", async () => {
    const { newBrowser } = await createApp();
    const browser = newBrowser();
    await signIn(browser, "bob");
    const line = browser.setCookies.find((cookie) => cookie.startsWith("footnote-session="));
    expect(line).toMatch(/^footnote-session=[\w.-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(line).not.toMatch(/bob|staff/i);
  });

  it("is only for this host and HTTPS where that is used, and only for the base path", async () => {
    const cookiesOf = async (publicUrl: string) => {
      const { newBrowser } = await createApp({ PUBLIC_URL: publicUrl });
      const browser = newBrowser();
      await browser.fetch(`${publicUrl}/auth/login`, { headers: { accept: "text/html" } });
      return browser.setCookies.join();
    };
    expect(await cookiesOf("https://footnote.test")).toMatch(
      /^__Host-footnote-sign-in=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const { app } = await createApp({ PUBLIC_URL: "https://footnote.test/help" });
    const below = await app.request("https://footnote.test/auth/login");
    expect(below.headers.get("set-cookie")).toMatch(
      /^__Secure-footnote-sign-in=[\w-]{43}; Max-Age=3600; Path=\/help\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("outlives a restart, and is known to all processes of a server, but not to another", async () => {
    const driver = new MemoryDriver();
    const { newBrowser } = await createApp({}, driver);
    const browser = newBrowser();
    await signIn(browser, "bob");
    const cookie = `footnote-session=${browser.cookie("footnote.test", "footnote-session")}`;
    const kindOf = async ({ app }: Awaited<ReturnType<typeof createApp>>) =>
      ((await (await app.request("/api/me", { headers: { cookie } })).json()) as { kind: string }).kind;
    expect(await kindOf(await createApp({}, driver))).toBe("user");
    expect(await kindOf(await createApp({}))).toBe("anonymous");
    expect(await kindOf(await createApp({ OIDC_CLIENT_ID: "another" }, driver))).toBe("anonymous");
  });

  it("ends when its group may no longer", async () => {
    const driver = new MemoryDriver();
    const { newBrowser } = await createApp({}, driver);
    const browser = newBrowser();
    await signIn(browser, "alice");
    const cookie = `footnote-session=${browser.cookie("footnote.test", "footnote-session")}`;
    const whoIs = async (settings: Readonly<Record<string, string>>) => {
      const { app } = await createApp(settings, driver);
      return (await app.request("/api/me", { headers: { cookie } })).json();
    };
    expect(await whoIs({ ALLOWED_GROUPS: "nobody" })).toMatchObject({ kind: "user", isAdmin: true });
    expect(await whoIs({ ADMIN_GROUPS: "nobody" })).toMatchObject({ kind: "user", isAdmin: false });
    expect(await whoIs({ ALLOWED_GROUPS: "nobody", ADMIN_GROUPS: "nobody" })).toMatchObject({
      kind: "anonymous",
    });
  });

  it("ends when its time is over", async () => {
    const { newBrowser } = await createApp({ SESSION_HOURS: "2" });
    const browser = newBrowser();
    await signIn(browser, "bob");
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: now + 1.99 * 3_600_000 });
    expect(await me(browser)).toMatchObject({ kind: "user" });
    vi.setSystemTime(now + 2.01 * 3_600_000);
    expect(await me(browser)).toMatchObject({ kind: "anonymous" });
  });

  it("isn't valid once a character of its cookie is changed", async () => {
    const { app, newBrowser } = await createApp();
    const browser = newBrowser();
    await signIn(browser, "bob");
    const sealed = browser.cookie("footnote.test", "footnote-session") ?? "";
    const statusOf = async (value: string) => {
      const headers = { cookie: `footnote-session=${value}` };
      return (await app.request("/api/documents", { headers })).status;
    };
    expect(await statusOf(sealed)).toBe(200);
    for (let at = 0; at < sealed.length - 1; at += 13) {
      const changed = sealed.slice(0, at) + (sealed[at] === "x" ? "y" : "x") + sealed.slice(at + 1);
      expect(await statusOf(changed), String(at)).toBe(401);
    }
    expect(await statusOf("%E0%A4%A")).toBe(401);
    expect(await statusOf("")).toBe(401);
  });

  it("isn't taken from a cookie that somebody else chose, and a new one replaces it", async () => {
    const { newBrowser } = await createApp();
    const [attacker, victim] = [newBrowser(), newBrowser()];
    await signIn(attacker, "bob");
    const planted = attacker.cookie("footnote.test", "footnote-session") ?? "";
    victim.setCookie({ host: "footnote.test", name: "footnote-session", path: "/", value: planted });
    const form = await victim.open(`${FOOTNOTE}/auth/login?account=other`);
    await victim.submit(form, { login: "alice", password: "any" });
    expect(victim.cookie("footnote.test", "footnote-session")).not.toBe(planted);
    expect(await me(victim)).toMatchObject({ name: "Alice Änderung" });
    expect(await me(attacker)).toMatchObject({ name: "Bob" });
  });

  it("lets only Footnote's own pages change something", async () => {
    const { newBrowser } = await createApp({ API_KEYS: "the-key" });
    const browser = newBrowser();
    await signIn(browser, "alice");
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const response = await browser.fetch(`${FOOTNOTE}/api/chat`, {
        method: "POST",
        headers: { "content-type": "application/json", host: "footnote.test", ...headers },
        body: JSON.stringify({ messages: [{ role: "user", content: "Hello?" }], stream: false }),
      });
      return response.status;
    };
    expect(await ask({ "sec-fetch-site": "same-origin", origin: FOOTNOTE })).toBe(200);
    expect(await ask({ origin: FOOTNOTE })).toBe(200);
    expect(await ask({})).toBe(403);
    expect(await ask({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await ask({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await ask({ "sec-fetch-site": "none" })).toBe(403);
    expect(await ask({ origin: "null" })).toBe(403);
    // A key is something that no foreign page can add.
    expect(await ask({ authorization: "Bearer the-key" })).toBe(200);
    expect(await ask({ authorization: "Bearer another", "sec-fetch-site": "same-origin" })).toBe(401);
  });
});
