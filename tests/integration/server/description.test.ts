import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DescriptionChecker, readDescription } from "../../support/server/description.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";

const KEY = { "x-api-key": "key" };
const ADMIN = { authorization: "Bearer admin" };
const QUESTION = { messages: [{ role: "user", content: "Wann wollte Kirgisistan vermitteln?" }] };
const UNANSWERABLE = { messages: [{ role: "user", content: "Welche Währung hat Kirgisistan?" }] };
const NAMING = {
  messages: [
    { role: "user", content: 'JSON: { "title": "…" }\n<chat_history>\nUSER: Why?\n</chat_history>' },
  ],
};

/** What is requested, by the operation as it is described; its path, unless that is the template. */
interface Sent {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | FormData;
}

const mcp = (message: object): Sent => ({
  headers: { ...KEY, accept: "application/json, text/event-stream" },
  json: { jsonrpc: "2.0", ...message },
});

function form(name: string, text: string): FormData {
  const data = new FormData();
  data.append("file", new Blob([text]), name);
  return data;
}

let served: ServedWorkspace;
let checker: DescriptionChecker;

beforeAll(async () => {
  served = await serveWorkspace(
    { "broken.pdf": "no PDF", "unread.xyz": "?" },
    { API_KEYS: "key", ADMIN_KEY: "admin", MAX_BODY_BYTES: "2000" },
  );
  checker = new DescriptionChecker(await readDescription((path) => fetch(served.url + path)));
});
afterAll(() => served.close());

async function ask(operation: string, sent: Sent = {}): Promise<Response> {
  const [method = "", template = ""] = operation.split(" ");
  const { path = template, headers = KEY, json } = sent;
  const body = json === undefined ? sent.body : JSON.stringify(json);
  const type = json === undefined ? {} : { "content-type": "application/json" };
  return fetch(served.url + path, { method, headers: { ...type, ...headers }, ...(body && { body }) });
}

/** Asks, and compares what comes with the description. */
async function expectDescribed(status: number, operation: string, sent: Sent = {}): Promise<string> {
  const response = await ask(operation, sent);
  expect(response.status, operation).toBe(status);
  const [method = "", template = ""] = operation.split(" ");
  const text = response.clone().text();
  expect(await checker.problemsOfAnswer(method, template, response), operation).toEqual([]);
  return text;
}

async function anyDocument(): Promise<string> {
  const list = JSON.parse(await expectDescribed(200, "GET /api/documents")) as {
    readonly documents: readonly { readonly id: string }[];
  };
  return list.documents[0]?.id ?? "";
}

