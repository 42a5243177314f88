import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp } from "./fakes.js";

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
