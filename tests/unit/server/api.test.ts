import { describe, expect, it } from "vitest";
import type { ExplainedPassage, SearchResult } from "../../../src/app/search-result.js";
import { FootnoteError } from "../../../src/core/errors.js";
import {
  chat,
  config,
  createTestApp,
  errorOf,
  idle,
  passage,
  question,
  report,
  retrieval,
  scheduler,
  store,
  storedDocument,
} from "../../support/server/fakes.js";

describe("GET /api/search", () => {
  const search = (query: string) => createTestApp().request(`/api/search?${query}`);

  it("answers with passages and timings", async () => {
    const response = await search("q=Hello&k=3");
    expect(await response.json()).toEqual({ passages: [passage], timings: retrieval.timings });
  });

  it("adds the evidence of each leg when asked to explain", async () => {
    const { passages } = (await (
      await search("q=Hello&explain=true")
    ).json()) as SearchResult<ExplainedPassage>;
    expect(passages[0]?.evidence).toEqual({
      passage: { words: 0.1, grams: 0.2, cosine: 0.3, sentenceCosine: 0.4 },
      paragraph: { start: 0, end: 12, words: 0.9, grams: 0.2, cosine: 0.3, sentenceCosine: 0.4 },
    });
  });

  it("hands the number of passages on, ten if it isn't said", async () => {
    const limits: number[] = [];
    const app = createTestApp({
      retriever: {
        retrieve: async ({ limit }) => {
          limits.push(limit);
          return retrieval;
        },
      },
    });
    await app.request("/api/search?q=a&k=50");
    await app.request("/api/search?q=a");
    await app.request("/api/search?q=a&k=&explain=");
    expect(limits).toEqual([50, 10, 10]);
  });

  it.each([
    "",
    "q=",
    "q=%20",
    `q=${"x".repeat(101)}`,
    "q=a&k=0",
    "q=a&k=51",
    "q=a&k=-1",
    "q=a&k=1.5",
    "q=a&k=x",
    "q=a&k=1e1",
    "q=a&explain=yes",
  ])("refuses ?%s", async (query) => {
    const response = await search(query);
    expect(response.status).toBe(422);
    expect((await errorOf(response)).code).toBe("invalid_request");
  });
});

describe("GET /api/documents", () => {
  it("lists the documents without their text", async () => {
    const { documents } = (await (await createTestApp().request("/api/documents")).json()) as {
      readonly documents: unknown[];
    };
    expect(documents).toEqual([expect.objectContaining({ id: "doc1", path: "folder/one.txt" })]);
    expect(documents[0]).not.toHaveProperty("text");
  });

  it("lists with their state what is ready, what failed, and how the sync goes", async () => {
    const progress = { done: 3, total: 9, path: "nine.pdf", passages: 40 };
    const app = createTestApp({
      store: {
        ...store,
        failures: async () => [
          {
            path: "bad.pdf",
            reason: "no text",
            bytes: 1,
            modifiedMs: 1,
            loader: null,
            failedAt: "2026-01-01T00:00:00.000Z",
          },
        ],
      },
      scheduler: {
        ...scheduler,
        status: () => ({
          ...idle,
          running: true,
          progress,
          finishedAt: "2026-01-02T00:00:00.000Z",
          lastReport: { ...report, skipped: [{ path: "a.exe", reason: "unsupported" }] },
          lastError: "The embedding model failed.",
        }),
      },
    });
    const body = await (await app.request("/api/documents")).json();
    expect(body).toMatchObject({
      documents: [{ id: "doc1", state: "ready" }],
      failed: [{ path: "bad.pdf", reason: "no text", failedAt: "2026-01-01T00:00:00.000Z", state: "failed" }],
      sync: {
        running: true,
        progress,
        finishedAt: "2026-01-02T00:00:00.000Z",
        skipped: [{ path: "a.exe", reason: "unsupported" }],
        lastError: "The embedding model failed.",
      },
    });
  });

  it.each([
    ["letters/a.pdf holds only images", "holds only images"],
    ["the file is larger than 1 MB", "the file is larger than 1 MB"],
    ["letters/a.pdfx is odd", "letters/a.pdfx is odd"],
  ])("names a failed file once when the reason is %j", async (reason, listed) => {
    const failure = {
      path: "letters/a.pdf",
      reason,
      bytes: 1,
      modifiedMs: 1,
      loader: null,
      failedAt: "2026-01-01",
    };
    const app = createTestApp({ store: { ...store, failures: async () => [failure] } });
    const { failed } = (await (await app.request("/api/documents")).json()) as { failed: unknown[] };
    expect(failed).toMatchObject([{ path: "letters/a.pdf", reason: listed }]);
  });

  it("gives one document with its text, headings and marks", async () => {
    expect(await (await createTestApp().request("/api/documents/doc1")).json()).toEqual(storedDocument);
  });

  it.each(["nope", "..%2f..%2fetc%2fpasswd", "%00", "💥"])("answers 404 for the id %s", async (id) => {
    const response = await createTestApp().request(`/api/documents/${id}`);
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe("document_not_found");
  });
});

