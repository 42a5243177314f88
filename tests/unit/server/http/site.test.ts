import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../../src/core/answer.js";
import { routedPath } from "../../../../src/server/http/site.js";
import { chat, config, createTestApp, errorOf, question } from "../../../support/server/fakes.js";
import { requestFrom } from "../../../support/server/request-from.js";

const proxy = "10.0.0.1";
const trusting = { ...config.site, trustedProxies: [proxy] };
const under = { ...trusting, basePath: "/footnote" };
const appAt = (site: typeof config.site, more: Partial<typeof config> = {}) =>
  createTestApp({ config: { ...config, site, ...more } });

describe("the path that routes are found by", () => {
  it.each([
    ["/footnote", "/footnote/api/chat", "/api/chat"],
    ["/footnote", "/footnote/", "/"],
    ["/footnote", "/footnote", "/"],
    ["/footnote", "/footnote/footnote/api/chat", "/footnote/api/chat"],
    ["/footnote", "/api/chat", "/api/chat"],
    ["/footnote", "/footnotes", "/footnotes"],
    ["/a/b", "/a/b/demo", "/demo"],
    ["", "/demo", "/demo"],
  ])("below %j is, for %s, %s", (basePath, requested, routed) => {
    expect(routedPath(basePath)(new Request(`http://localhost${requested}?q=1`))).toBe(routed);
  });
});

describe("under a base path", () => {
  it.each(["/footnote/healthz", "/healthz", "/footnote/api/documents", "/api/documents"])(
    "%s is answered, whether a proxy cuts the path off or not",
    async (address) => {
      expect((await appAt(under).request(address)).status).toBe(200);
    },
  );

  it("keys, methods and unknown addresses are as at the root", async () => {
    const app = appAt(under, { apiKeys: ["key"] });
    const documents = "/footnote/api/documents";
    expect((await app.request(documents)).status).toBe(401);
    expect((await app.request(documents, { headers: { "x-api-key": "key" } })).status).toBe(200);
    expect((await app.request("/footnote/healthz", { method: "POST" })).headers.get("allow")).toBe(
      "GET, HEAD",
    );
    const unknown = await app.request("/footnote/api/nope", {
      headers: { accept: "text/html", "x-api-key": "key" },
    });
    expect((await errorOf(unknown)).code).toBe("not_found");
    expect((await app.request("/other/api/documents")).status).toBe(404);
  });

  const linkOf = async (site: typeof config.site, headers: Record<string, string> = {}, peer = proxy) => {
    const response = await requestFrom(appAt(site), peer, chat({ ...question(), stream: false }), headers);
    return ((await response.json()) as Answer).citations[0]?.url;
  };

  it("links are", async () => {
    expect(await linkOf(under)).toBe("/footnote/documents/doc1#0-12");
    const publicUrl = "https://docs.example.com/footnote";
    expect(await linkOf({ ...under, publicUrl })).toBe(`${publicUrl}/documents/doc1#0-12`);
  });

  it("that a trusted proxy has cut off links are, too", async () => {
    const prefix = { "x-forwarded-prefix": "/docs/v1/" };
    expect(await linkOf(trusting, prefix)).toBe("/docs/v1/documents/doc1#0-12");
    expect(await linkOf(under, prefix)).toBe("/docs/v1/documents/doc1#0-12");
    expect(await linkOf(trusting, { "x-forwarded-prefix": "/" })).toBe("/documents/doc1#0-12");
    expect(await linkOf(trusting, prefix, "192.0.2.1")).toBe("/documents/doc1#0-12");
  });

  it.each(["//evil.example", "/a b", "/../x", "https://evil.example", '/a"onload=', ""])(
    "a prefix that is no path is passed over: %j",
    async (prefix) => {
      expect(await linkOf(under, { "x-forwarded-prefix": prefix })).toBe("/footnote/documents/doc1#0-12");
    },
  );
});

describe("pages under a base path", () => {
  let pagesDir: string;

  beforeAll(async () => {
    pagesDir = await mkdtemp(path.join(tmpdir(), "footnote-site-"));
    const page = '<meta name="footnote-base" content="./" /><script src="./assets/a.js"></script>';
    await writeFile(path.join(pagesDir, "viewer.html"), page);
  });

  afterAll(() => rm(pagesDir, { recursive: true }));

  it.each([
    [under, {}, "/footnote/"],
    [trusting, {}, "/"],
    [trusting, { "x-forwarded-prefix": "/docs" }, "/docs/"],
  ])("load what they need from there", async (site, headers, base) => {
    const app = createTestApp({ config: { ...config, site }, pagesDir });
    const page = await (await requestFrom(app, proxy, "/documents/doc1", headers)).text();
    expect(page).toBe(
      `<meta name="footnote-base" content="${base}" /><script src="${base}assets/a.js"></script>`,
    );
  });
});

describe("own pages", () => {
  const origin = "https://docs.example.com";
  const status = async (
    site: typeof config.site,
    headers: Record<string, string>,
    more: Partial<typeof config> = {},
    peer = proxy,
  ) => (await requestFrom(appAt(site, more), peer, "/api/documents", headers)).status;

  it("are those of PUBLIC_URL, whatever host a proxy names", async () => {
    const site = { ...config.site, publicUrl: `${origin}/footnote`, basePath: "/footnote" };
    expect(await status(site, { origin, host: "127.0.0.1:3000" })).toBe(200);
    expect(await status(site, { origin, host: "docs.example.com" })).toBe(200);
    expect(await status(site, { origin: "https://evil.example", host: "docs.example.com" })).toBe(403);
    expect(await status(site, { host: "evil.example" })).toBe(403);
  });

  it("are those of the host that a trusted proxy says was asked", async () => {
    const headers = { origin, host: "127.0.0.1:3000", "x-forwarded-host": "docs.example.com" };
    expect(await status(trusting, headers)).toBe(200);
    expect(await status(trusting, headers, {}, "192.0.2.1")).toBe(403);
    expect(await status(trusting, { ...headers, origin: "https://evil.example" })).toBe(403);
  });

  it("may not have a made-up host, though it is said to be forwarded", async () => {
    const host = "rebound.example:3000";
    expect(await status(trusting, { host, "x-forwarded-host": "localhost" })).toBe(403);
  });
});