describe("the answers of a real server are as described", () => {
  it("to questions", async () => {
    const whole = await expectDescribed(200, "POST /api/chat", { json: { ...QUESTION, stream: false } });
    expect(whole).toContain('"kind":"answer"');
    const refusal = await expectDescribed(200, "POST /api/chat", {
      json: { ...UNANSWERABLE, stream: false },
    });
    expect(refusal).toContain('"hints"');
    const events = await expectDescribed(200, "POST /api/chat", { json: QUESTION });
    for (const name of ["passages", "delta", "citation", "done"]) {
      expect(events).toContain(`event: ${name}\n`);
    }
    const { id } = JSON.parse(whole) as { readonly id: string };
    await expectDescribed(204, "POST /api/feedback", { json: { answerId: id, rating: "up" } });
  });

  it("to searches", async () => {
    await expectDescribed(200, "GET /api/search", { path: "/api/search?q=Kirgisistan&k=3" });
    await expectDescribed(200, "GET /api/search", { path: "/api/search?q=Grenze%20Kirgisistan&explain=1" });
  });

  it("to clients of OpenAI's", async () => {
    const operation = "POST /v1/chat/completions";
    await expectDescribed(200, operation, { json: QUESTION });
    await expectDescribed(200, operation, { json: NAMING });
    const stream = await expectDescribed(200, operation, {
      json: { ...QUESTION, stream: true, stream_options: { include_usage: true } },
    });
    expect(stream).toContain("url_citation");
    expect(stream).toContain('"event":{"type":"source"');
    await expectDescribed(200, operation, { json: { ...UNANSWERABLE, stream: true } });
    await expectDescribed(200, "GET /v1/models");
    await expectDescribed(200, "GET /v1/models/{id}", { path: "/v1/models/footnote" });
  });

  it("to those who read and change documents", async () => {
    const list = await expectDescribed(200, "GET /api/documents");
    expect(list).toContain('"failed":[{"path":"broken.pdf"');
    expect(list).toContain('"skipped":[{"path":"unread.xyz"');
    await expectDescribed(200, "GET /api/documents/{id}", { path: `/api/documents/${await anyDocument()}` });
    const body = form("tower.md", "# Tower\n\nIt is 30 m high.");
    const added = await expectDescribed(201, "POST /api/documents", { headers: ADMIN, body });
    const { documents } = JSON.parse(added) as { readonly documents: readonly { readonly id: string }[] };
    await expectDescribed(200, "POST /api/ingest", { headers: ADMIN, json: {} });
    await expectDescribed(200, "GET /api/ingest", { headers: ADMIN });
    const path = `/api/documents/${documents[0]?.id}`;
    await expectDescribed(200, "DELETE /api/documents/{id}", { path, headers: ADMIN });
  });

  it("to those who speak MCP", async () => {
    await expectDescribed(200, "POST /mcp", mcp({ id: 1, method: "tools/list" }));
    const call = { name: "ask", arguments: { question: "Wann wollte Kirgisistan vermitteln?" } };
    await expectDescribed(200, "POST /mcp", mcp({ id: "a", method: "tools/call", params: call }));
    await expectDescribed(202, "POST /mcp", mcp({ method: "notifications/initialized" }));
    await expectDescribed(400, "POST /mcp", { body: "{", headers: KEY });
    await expectDescribed(400, "POST /mcp", { json: [], headers: KEY });
    await expectDescribed(406, "POST /mcp", {
      json: { jsonrpc: "2.0", id: 1, method: "tools/list" },
      headers: { ...KEY, accept: "text/html" },
    });
    await expectDescribed(415, "POST /mcp", {
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
      headers: { ...KEY, accept: "application/json, text/event-stream", "content-type": "text/plain" },
    });
    await expectDescribed(413, "POST /mcp", { json: "x".repeat(2001) });
    await expectDescribed(401, "POST /mcp", { json: {}, headers: {} });
  });

  it("to probes, and about the caller", async () => {
    await expectDescribed(200, "GET /healthz");
    await expectDescribed(200, "GET /readyz");
    await expectDescribed(200, "GET /metrics", { headers: ADMIN });
    await expectDescribed(401, "GET /metrics", { headers: {} });
    await expectDescribed(200, "GET /api/me");
    await expectDescribed(401, "GET /api/me", { headers: { "x-api-key": "wrong" } });
    await expectDescribed(200, "GET /openapi.json");
  });

  it.each([
    [400, "POST /api/chat", { body: "{", headers: { ...KEY, "content-type": "application/json" } }],
    [401, "POST /api/chat", { json: QUESTION, headers: {} }],
    [403, "POST /api/chat", { json: QUESTION, headers: { ...KEY, origin: "https://elsewhere.test" } }],
    [413, "POST /api/chat", { json: { messages: "x".repeat(2001) } }],
    [415, "POST /api/chat", { body: "hello" }],
    [422, "POST /api/chat", { json: {} }],
    [422, "POST /api/chat", { json: { ...QUESTION, documents: ["nope"] } }],
    [422, "GET /api/search", {}],
    [422, "POST /api/feedback", { json: {} }],
    [404, "GET /api/documents/{id}", { path: "/api/documents/nope" }],
    [404, "DELETE /api/documents/{id}", { path: "/api/documents/nope", headers: ADMIN }],
    [401, "DELETE /api/documents/{id}", { path: "/api/documents/nope" }],
    [
      400,
      "POST /api/documents",
      { headers: { ...ADMIN, "content-type": "multipart/form-data; boundary=a" }, body: "x" },
    ],
    [415, "POST /api/documents", { headers: ADMIN, body: form("a.xyz", "?") }],
    [422, "POST /api/documents", { headers: ADMIN, body: form("a.pdf", "no PDF") }],
    [422, "POST /api/ingest", { headers: ADMIN, json: { rebuild: "yes" } }],
    [400, "POST /v1/chat/completions", { json: { messages: [] } }],
    [401, "POST /v1/chat/completions", { json: QUESTION, headers: {} }],
    [404, "POST /v1/chat/completions", { json: { ...QUESTION, model: "gpt-5" } }],
    [413, "POST /v1/chat/completions", { json: { messages: "x".repeat(2001) } }],
    [415, "POST /v1/chat/completions", { body: "hello" }],
    [404, "GET /v1/models/{id}", { path: "/v1/models/nope" }],
  ] satisfies [number, string, Sent][])("to what is refused with %i: %s", async (status, operation, sent) => {
    await expectDescribed(status, operation, sent);
  });
});
