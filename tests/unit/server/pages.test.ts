import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp } from "../../support/server/fakes.js";

describe("pages", () => {
  let folder: string;
  const get = (address: string, init?: RequestInit) =>
    createTestApp({ pagesDir: path.join(folder, "public") }).request(address, init);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-pages-"));
    await mkdir(path.join(folder, "public/assets"), { recursive: true });
    await writeFile(path.join(folder, "public/index.html"), "<p>chat</p>");
    await writeFile(path.join(folder, "public/search.html"), "<p>search</p>");
    await writeFile(path.join(folder, "public/documents.html"), "<p>documents</p>");
    await writeFile(path.join(folder, "public/viewer.html"), "<p>viewer</p>");
    await writeFile(path.join(folder, "public/assets/app-1a2b.js"), "export {};");
    await writeFile(path.join(folder, "public/demo.html"), "<p>demo</p>");
    await writeFile(path.join(folder, "public/docs.html"), "<p>docs</p>");
    await writeFile(path.join(folder, "secret.txt"), "secret");
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("are the chat, the search, the documents and the source viewer, checked for news each time", async () => {
    const chat = await get("/");
    expect(await chat.text()).toBe("<p>chat</p>");
    expect(chat.headers.get("content-type")).toContain("text/html");
    expect(chat.headers.get("cache-control")).toBe("no-cache");
    expect(await (await get("/search?q=a&k=5")).text()).toBe("<p>search</p>");
    expect(await (await get("/documents")).text()).toBe("<p>documents</p>");
    expect(await (await get("/documents/doc1")).text()).toBe("<p>viewer</p>");
    expect(await (await get("/demo")).text()).toBe("<p>demo</p>");
    expect(await (await get("/docs")).text()).toBe("<p>docs</p>");
  });

  it("may load only what the server holds, and make markup only through one policy", async () => {
    const policy = (await get("/")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("trusted-types footnote footnote-widget");
  });

  it("load assets that never change", async () => {
    const asset = await get("/assets/app-1a2b.js");
    expect(await asset.text()).toBe("export {};");
    expect(asset.headers.get("content-type")).toContain("javascript");
    expect(asset.headers.get("cache-control")).toContain("immutable");
  });

  it.each([
    "/assets/nope.js",
    "/assets/../secret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/",
  ])("don't lead to %s", async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("secret\n");
  });

  it("that weren't built are said to be missing", async () => {
    const response = await createTestApp({ pagesDir: path.join(folder, "nowhere") }).request("/");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm run build");
  });
});

describe("the widget's script", () => {
  let folder: string;
  const get = (init?: RequestInit) => createTestApp({ pagesDir: folder }).request("/widget.js", init);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-widget-"));
    await writeFile(path.join(folder, "widget.js"), `"widget";${" ".repeat(5000)}`);
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(["gzip", "identity"])(
    "may be loaded by any page, and only as what it is (%s)",
    async (encoding) => {
      const response = await get({ headers: { "accept-encoding": encoding } });
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=300, stale-while-revalidate=86400",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        vary: "Accept-Encoding",
        "x-content-type-options": "nosniff",
      });
    },
  );

  it.each(["gzip", "identity"])("is not sent again while it is the same (%s)", async (encoding) => {
    const headers = { "accept-encoding": encoding };
    const first = await get({ headers });
    const etag = first.headers.get("etag") ?? "";
    const again = await get({ headers: { ...headers, "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect(again.headers.get("x-request-id")).toMatch(/./);
    // What a browser puts in place of the headers it stored.
    for (const name of [
      "etag",
      "vary",
      "cache-control",
      "access-control-allow-origin",
      "cross-origin-resource-policy",
      "x-content-type-options",
    ]) {
      expect(again.headers.get(name), name).toBe(first.headers.get(name));
    }
    const changed = await get({ headers: { ...headers, "if-none-match": '"older"' } });
    expect(changed.status).toBe(200);
  });

  it("can be asked about without being sent", async () => {
    const head = await get({ method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    const { headers } = await get();
    for (const name of ["content-type", "etag", "vary"]) {
      expect(head.headers.get(name), name).toBe(headers.get(name));
    }
  });

  it("that wasn't built is said to be missing", async () => {
    const response = await createTestApp({ pagesDir: path.join(folder, "nowhere") }).request("/widget.js");
    expect(response.status).toBe(503);
    expect(response.headers.get("cache-control")).toBeNull();
    // Otherwise a foreign page would be told that it may not load the script.
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await response.json()).toMatchObject({ error: { code: "widget_missing" } });
  });
});