describe("health", () => {
  it("is alive though not ready", async () => {
    const app = createTestApp({
      readiness: async () => ({ isReady: false, checks: { server: "ok", index: "missing", embedder: "ok" } }),
    });
    expect((await app.request("/healthz")).status).toBe(200);
    const ready = await app.request("/readyz");
    expect(ready.status).toBe(503);
    expect((await errorOf(ready)).code).toBe("not_ready");
  });

  it("is ready once questions can be answered", async () => {
    expect((await createTestApp().request("/readyz")).status).toBe(200);
  });
});

describe("API keys", () => {
  const app = createTestApp({ config: { ...config, apiKeys: ["key-one", "key-two"] } });

  it.each([
    [{ authorization: "Bearer key-one" }],
    [{ authorization: "bearer  key-two" }],
    [{ "x-api-key": "key-two" }],
  ])("lets %o pass", async (headers) => {
    expect((await app.request("/api/documents", { headers })).status).toBe(200);
  });

  it.each([
    [{}],
    [{ authorization: "Bearer key" }],
    [{ authorization: "Bearer key-one-and-more" }],
    [{ authorization: "Basic key-one" }],
    [{ authorization: "Bearer " }],
    [{ "x-api-key": "" }],
    [{ "x-api-key": "KEY-ONE" }],
  ])("refuses %o", async (headers: Record<string, string>) => {
    const response = await app.request("/api/documents", { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.text()).not.toContain("key-one");
  });

  it.each(["/api/search?q=a", "/api/documents/doc1", "/api/nope"])("guards %s", async (path) => {
    expect((await app.request(path)).status).toBe(401);
  });

  it("guards questions", async () => {
    expect((await app.request(chat(question()))).status).toBe(401);
  });

  it("leaves health open", async () => {
    expect((await app.request("/healthz")).status).toBe(200);
    expect((await app.request("/readyz")).status).toBe(200);
  });
});

describe("browsers of other origins", () => {
  const page = "https://www.example.com";
  const listed = createTestApp({ config: { ...config, allowedOrigins: [page] } });

  it("may not call the API", async () => {
    const response = await createTestApp().request(chat(question(), { origin: page }));
    expect(response.status).toBe(403);
    expect((await errorOf(response)).code).toBe("origin_not_allowed");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("may if they are listed", async () => {
    const response = await listed.request("/api/documents", { headers: { origin: page } });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(page);
  });

  it("are told of errors too if they are listed", async () => {
    const response = await listed.request("/api/search?q=", { headers: { origin: page } });
    expect(response.status).toBe(422);
    expect(response.headers.get("access-control-allow-origin")).toBe(page);
  });

  it("get an answer to their preflight without a key", async () => {
    const app = createTestApp({ config: { ...config, apiKeys: ["k"], allowedOrigins: [page] } });
    const response = await app.request("/api/chat", {
      method: "OPTIONS",
      headers: { origin: page, "access-control-request-method": "POST" },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("authorization");
  });

  it("don't reach a local server under a name of their own", async () => {
    const response = await createTestApp().request("/api/documents", {
      headers: { host: "rebound.example:3000" },
    });
    expect(response.status).toBe(403);
    expect((await errorOf(response)).code).toBe("host_not_allowed");
  });
});

describe("every answer", () => {
  it.each(["/healthz", "/api/documents", "/api/nope", "/nope", "/"])(
    "to %s forbids what pages don't need",
    async (path) => {
      const { headers } = await createTestApp().request(path);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
          "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
          "require-trusted-types-for 'script'; trusted-types footnote footnote-widget",
      );
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-request-id")).toMatch(/^[\w-]+$/);
    },
  );

  it("carries the caller's request id, if it is a harmless one", async () => {
    const id = async (given: string) =>
      (await errorOf(await createTestApp().request("/api/nope", { headers: { "x-request-id": given } })))
        .requestId;
    expect(await id("abc-123")).toBe("abc-123");
    expect(await id("<script>")).not.toContain("<");
  });

  it.each([
    ["DELETE", "/api/chat", "POST"],
    ["GET", "/api/chat", "POST"],
    ["POST", "/api/search", "GET, HEAD"],
    ["PUT", "/api/documents/doc1", "DELETE, GET, HEAD"],
    ["PUT", "/api/documents", "POST, GET, HEAD"],
    ["PUT", "/api/ingest", "GET, HEAD, POST"],
    ["POST", "/healthz", "GET, HEAD"],
  ])("to %s %s names the methods that are allowed", async (method, path, allowed) => {
    const response = await createTestApp().request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allowed);
    expect((await errorOf(response)).code).toBe("method_not_allowed");
  });

  it("to an unknown address is JSON for programs and a page for browsers", async () => {
    const app = createTestApp();
    const api = await app.request("/api/nope", { headers: { accept: "text/html" } });
    expect((await errorOf(api)).code).toBe("not_found");
    const page = await app.request("/nope", { headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("<!doctype html>");
  });

  it("says nothing about a failure that isn't known", async () => {
    const app = createTestApp({
      store: { ...store, documents: () => Promise.reject(new Error("EACCES: /home/me/index.sqlite")) },
    });
    const response = await app.request("/api/documents", { headers: { "x-request-id": "r1" } });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text).error).toMatchObject({ code: "internal_error", requestId: "r1" });
    expect(text).not.toMatch(/EACCES|home/);
  });

  it("has the status of the error that is known", async () => {
    const app = createTestApp({
      retriever: { retrieve: () => Promise.reject(new FootnoteError("index_busy", "busy")) },
    });
    const response = await app.request("/api/search?q=a");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
  });
});
