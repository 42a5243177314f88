import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chat, config, createTestApp, question } from "../../support/server/fakes.js";

const site = "https://www.example.com";

describe("compression", () => {
  let folder: string;
  const app = () =>
    createTestApp({ pagesDir: folder, config: { ...config, host: "localhost", allowedOrigins: [site] } });
  const get = (address: string, headers: Record<string, string> = {}) => app().request(address, { headers });
  const gzip = { "accept-encoding": "gzip, deflate, br" };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-compression-"));
    await mkdir(path.join(folder, "assets"));
    const pages = ["index", "search", "documents", "viewer", "demo"].map((page) => `${page}.html`);
    for (const file of [...pages, "widget.js", "assets/app-1a2b.js"]) {
      await writeFile(path.join(folder, file), `${file} `.repeat(500));
    }
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    "/",
    "/search",
    "/documents",
    "/documents/doc1",
    "/demo",
    "/assets/app-1a2b.js",
    "/widget.js",
    "/api/documents",
    "/api/documents/doc1",
    "/api/search?q=hello",
  ])("of %s is for those who take it, and says so to caches", async (address) => {
    const [compressed, plain] = await Promise.all([get(address, gzip), get(address)]);
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    expect(compressed.headers.get("content-length")).toBeNull();
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(gunzipSync(await compressed.arrayBuffer()).toString()).toBe(await plain.text());
    for (const { status, headers } of [compressed, plain]) {
      expect(status).toBe(200);
      expect(headers.get("vary")).toContain("Accept-Encoding");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-type")).toBe(plain.headers.get("content-type"));
      expect(headers.get("cache-control")).toBe(plain.headers.get("cache-control"));
    }
  });

  it.each(["gzip;q=0", "identity", "br"])("isn't for those who send %j", async (encoding) => {
    const response = await get("/widget.js", { "accept-encoding": encoding });
    expect(response.headers.get("content-encoding")).toBeNull();
  });

  it.each(["/assets/app-1a2b.js", "/widget.js", "/api/documents", "/api/search"])(
    "isn't claimed by what refuses a method at %s",
    async (address) => {
      const refused = await app().request(address, { method: "PUT", headers: gzip });
      expect(refused.status).toBe(405);
      expect(refused.headers.get("content-encoding")).toBeNull();
      expect(JSON.parse(await refused.text())).toMatchObject({ error: { code: "method_not_allowed" } });
    },
  );

  it("takes nothing away from what allowed pages are told", async () => {
    const { headers } = await get("/api/documents", { ...gzip, origin: site });
    expect(headers.get("vary")).toBe("Accept-Encoding, Origin");
    expect(headers.get("access-control-allow-origin")).toBe(site);
  });

  it("leaves a part of a file as it is", async () => {
    const part = await get("/assets/app-1a2b.js", { ...gzip, range: "bytes=0-3" });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-encoding")).toBeNull();
    expect(await part.text()).toBe("asse");
  });

  it.each([true, false])("leaves the chat alone (stream: %s)", async (stream) => {
    const response = await app().request(chat({ ...question(), stream }, gzip));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(await response.text()).toContain("Hello there.");
  });
});
