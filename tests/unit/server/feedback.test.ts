import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import type { AppDependencies } from "../../../src/server/app.js";
import type { FeedbackLine } from "../../../src/server/feedback/feedback-file.js";
import {
  answer,
  chat,
  config,
  createTestApp,
  errorOf,
  feedback,
  question,
} from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";

const up = { answerId: "a1", rating: "up" };

/** An app, and what it has stored. */
function createRatedApp(replaced: Partial<AppDependencies> = {}) {
  const stored: FeedbackLine[] = [];
  const feedbackFile = { append: async (line: FeedbackLine) => void stored.push(line) };
  return { app: createTestApp({ feedbackFile, ...replaced }), stored };
}

describe("POST /api/feedback", () => {
  it.each([true, false])("stores a rating with the answer it is about (stream: %s)", async (stream) => {
    const { app, stored } = createRatedApp();
    await (await app.request(chat({ ...question(), stream }))).text();
    const response = await app.request(feedback({ ...up, comment: "Just so.\n" }));
    expect(response.status).toBe(204);
    expect(await response.text()).toBe("");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(stored).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        answerId: "a1",
        rating: "up",
        comment: "Just so.\n",
        question: answer.question,
        answer: answer.answer,
        kind: "answer",
        model: "extractive",
        citations: [{ documentId: "doc1", start: 0, end: 12, verified: true }],
      },
    ]);
  });

  it("takes a rating of an answer it doesn't remember", async () => {
    const { app, stored } = createRatedApp();
    expect((await app.request(feedback({ answerId: "__proto__", rating: "down" }))).status).toBe(204);
    expect(stored).toEqual([{ at: expect.any(String), answerId: "__proto__", rating: "down" }]);
  });

  it("doesn't remember an answer that broke off", async () => {
    const { app, stored } = createRatedApp({
      answerer: {
        async *answer() {
          yield { type: "delta", text: "Hello" };
          throw new Error("broken off");
        },
      },
    });
    await (await app.request(chat(question()))).text();
    await app.request(feedback(up));
    expect(stored[0]).not.toHaveProperty("answer");
  });

  it("keeps every rating of an answer, in order", async () => {
    const { app, stored } = createRatedApp();
    await app.request(feedback(up));
    await app.request(feedback({ ...up, rating: "down" }));
    expect(stored.map(({ rating }) => rating)).toEqual(["up", "down"]);
  });

  it.each(["", " \n\t"])("takes the comment %j for none", async (comment) => {
    const { app, stored } = createRatedApp();
    expect((await app.request(feedback({ ...up, comment }))).status).toBe(204);
    expect(stored[0]).not.toHaveProperty("comment");
  });

  it("ignores fields it doesn't know", async () => {
    const { app, stored } = createRatedApp();
    const more = { at: "never", question: "mine", page: "/" };
    expect((await app.request(feedback({ ...up, ...more }))).status).toBe(204);
    expect(stored).toEqual([{ at: expect.not.stringMatching("never"), ...up }]);
  });

  it.each([
    ["the longest id", { ...up, answerId: "x".repeat(100) }],
    ["an id of all characters", { ...up, answerId: "azAZ09_-" }],
    ["the longest comment", { ...up, comment: "ä".repeat(2000) }],
  ])("takes %s", async (_, body) => {
    const { app } = createRatedApp({ config: { ...config, limits: { ...config.limits, bodyBytes: 9000 } } });
    expect((await app.request(feedback(body))).status).toBe(204);
  });

  it.each([
    ["no JSON", "{", 400, "malformed_json"],
    ["no body", "", 400, "malformed_json"],
    ["a JSON value that is no object", [up], 422, "invalid_request"],
    ["null", "null", 422, "invalid_request"],
    ["no answer", { rating: "up" }, 422, "invalid_request"],
    ["an empty id", { ...up, answerId: "" }, 422, "invalid_request"],
    ["an id that is too long", { ...up, answerId: "x".repeat(101) }, 422, "invalid_request"],
    ["an id with other characters", { ...up, answerId: "a/b" }, 422, "invalid_request"],
    ["an id with a line end", { ...up, answerId: "a1\n" }, 422, "invalid_request"],
    ["an id that is no text", { ...up, answerId: 1 }, 422, "invalid_request"],
    ["no rating", { answerId: "a1" }, 422, "invalid_request"],
    ["another rating", { ...up, rating: "UP" }, 422, "invalid_request"],
    ["a comment that is no text", { ...up, comment: null }, 422, "invalid_request"],
    ["a comment that is too long", { ...up, comment: "x".repeat(2001) }, 422, "invalid_request"],
    ["a body that is too large", { ...up, more: "x".repeat(9000) }, 413, "body_too_large"],
  ])("refuses %s and stores nothing", async (_, body, status, code) => {
    const { app, stored } = createRatedApp({
      config: { ...config, limits: { ...config.limits, bodyBytes: 9000 } },
    });
    const response = await app.request(feedback(body));
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
    expect(stored).toEqual([]);
  });

  it("refuses any other JSON value as the client's fault", async () => {
    const { app } = createRatedApp();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        expect([413, 422]).toContain((await app.request(feedback(JSON.stringify(body)))).status);
      }),
    );
  });

  it("says which part of the body is wrong", async () => {
    const message = async (body: unknown) =>
      (await errorOf(await createTestApp().request(feedback(body)))).message;
    expect(await message({ ...up, rating: 5 })).toBe('rating: Must be "up" or "down".');
    expect(await message([])).toBe('The body must be an object with "answerId" and "rating".');
  });

  it.each(["text/plain", "application/x-www-form-urlencoded"])("takes JSON only, not %s", async (type) => {
    const response = await createTestApp().request(feedback(up, { "content-type": type }));
    expect(response.status).toBe(415);
    expect((await errorOf(response)).code).toBe("unsupported_media_type");
  });

  it("needs a key where the API does", async () => {
    const { app, stored } = createRatedApp({ config: { ...config, apiKeys: ["k"] } });
    expect((await app.request(feedback(up))).status).toBe(401);
    expect(stored).toEqual([]);
    expect((await app.request(feedback(up, { authorization: "Bearer k" }))).status).toBe(204);
  });

  it("takes no other method", async () => {
    const response = await createTestApp().request("/api/feedback");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("is told of in the log, without a word of it", async () => {
    const { lines, log } = recordLog();
    const { app } = createRatedApp({ log });
    await app.request(chat({ ...question("my secret question"), stream: false }));
    await app.request(feedback({ ...up, comment: "my secret comment" }, { "x-request-id": "r1" }));
    await app.request(feedback(up));
    const told = lines.filter(({ msg }) => msg === "feedback");
    expect(told).toMatchObject([
      { requestId: "r1", ...up, hasComment: true },
      { ...up, hasComment: false },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/secret|Hello/);
  });

  it.each(["feedback_failed", "feedback_full"] as const)(
    "answers 503 for %s, without a path",
    async (code) => {
      const { lines, log } = recordLog();
      const cause = new Error("EACCES");
      const error = new FootnoteError(code, "/home/me/feedback.jsonl", { cause });
      const { app } = createRatedApp({ log, feedbackFile: { append: () => Promise.reject(error) } });
      const response = await app.request(feedback(up));
      expect(response.status).toBe(503);
      const { message, ...told } = await errorOf(response);
      expect(told.code).toBe(code);
      expect(message).not.toMatch(/home|EACCES/);
      expect(message).toContain("operator");
      expect(JSON.stringify(lines)).toMatch(/home\/me.*EACCES/);
      expect(lines.some(({ msg }) => msg === "feedback")).toBe(false);
    },
  );
});
