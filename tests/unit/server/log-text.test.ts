import { describe, expect, it } from "vitest";
import { createLogger } from "../../../src/server/log/logger.js";
import { answer, chat, createTestApp, question, store } from "../../support/server/fakes.js";

/** A logger for people, without styles, and the lines it has written. */
function recordText(level = "info") {
  const lines: string[] = [];
  const write = (text: string) => {
    lines.push(text);
  };
  return { lines, log: createLogger(level, "text", { write }) };
}

const REQUEST = /^\d\d:\d\d:\d\d {2}(.*)\n$/;

describe("a log for people", () => {
  it("has one short line a request: time, method, path, status, milliseconds", async () => {
    const { lines, log } = recordText();
    await createTestApp({ log }).request("/api/documents");
    await createTestApp({ log }).request("/api/search?q=my+secret");
    await createTestApp({ log }).request("/api/documents/readyz");
    expect(lines.map((line) => REQUEST.exec(line)?.[1])).toEqual([
      expect.stringMatching(/^GET {4}\/api\/documents {2}200 {2}\d+ ms$/),
      expect.stringMatching(/^GET {4}\/api\/search {2}200 {2}\d+ ms$/),
      expect.stringMatching(/^GET {4}\/api\/documents\/readyz {2}404 {2}\d+ ms$/),
    ]);
  });

  it("has one line for a question too, and none for health checks", async () => {
    const { lines, log } = recordText();
    const app = createTestApp({
      log,
      readiness: async () => ({ isReady: false, checks: { server: "ok", index: "missing", embedder: "ok" } }),
    });
    await app.request(chat({ ...question(answer.question), stream: false }));
    await app.request("/healthz");
    await app.request("/readyz");
    expect(lines.filter((line) => REQUEST.test(line))).toHaveLength(1);
    expect(lines.join("")).not.toMatch(/healthz|readyz/);
  });

  it("shows control characters and marks of direction in a path instead of obeying them", async () => {
    const { lines, log } = recordText();
    const forged = "/x%0A12:00:00%20%20GET%20%20%20%20200%20%20/forged%1B%5B31m%C2%9B%E2%80%AE%E2%80%A8";
    await createTestApp({ log }).request(forged);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(REQUEST);
    expect(lines[0]).toContain("/x\\u000a12:00:00");
    expect(lines[0]).toContain("/forged\\u001b[31m\\u009b\\u202e\\u2028");
  });

  it("cuts a long path", async () => {
    const { lines, log } = recordText();
    await createTestApp({ log }).request(`/${"x".repeat(5000)}`);
    expect(lines[0]?.length).toBeLessThan(150);
    expect(lines[0]).toContain("x…  ");
  });

  it("says what went wrong, and where in the code if it was unexpected", async () => {
    const { lines, log } = recordText();
    const failing = { ...store, documents: () => Promise.reject(new Error("disk\u001b on fire")) };
    await createTestApp({ log, store: failing }).request("/api/documents", {
      headers: { "x-request-id": "r1" },
    });
    const text = lines.join("");
    expect(text).toMatch(
      /^\d\d:\d\d:\d\d {2}error {2}request failed: disk\\u001b on fire \(internal_error, r1\)\n {4}at /,
    );
    expect(text).toMatch(/GET {4}\/api\/documents {2}500 {2}/);
  });

  it("shows a notice as a sentence", () => {
    const { lines, log } = recordText();
    log.warn("The prompt can't be read.");
    log.warn({ err: new Error("no room") }, "old uploads can't be removed");
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d {2}warn {3}The prompt can't be read\.\n$/);
    expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d {2}warn {3}old uploads can't be removed: no room\n {4}at /);
  });

  it("is JSON where that is configured, and where nobody watches a terminal", () => {
    const written: string[] = [];
    const write = (text: string) => {
      written.push(text);
    };
    createLogger("info", "json", { write }).warn("x");
    createLogger("info", "auto", { write }).warn("x");
    expect(written.map((line) => JSON.parse(line))).toMatchObject([{ msg: "x" }, { msg: "x" }]);
  });
});
