import { describe, expect, it, vi } from "vitest";
import { createLogger } from "../../../src/server/log/logger.js";
import {
  answer,
  chat,
  config,
  createTestApp,
  question,
  store,
  storedDocument,
} from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";

describe("log", () => {
  it("has one line a request with its id, status and duration", async () => {
    const { lines, log } = recordLog();
    await createTestApp({ log }).request("/api/documents", { headers: { "x-request-id": "r1" } });
    expect(lines).toEqual([
      expect.objectContaining({
        requestId: "r1",
        method: "GET",
        path: "/api/documents",
        status: 200,
        durationMs: expect.any(Number),
      }),
    ]);
  });

  it("holds neither questions nor keys", async () => {
    const { lines, log } = recordLog();
    const app = createTestApp({ log, config: { ...config, apiKeys: ["key-one"] } });
    const headers = { authorization: "Bearer key-one" };
    await app.request("/api/search?q=my+secret+question", { headers });
    await app.request(chat({ ...question("my secret question"), stream: false }, headers));
    await app.request("/api/search?q=my+secret+question", { headers: { "x-api-key": "key-two" } });
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toMatch(/secret|key-one|key-two/);
  });

  it("names a client's request by its own id if that is a plain one, and tells it", async () => {
    const { lines, log } = recordLog();
    const app = createTestApp({ log });
    for (const id of ["r1_-=Z", "x".repeat(64)]) {
      const response = await app.request("/api/documents", { headers: { "x-request-id": id } });
      expect(response.headers.get("x-request-id")).toBe(id);
      expect(lines.at(-1)).toMatchObject({ requestId: id });
    }
    for (const id of ["x".repeat(65), 'a" b', "a/b", "é"]) {
      const response = await app.request("/api/documents", { headers: { "x-request-id": id } });
      expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
      expect(lines.at(-1)).toMatchObject({ requestId: response.headers.get("x-request-id") });
    }
  });

  it("names the trace that a request belongs to, in the line of its answer too", async () => {
    const { lines, log } = recordLog();
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const app = createTestApp({ log });
    await app.request(chat({ ...question(), stream: false }, { traceparent }));
    await app.request(chat({ ...question(), stream: false }, { traceparent: "00-x-y-z" }));
    expect(lines.map((line) => [line["msg"], line["traceId"]])).toEqual([
      ["answer", traceId],
      ["request", traceId],
      ["answer", undefined],
      ["request", undefined],
    ]);
  });

  it.each([
    ["/api/documents", undefined, "info"],
    ["/nowhere", undefined, "warn"],
    ["/api/documents/none", undefined, "warn"],
    ["/api/documents", () => Promise.reject(new Error("disk on fire")), "error"],
    ["/healthz", undefined, "debug"],
    ["/readyz", undefined, "debug"],
  ] as const)("has the line of %s at the level of its status", async (path, documents, level) => {
    const { lines, log } = recordLog("debug");
    const broken = documents && { store: { ...store, documents } };
    await createTestApp({ log, ...broken }).request(path);
    const levels = { debug: 20, info: 30, warn: 40, error: 50 };
    expect(lines.find(({ msg }) => msg === "request")).toMatchObject({ level: levels[level] });
  });

  it("tells what watches the server by the route, and not by how an address ends", async () => {
    const { lines, log } = recordLog("debug");
    const app = createTestApp({ log, store: { ...store, document: async () => storedDocument } });
    await app.request("/api/documents/metrics");
    expect(lines).toEqual([
      expect.objectContaining({ level: 30, path: "/api/documents/metrics", route: "/api/documents/:id" }),
    ]);
  });

  it("marks what took long", async () => {
    const { lines, log } = recordLog();
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
    const documents = () => {
      now += 5001;
      return store.documents();
    };
    await createTestApp({ log, store: { ...store, documents } }).request("/api/documents");
    await createTestApp({ log }).request("/api/documents");
    clock.mockRestore();
    expect(lines).toEqual([
      expect.objectContaining({ slow: true, durationMs: 5001 }),
      expect.not.objectContaining({ slow: true }),
    ]);
  });

  it("says what was asked and answered only if it is to", async () => {
    const { lines, log } = recordLog();
    const app = createTestApp({ log, config: { ...config, logContent: true } });
    await app.request(chat({ ...question(), stream: false }));
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: "answer", question: "Hello?", answer: "Hello there. [1]" }),
    );
  });

  it("has one line an event, whatever a client or a document says", async () => {
    const written: string[] = [];
    const log = createLogger("debug", "json", { write: (text) => written.push(text) });
    const evil = 'x"\n{"level":60,"msg":"forged"}\r\n\u2028\u0000\u001b[31m';
    const app = createTestApp({
      log,
      config: { ...config, logContent: true },
      answerer: {
        async *answer() {
          yield { type: "done", answer: { ...answer, question: evil, answer: evil } };
        },
      },
      store: { ...store, documents: () => Promise.reject(new Error(evil)) },
    });
    await app.request(`/${encodeURIComponent(evil)}`);
    await app.request("/%0a%7B%22level%22:60%7D");
    await app.request("/api/documents");
    await app.request(chat({ ...question(), stream: false }));
    expect(written.length).toBeGreaterThan(4);
    for (const line of written) {
      const body = line.slice(0, -1);
      expect(["\n", "\r", "\0", "\u001b"].filter((control) => body.includes(control))).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({ msg: expect.stringMatching(/^(request|answer)/) });
    }
  });

  it("leaves out what libraries keep of a request in their errors", () => {
    const written: string[] = [];
    const log = createLogger("info", "json", { write: (text) => written.push(text) });
    const headers = { authorization: "Bearer secret-key", cookie: "session=secret" };
    const err = Object.assign(new Error("down"), { config: { headers }, request: { headers }, headers });
    log.error({ err, headers, c: { headers, cookie: "secret", authorization: "secret" } }, "failed");
    expect(written.join()).toContain("down");
    expect(written.join()).not.toContain("secret");
  });

  it("holds the detail of a failure that the client isn't told, under the same request id", async () => {
    const { lines, log } = recordLog();
    const app = createTestApp({
      log,
      store: { ...store, documents: () => Promise.reject(new Error("disk on fire")) },
    });
    await app.request("/api/documents", { headers: { "x-request-id": "r1" } });
    expect(lines).toContainEqual(
      expect.objectContaining({ requestId: "r1", err: expect.objectContaining({ message: "disk on fire" }) }),
    );
  });

  it("says of an answer what became of it, by which model and prompt, and what it cost", async () => {
    const { lines, log } = recordLog();
    const usage = { inputTokens: 3, outputTokens: 4 };
    const given = { ...answer, model: "openai:x", prompt: "answer@2", usage };
    const app = createTestApp({
      log,
      answerer: {
        async *answer() {
          yield { type: "done", answer: given };
        },
      },
    });
    await app.request(chat({ ...question("?"), stream: false }));
    expect(lines).toContainEqual(
      expect.objectContaining({
        answerId: answer.id,
        kind: "answer",
        model: "openai:x",
        prompt: "answer@2",
        usage,
        sentences: { verified: 1, unverified: 0, uncited: 0 },
      }),
    );
  });
});
