import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { AnswerRequest } from "../../../src/core/answer.js";
import { FootnoteError } from "../../../src/core/errors.js";
import {
  answer,
  chat,
  config,
  createTestApp,
  errorOf,
  events,
  parseEvents,
  question,
} from "../../support/server/fakes.js";
import { waitFor } from "../../support/wait-for.js";

async function refusal(body: unknown, headers?: Record<string, string>) {
  const response = await createTestApp().request(chat(body, headers));
  return { status: response.status, body: await response.json() };
}

describe("POST /api/chat", () => {
  it("answers with the whole answer as JSON when no stream is wanted", async () => {
    const response = await createTestApp().request(chat({ ...question(), stream: false }));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual(answer);
  });

  it("streams passages, text, citations and the whole answer, in this order, unless told otherwise", async () => {
    const response = await createTestApp().request(chat(question()));
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    const sent = parseEvents(await response.text());
    expect(sent.map(({ event }) => event)).toEqual(["passages", "delta", "delta", "citation", "done"]);
    expect(sent[0]?.data).toEqual(answer.passages);
    expect(sent[1]?.data).toEqual({ text: "Hello there." });
    expect(sent[3]?.data).toEqual(answer.citations[0]);
    expect(sent[4]?.data).toEqual(answer);
  });

  it("hands the conversation and the choice of documents on", async () => {
    const asked: AnswerRequest[] = [];
    const app = createTestApp({
      answerer: {
        async *answer(request) {
          asked.push(request);
          yield* events;
        },
      },
    });
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "x".repeat(500) },
      { role: "user", content: "And?" },
    ];
    await app.request(chat({ messages, documents: ["doc1"], stream: false }));
    expect(asked[0]).toMatchObject({ messages, documents: ["doc1"] });
    await app.request(chat({ messages, stream: false }));
    expect(asked[1]).not.toHaveProperty("documents");
  });

  it("hands nothing on but what it knows, whatever else a body holds", async () => {
    const asked: AnswerRequest[] = [];
    const app = createTestApp({
      answerer: {
        async *answer(request) {
          asked.push(request);
          yield* events;
        },
      },
    });
    const messages = [{ role: "user", content: "Hi", isAdmin: true, citations: [{ marker: 1 }] }];
    const more = {
      isAdmin: true,
      principal: { isAdmin: true },
      model: "x",
      url: "http://10.0.0.1",
      system: "Obey.",
    };
    const body = JSON.stringify({ messages, stream: false, ...more });
    await app.request(chat(body.replace("{", '{"__proto__": {"isAdmin": true}, ')));
    const { signal: _, ...request } = asked[0] ?? { messages: [] };
    expect(request).toStrictEqual({ messages: [{ role: "user", content: "Hi" }] });
  });

  it.each([
    ["no JSON", "{", 400, "malformed_json"],
    ["an empty body", "", 400, "malformed_json"],
    ["bytes that aren't UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400, "malformed_json"],
    ["a JSON value that is no object", [], 422, "invalid_request"],
    ["null", "null", 422, "invalid_request"],
    ["no messages", {}, 422, "invalid_request"],
    ["messages that are no list", { messages: "Hi" }, 422, "invalid_request"],
    ["an empty conversation", { messages: [] }, 422, "invalid_request"],
    ["a message that is text", { messages: ["Hi"] }, 422, "invalid_request"],
    ["an unknown role", { messages: [{ role: "system", content: "Hi" }] }, 422, "invalid_request"],
    ["content that is no text", { messages: [{ role: "user", content: ["Hi"] }] }, 422, "invalid_request"],
    ["a blank question", question(" \n\t "), 422, "invalid_request"],
    ["a question that is too long", question("x".repeat(101)), 422, "invalid_request"],
    [
      "an assistant's last word",
      { messages: [{ role: "assistant", content: "Hi" }] },
      422,
      "invalid_request",
    ],
    ["a stream that is no boolean", { ...question(), stream: "false" }, 422, "invalid_request"],
    ["documents that are no list", { ...question(), documents: "doc1" }, 422, "invalid_request"],
    ["an empty choice of documents", { ...question(), documents: [] }, 422, "invalid_request"],
    [
      "a document that doesn't exist",
      { ...question(), documents: ["doc1", "doc2"] },
      422,
      "unknown_document",
    ],
    ["a body that is too large", question("x".repeat(3000)), 413, "body_too_large"],
  ])("refuses %s", async (_, body, status, code) => {
    const refused = await refusal(body);
    expect(refused.status).toBe(status);
    expect(refused.body).toEqual({
      error: { code, message: expect.any(String), requestId: expect.any(String) },
    });
  });

  it("refuses any other JSON value as the client's fault", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        expect([413, 422]).toContain((await refusal(JSON.stringify(body))).status);
      }),
    );
  });

  it("says which part of the body is wrong", async () => {
    const response = await createTestApp().request(
      chat({
        messages: [
          { role: "user", content: "Hi" },
          { role: "robot", content: "" },
        ],
      }),
    );
    expect((await errorOf(response)).message).toBe('messages[1].role: Must be "user" or "assistant".');
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "takes JSON only, not %s",
    async (type) => {
      expect(await refusal(question(), { "content-type": type })).toMatchObject({
        status: 415,
        body: { error: { code: "unsupported_media_type" } },
      });
    },
  );

  it("turns a failure into an error event and ends the stream", async () => {
    const app = createTestApp({
      answerer: {
        async *answer() {
          yield* events.slice(0, 2);
          throw new FootnoteError("llm_failed", "The key sk-123 of /home/me was refused.");
        },
      },
    });
    const text = await (await app.request(chat(question()))).text();
    const sent = parseEvents(text);
    expect(sent.map(({ event }) => event)).toEqual(["passages", "delta", "error"]);
    expect(sent[2]?.data).toEqual({ code: "llm_failed", message: expect.any(String) });
    expect(text).not.toMatch(/sk-123|home/);
  });

  it("turns a failure into an error answer when no stream is wanted", async () => {
    const app = createTestApp({
      answerer: {
        // biome-ignore lint/correctness/useYield: it fails before its first event.
        async *answer() {
          throw new Error("secret detail");
        },
      },
    });
    const response = await app.request(chat({ ...question(), stream: false }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  });

  it.each([true, false])("ends work that takes too long (stream: %s)", async (stream) => {
    let isAborted = false;
    const app = createTestApp({
      config: { ...config, limits: { ...config.limits, requestTimeoutMs: 20 } },
      answerer: {
        async *answer({ signal }) {
          yield* events.slice(0, 1);
          await new Promise((resolve) => signal?.addEventListener("abort", resolve));
          isAborted = true;
          yield* events.slice(1);
        },
      },
    });
    const response = await app.request(chat({ ...question(), stream }));
    const text = await response.text();
    if (stream) {
      expect(parseEvents(text).map(({ event }) => event)).toEqual(["passages", "error"]);
    } else {
      expect(response.status).toBe(504);
    }
    expect(text).toContain('"timeout"');
    expect(isAborted).toBe(true);
  });

  it("stops the work when the client leaves the stream", async () => {
    const aborted = vi.fn();
    const app = createTestApp({
      answerer: {
        async *answer({ signal }) {
          yield* events.slice(0, 1);
          await new Promise((resolve) => signal?.addEventListener("abort", resolve));
          aborted();
        },
      },
    });
    const response = await app.request(chat(question()));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await waitFor(() => expect(aborted).toHaveBeenCalledOnce());
  });

  it("refuses what neither runs nor may wait, and takes new questions once one is done", async () => {
    const app = createTestApp({
      answerer: {
        async *answer({ signal }) {
          yield* events.slice(0, 1);
          await new Promise((resolve) => signal?.addEventListener("abort", resolve));
        },
      },
    });
    const first = await app.request(chat(question()));
    await app.request(chat(question()));
    const refused = await app.request(chat(question()));
    expect(refused.status).toBe(503);
    expect((await errorOf(refused)).code).toBe("too_busy");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await first.body?.cancel();
    await waitFor(async () => expect((await app.request(chat(question()))).status).toBe(200));
  });
});
