import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { createTestApp, events, question, store, storedDocument } from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";
import { until, waitFor } from "../../support/wait-for.js";

const forever = 600_000;
const limits = {
  headersMs: forever,
  requestMs: forever,
  checkMs: 10,
  idleMs: forever,
  unreadMs: forever,
  connections: 100,
};

/** More than a connection holds that nobody reads from. */
const bulk = "x".repeat(20_000_000);

describe("a client that", () => {
  const servers: Listener[] = [];
  const sockets: Socket[] = [];

  async function start(changed: Partial<typeof limits>, app = createTestApp()) {
    const server = await listen(app, "127.0.0.1", 0, undefined, { ...limits, ...changed });
    servers.push(server);
    return server;
  }

  /** Sends the beginning of a request and nothing more. */
  function send(server: Listener, ...lines: readonly string[]): Socket {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    sockets.push(socket);
    socket.on("error", () => {});
    socket.write(lines.join("\r\n"));
    return socket;
  }

  afterEach(async () => {
    for (const socket of sockets.splice(0)) {
      socket.destroy();
    }
    await Promise.all(servers.splice(0).map((server) => server.stop(0)));
  });

  it.each([
    ["never ends its headers", ["GET /healthz HTTP/1.1", "Host: localhost", "X-Slow: "], { headersMs: 20 }],
    ["sends nothing", [], { headersMs: 20 }],
    [
      "never ends its body",
      [
        "POST /api/chat HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        "Content-Length: 9",
        "",
        "{",
      ],
      { headersMs: 20, requestMs: 30 },
    ],
  ])("%s is cut off", async (_, lines, changed) => {
    const server = await start(changed);
    const socket = send(server, ...lines);
    expect(await text(socket)).toMatch(/^$|^HTTP\/1\.1 408 /);
    // On a busy machine a request of one piece may take longer than the limit, too.
    await until(async () => (await fetch(`${server.url}/healthz`)).status === 200);
  });

  const reads = (path: string, body = "") => [
    `${body === "" ? "GET" : "POST"} ${path} HTTP/1.1`,
    "Host: localhost",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
    body,
  ];

  it.each([
    ["a stream", reads("/api/chat", JSON.stringify(question()))],
    ["a document", reads("/api/documents/doc1")],
  ])("doesn't read %s is cut off", async (_, request) => {
    const { log, lines } = recordLog();
    const app = createTestApp({
      log,
      answerer: {
        async *answer() {
          yield* [{ type: "delta", text: bulk } as const, ...events];
        },
      },
      store: { ...store, document: async () => ({ ...storedDocument, text: bulk }) },
    });
    const server = await start({ unreadMs: 50 }, app);
    send(server, ...request);
    // Written once the connection is closed; the client closes it only after the test.
    await waitFor(() => expect(lines).toContainEqual(expect.objectContaining({ msg: "request" })));
  });

  it("waits long for its answer isn't", async () => {
    let end: (() => void) | undefined;
    const app = createTestApp({
      retriever: { retrieve: () => new Promise((_, reject) => (end = () => reject(new Error("over")))) },
    });
    const server = await start({ unreadMs: 10 }, app);
    const answer = fetch(`${server.url}/api/search?q=a`);
    await waitFor(() => expect(end).toBeDefined());
    await new Promise((resolve) => setTimeout(resolve, 100));
    end?.();
    expect((await answer).status).toBe(500);
  });

  it("sends too long headers is refused", async () => {
    const server = await start({});
    const socket = send(
      server,
      "GET /healthz HTTP/1.1",
      "Host: localhost",
      `X-Long: ${"x".repeat(20_000)}`,
      "",
      "",
    );
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("is one too many is turned away, and served when there is room", async () => {
    const server = await start({ connections: 1 });
    const first = send(server, "GET /healthz HTTP/1.1", "Host: localhost", "", "");
    await once(first, "data");
    const second = send(server, "GET /healthz HTTP/1.1", "Host: localhost", "Connection: close", "", "");
    expect(await text(second).catch(() => "")).toBe("");
    first.destroy();
    await waitFor(async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200));
  });

  it("keeps its connection is told for how long", async () => {
    const server = await listen(createTestApp(), "127.0.0.1", 0);
    servers.push(server);
    const { headers } = await fetch(`${server.url}/healthz`);
    expect(headers.get("keep-alive")).toBe("timeout=75");
  });
});
