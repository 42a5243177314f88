import { describe, expect, it } from "vitest";
import { answer, chat, config, createTestApp, question, store } from "../../support/server/fakes.js";
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
