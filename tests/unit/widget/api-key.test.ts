import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RequestFailed } from "../../../src/widget/transport/failure.js";
import { memoryStorage } from "./memory-storage.js";

/** A page that has just been opened. */
async function openPage() {
  vi.resetModules();
  const { ADMIN_KEY: adminKey, API_KEY: apiKey } = await import("../../../src/widget/transport/kept-key.js");
  const { request } = await import("../../../src/widget/transport/request.js");
  return { adminKey, apiKey, request };
}

/** What a request that fails throws. */
async function failureOf(response: Promise<Response>): Promise<unknown> {
  return response.then(
    () => null,
    (error: RequestFailed) => error.failure,
  );
}

const sent: Request[] = [];

/** Lets the server accept one key. */
function acceptOnly(key: string): void {
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const asked = new Request(new URL(url, "http://footnote.test"), init);
    sent.push(asked);
    const allowed = asked.headers.get("authorization") === `Bearer ${key}`;
    return new Response(allowed ? "{}" : '{"error":{"code":"unauthorized","message":"Send a key."}}', {
      status: allowed ? 200 : 401,
    });
  });
}

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal("sessionStorage", memoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

describe("the API key of a tab", () => {
  it("is kept from page to page", async () => {
    (await openPage()).apiKey.keep("k-1");
    expect((await openPage()).apiKey.get()).toBe("k-1");
  });

  it("is forgotten when it is refused, but not when another one has been entered since", async () => {
    const { apiKey } = await openPage();
    apiKey.keep("k-1");
    apiKey.keep("k-2");
    apiKey.forget("k-1");
    expect(apiKey.get()).toBe("k-2");
    apiKey.forget("k-2");
    expect(apiKey.get()).toBeNull();
    expect((await openPage()).apiKey.get()).toBeNull();
  });

  it("holds for the page where storage is blocked", async () => {
    const blocked = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: blocked, setItem: blocked, removeItem: blocked });
    const { apiKey } = await openPage();
    expect(apiKey.get()).toBeNull();
    apiKey.keep("k-1");
    expect(apiKey.get()).toBe("k-1");
    apiKey.forget("k-1");
    expect(apiKey.get()).toBeNull();
  });
});

describe("a request to the API", () => {
  it("carries the key as a bearer token beside its own headers, and not in its address", async () => {
    acceptOnly("k-1");
    const { apiKey, request } = await openPage();
    apiKey.keep("k-1");
    await request("/api/documents", { headers: { accept: "application/json" } });
    expect(sent[0]?.headers.get("accept")).toBe("application/json");
    expect(sent[0]?.url).toBe("http://footnote.test/api/documents");
  });

  it("carries the admin key where that is wanted", async () => {
    acceptOnly("admin");
    const { adminKey, apiKey, request } = await openPage();
    apiKey.keep("k-1");
    adminKey.keep("admin");
    await request("/api/ingest", {}, adminKey);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer admin");
    adminKey.keep("other");
    expect(await failureOf(request("/api/ingest", {}, adminKey))).toMatchObject({ kind: "keyRefused" });
    expect([adminKey.get(), apiKey.get()]).toEqual([null, "k-1"]);
  });

  it("fails for want of a key", async () => {
    acceptOnly("k-1");
    const { request } = await openPage();
    expect(await failureOf(request("/api/documents", {}))).toMatchObject({ kind: "keyMissing", message: "" });
    expect(sent[0]?.headers.has("authorization")).toBe(false);
  });

  it("fails for a wrong key and forgets it", async () => {
    acceptOnly("k-1");
    const { apiKey, request } = await openPage();
    apiKey.keep("k-9");
    const failure = await failureOf(request("/api/documents", {}));
    expect(failure).toMatchObject({ kind: "keyRefused" });
    expect(JSON.stringify(failure)).not.toContain("k-9");
    expect(apiKey.get()).toBeNull();
  });

  it.each(["kéy–1", "two words", "line\nbreak"])("takes %j for refused without sending it", async (key) => {
    acceptOnly(key);
    const { apiKey, request } = await openPage();
    apiKey.keep(key);
    expect(await failureOf(request("/api/documents", {}))).toMatchObject({ kind: "keyRefused" });
    expect(sent).toEqual([]);
  });

  it("passes on what else the server says", async () => {
    const body = { error: { code: "not_ready", message: "Wait.", requestId: "r-1" } };
    vi.stubGlobal("fetch", async () => Response.json(body, { status: 503 }));
    const { request } = await openPage();
    await expect(request("/api/documents", {})).rejects.toThrow("Wait.");
    expect(await failureOf(request("/api/documents", {}))).toMatchObject({
      kind: "server",
      code: "not_ready",
      requestId: "r-1",
    });
  });
});
