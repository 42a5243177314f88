import { stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorOf } from "../../support/server/fakes.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";

const key = "the-key";
const admin = "the-admin-key";

describe("the limits that are configured", () => {
  let served: ServedWorkspace;

  beforeAll(async () => {
    served = await serveWorkspace(
      {},
      {
        API_KEYS: `${key},key-of-another`,
        ADMIN_KEY: admin,
        MAX_QUESTION_CHARACTERS: "20",
        MAX_MESSAGES: "3",
        MAX_BODY_BYTES: "1024",
        MAX_FILE_BYTES: "2048",
        MAX_FEEDBACK_PER_HOUR: "2",
        MAX_FEEDBACK_BYTES: "1024",
        RATE_LIMIT_PER_KEY: "12",
      },
    );
  });

  afterAll(() => served.close());

  const post = (address: string, body: unknown, sent = key) =>
    fetch(served.url + address, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${sent}` },
      body: JSON.stringify(body),
    });
  const user = (content: string) => ({ role: "user", content });

  async function refusal(response: Response | Promise<Response>) {
    const { status, headers } = await response;
    return { status, code: (await errorOf(await response)).code, retryAfter: headers.get("retry-after") };
  }

  it("hold for questions, conversations and bodies", async () => {
    const refused = { status: 422, code: "invalid_request" };
    expect(await refusal(post("/api/chat", { messages: [user("x".repeat(21))] }))).toMatchObject(refused);
    const long = [user("a"), user("b"), user("c"), user("d")];
    expect(await refusal(post("/api/chat", { messages: long }))).toMatchObject(refused);
    expect((await post("/api/chat", { messages: long.slice(1), stream: false })).status).toBe(200);
    const large = { messages: [user("a")], more: "x".repeat(1024) };
    expect(await refusal(post("/api/chat", large))).toMatchObject({ status: 413, code: "body_too_large" });
  });

  it.each([
    ["one file", 2049, { status: 422, code: "unreadable_document" }],
    ["a whole upload", 1_100_000, { status: 413, code: "body_too_large" }],
  ])("hold for %s", async (_, bytes, refused) => {
    const body = new FormData();
    body.append("file", new Blob(["x".repeat(bytes)]), "large.txt");
    const headers = { authorization: `Bearer ${admin}` };
    expect(
      await refusal(fetch(`${served.url}/api/documents`, { method: "POST", headers, body })),
    ).toMatchObject(refused);
  });

  it("hold for ratings, by reader and by the file's size", async () => {
    const rate = (sent: string) =>
      post("/api/feedback", { answerId: "a1", rating: "up", comment: "x".repeat(400) }, sent);
    expect((await rate("key-of-another")).status).toBe(204);
    expect((await rate("key-of-another")).status).toBe(204);
    expect(await refusal(rate("key-of-another"))).toMatchObject({ status: 429, code: "too_many_requests" });
    expect(await refusal(rate(key))).toMatchObject({ status: 503, code: "feedback_full" });
    const { size } = await stat(path.join(served.workspace.index, "feedback.jsonl"));
    expect(size).toBeLessThanOrEqual(1024);
  });

  it("hold for requests of one key", async () => {
    const list = () => fetch(`${served.url}/api/documents`, { headers: { "x-api-key": key } });
    let response = await list();
    while (response.ok) {
      await response.text();
      response = await list();
    }
    expect(await refusal(response)).toEqual({
      status: 429,
      code: "too_many_requests",
      retryAfter: expect.stringMatching(/^\d+$/),
    });
    expect(response.headers.get("ratelimit-policy")).toBe('"per-key";q=12;w=60');
    expect((await fetch(`${served.url}/api/documents`, { headers: { "x-api-key": admin } })).status).toBe(
      200,
    );
  });
});
