import { mkdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { errorOf, parseEvents } from "../../support/server/fakes.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";

const site = "https://www.example.com";
const when = "Wann wollte Kirgisistan vermitteln?";

type Line = Readonly<Record<string, unknown>>;

describe("feedback to a running server", () => {
  let served: ServedWorkspace;
  let file: string;

  const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(served.url + address, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const rate = (body: unknown, headers?: Record<string, string>) => post("/api/feedback", body, headers);
  const question = { messages: [{ role: "user", content: when }] };
  const ask = async () => (await (await post("/api/chat", { ...question, stream: false })).json()) as Answer;
  const lines = async () =>
    (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as Line);

  beforeAll(async () => {
    served = await serveWorkspace({}, { ALLOWED_ORIGINS: site });
    file = path.join(served.workspace.index, "feedback.jsonl");
  });

  afterAll(() => served.close());

  it("is a line a rating, with the answer it is about", async () => {
    const { id, answer, citations } = await ask();
    await expect(stat(file)).rejects.toThrow("ENOENT");
    const up = await rate({ answerId: id, rating: "up" });
    expect(up.status).toBe(204);
    expect(await up.text()).toBe("");
    const down = { answerId: id, rating: "down", comment: "Das war 1993.\nOder?" };
    expect((await rate(down)).status).toBe(204);
    const about = {
      question: when,
      answer,
      kind: "answer",
      model: "extractive",
      citations: citations.map(({ documentId, start, end, verified }) => ({
        documentId,
        start,
        end,
        verified,
      })),
    };
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(await lines()).toEqual([
      { at, answerId: id, rating: "up", ...about },
      { at, ...down, ...about },
    ]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("knows answers that were streamed", async () => {
    const streamed = parseEvents(await (await post("/api/chat", question)).text());
    const done = streamed.at(-1)?.data as Answer;
    await rate({ answerId: done.id, rating: "up" });
    expect((await lines()).at(-1)).toMatchObject({ answerId: done.id, answer: done.answer });
  });

  it("is taken for answers of another day", async () => {
    expect((await rate({ answerId: "of-yesterday", rating: "up" })).status).toBe(204);
    expect((await lines()).at(-1)).toEqual({
      at: expect.any(String),
      answerId: "of-yesterday",
      rating: "up",
    });
  });

  it.each([
    ["another rating", JSON.stringify({ answerId: "a", rating: "5" }), "application/json", 422],
    [
      "too long a comment",
      JSON.stringify({ answerId: "a", rating: "up", comment: "x".repeat(2001) }),
      "application/json",
      422,
    ],
    ["a form", "answerId=a&rating=up", "application/x-www-form-urlencoded", 415],
    ["a beacon", JSON.stringify({ answerId: "a", rating: "up" }), "text/plain;charset=UTF-8", 415],
    ["no body", null, "application/json", 400],
  ])("is refused as %s", async (_, body, type, status) => {
    const before = await lines();
    const response = await fetch(`${served.url}/api/feedback`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    expect(response.status).toBe(status);
    expect(await errorOf(response)).toEqual({
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.any(String),
      requestId: expect.any(String),
    });
    expect(await lines()).toEqual(before);
  });

  it("comes from the pages that are allowed, and from no other", async () => {
    const body = { answerId: "from-a-page", rating: "up" };
    const foreign = await rate(body, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect((await errorOf(foreign)).code).toBe("origin_not_allowed");
    const allowed = await rate(body, { origin: site });
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(site);
    const preflight = await fetch(`${served.url}/api/feedback`, {
      method: "OPTIONS",
      headers: {
        origin: site,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("content-type");
    expect((await lines()).filter(({ answerId }) => answerId === "from-a-page")).toHaveLength(1);
  });

  it("is stored whole, however much comes at once", async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `at-once-${i}`);
    const comment = "ü".repeat(2000);
    const sent = await Promise.all(ids.map((answerId) => rate({ answerId, rating: "down", comment })));
    expect(sent.every(({ status }) => status === 204)).toBe(true);
    const stored = (await lines()).filter(({ answerId }) => String(answerId).startsWith("at-once-"));
    expect(stored.map(({ answerId }) => answerId).sort()).toEqual(ids.sort());
    expect(stored.every((line) => line["comment"] === comment)).toBe(true);
  });

  it("outlives a rebuild of the index, which it doesn't disturb", async () => {
    const before = await readFile(file, "utf8");
    const { failed, documents } = await served.scheduler.ingest({ rebuild: true });
    expect(failed).toEqual([]);
    const store = await (await openDriver({ store: "local", indexDir: served.workspace.index })).open({
      readOnly: true,
    });
    expect(await store.info()).toMatchObject({ documents, repairs: [] });
    await store.close();
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("is refused while the file is full", async () => {
    await rename(file, `${file}.old`);
    await writeFile(file, "");
    await truncate(file, 64 * 1024 * 1024);
    const full = await rate({ answerId: "a", rating: "up" });
    expect(full.status).toBe(503);
    const { code, message } = await errorOf(full);
    expect(code).toBe("feedback_full");
    expect(message).toContain("moves the full feedback file away");
    await rename(`${file}.old`, file);
    expect((await rate({ answerId: "a", rating: "up" })).status).toBe(204);
  });

  it("is refused while the file can't be written", async () => {
    await rename(file, `${file}.old`);
    await mkdir(file);
    const failed = await rate({ answerId: "a", rating: "up" });
    expect(failed.status).toBe(503);
    const text = await failed.text();
    expect(JSON.parse(text).error.code).toBe("feedback_failed");
    expect(text).not.toContain(served.workspace.folder);
    expect(text).not.toContain("EISDIR");
    await rm(file, { recursive: true });
    await rename(`${file}.old`, file);
  });
});

it("goes where FEEDBACK_FILE says", async () => {
  const served = await serveWorkspace({}, { FEEDBACK_FILE: "said/by-readers.jsonl" });
  try {
    const response = await fetch(`${served.url}/api/feedback`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ answerId: "a", rating: "up" }),
    });
    expect(response.status).toBe(204);
    const stored = await readFile(path.join(served.workspace.folder, "said", "by-readers.jsonl"), "utf8");
    expect(JSON.parse(stored)).toMatchObject({ answerId: "a", rating: "up" });
  } finally {
    await served.close();
  }
});
