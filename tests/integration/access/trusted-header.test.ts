import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { openSignIn } from "../../../src/server/access/sign-in.js";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { createLogger } from "../../../src/server/log/logger.js";
import { MemoryDriver } from "../../../src/store/memory/memory-driver.js";
import { createTestApp, config as defaults } from "../../support/server/fakes.js";

const SETTINGS = {
  TRUSTED_HEADER: "X-Forwarded-User",
  TRUSTED_GROUPS_HEADER: "X-Forwarded-Groups",
  TRUSTED_PROXIES: "127.0.0.1",
};

type Headers = Readonly<Record<string, string | string[]>>;

let server: Listener | undefined;

afterEach(async () => {
  await server?.stop(0);
  server = undefined;
});

/** Starts a server behind a proxy, and returns what asks it as that proxy. */
async function start(settings: Readonly<Record<string, string>> = {}) {
  const config = loadConfig({ ...SETTINGS, ...settings }, "/nowhere");
  const log = createLogger("silent", "json");
  const { signIn, site, apiKeys, adminKey } = config;
  const app = createTestApp({
    config: { ...defaults, signIn, site, apiKeys, adminKey },
    signIn: await openSignIn({ config, driver: new MemoryDriver(), log }),
  });
  const running = await listen(app, "127.0.0.1", 0);
  server = running;
  return (path: string, headers: Headers = {}, method = "GET") => send(running.url + path, headers, method);
}

/** Sends bytes that `fetch` wouldn't, such as a header twice. */
function send(url: string, headers: Headers, method: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) {
        chunks.push(Buffer.from(chunk));
      }
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** What Node writes as these bytes. */
const utf8 = (text: string) => Buffer.from(text).toString("latin1");

describe("a header of a trusted proxy", () => {
  it("signs in whom it names, for pages and the API", async () => {
    const ask = await start();
    const headers = { "x-forwarded-user": "alice" };
    expect(JSON.parse((await ask("/api/me", headers)).body)).toEqual({
      kind: "user",
      name: "alice",
      isAdmin: false,
      signInBy: "proxy",
      signInUrl: null,
      signOutUrl: null,
    });
    expect((await ask("/api/documents", headers)).status).toBe(200);
    // The pages of this test aren't built.
    expect((await ask("/search", headers)).status).toBe(503);
  });

  it("is wanted by pages and the API, unless there is a key", async () => {
    const ask = await start({ API_KEYS: "the-key" });
    const page = await ask("/search");
    expect(page.status).toBe(401);
    expect(page.body).toContain("Not signed in");
    expect((await ask("/api/documents")).status).toBe(401);
    expect((await ask("/api/documents", { "x-api-key": "the-key" })).status).toBe(200);
    expect((await ask("/healthz")).status).toBe(200);
  });

  it("says nothing if somebody else sends it", async () => {
    const ask = await start({ TRUSTED_PROXIES: "10.0.0.0/8" });
    const headers = { "x-forwarded-user": "alice", "x-forwarded-for": "10.0.0.1" };
    expect(JSON.parse((await ask("/api/me", headers)).body)).toMatchObject({ kind: "anonymous" });
    expect((await ask("/api/documents", headers)).status).toBe(401);
    expect((await ask("/search", headers)).status).toBe(401);
  });

  it.each([
    ["UTF-8", utf8("Änne Müller"), "Änne Müller"],
    ["percent-encoded UTF-8", "%C3%84nne%20M%C3%BCller", "Änne Müller"],
    ["a percent sign", "50% off", "50% off"],
    ["what no encoding gives", "%61dmin", "%61dmin"],
    ["a line in disguise", "a%0Ab", "a%0Ab"],
  ])("may hold %s", async (_, sent, name) => {
    const ask = await start();
    expect(JSON.parse((await ask("/api/me", { "x-forwarded-user": sent })).body)).toMatchObject({ name });
  });

  it.each([
    ["nothing", ""],
    ["blanks", "  "],
    ["more than a name", "x".repeat(257)],
    ["what isn't UTF-8", "M\xfcller"],
    ["a mark that turns text around", utf8("a\u202Eb")],
    ["a tab", "a\tb"],
    ["two names", ["alice", "bob"]],
  ])("that holds %s signs nobody in", async (_, sent) => {
    const ask = await start();
    const told = await ask("/api/me", { "x-forwarded-user": sent });
    expect(JSON.parse(told.body)).toMatchObject({ kind: "anonymous" });
  });

  it("lists groups, by which people may ask and administrate", async () => {
    const ask = await start({ ALLOWED_GROUPS: "staff,Ärzte", ADMIN_GROUPS: "admins" });
    const whoIs = async (groups: string | string[]) => {
      const headers = { "x-forwarded-user": "alice", "x-forwarded-groups": groups };
      const { kind, isAdmin } = JSON.parse((await ask("/api/me", headers)).body) as Record<string, unknown>;
      return `${kind} ${isAdmin}`;
    };
    expect(await whoIs("others, staff")).toBe("user false");
    expect(await whoIs("admins")).toBe("user true");
    expect(await whoIs(utf8("Ärzte"))).toBe("user false");
    expect(await whoIs("%C3%84rzte")).toBe("user false");
    expect(await whoIs("others")).toBe("anonymous false");
    expect(await whoIs("%61dmins")).toBe("anonymous false");
    expect(await whoIs(["others", "admins"])).toBe("anonymous false");
    const page = await ask("/search", { "x-forwarded-user": "alice", "x-forwarded-groups": "others" });
    expect(page.status).toBe(403);
    expect(page.body).toContain("in no group that may ask here");
  });

  it("doesn't let a foreign page change something in the person's name", async () => {
    const ask = await start({ ADMIN_GROUPS: "admins" });
    const headers = { "x-forwarded-user": "alice", "x-forwarded-groups": "admins" };
    const remove = async (more: Headers) =>
      (await ask("/api/documents/nope", { ...headers, ...more }, "DELETE")).status;
    expect(await remove({})).toBe(403);
    expect(await remove({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await remove({ "sec-fetch-site": "same-origin" })).toBe(404);
  });

  it("knows its own pages by the host that the proxy was asked for, where the browser says only that", async () => {
    const ask = await start({ ADMIN_GROUPS: "admins" });
    const headers = {
      "x-forwarded-user": "alice",
      "x-forwarded-groups": "admins",
      "x-forwarded-host": "docs.example",
    };
    const removeFrom = async (origin: string) =>
      (await ask("/api/documents/nope", { ...headers, origin }, "DELETE")).status;
    expect(await removeFrom("http://docs.example")).toBe(404);
    expect(await removeFrom("http://evil.example")).toBe(403);
    expect(await removeFrom("http://127.0.0.1")).toBe(403);
  });
});
