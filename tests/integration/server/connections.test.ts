import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { shuttingDown } from "../../../src/server/http/shutdown.js";
import { metricsText } from "../../../src/server/metrics/exposition.js";
import { createMetrics } from "../../../src/server/metrics/metrics.js";
import { createTestApp, errorOf, events, parseEvents, question } from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";
import { waitFor } from "../../support/wait-for.js";

describe("connections", () => {
  const servers: Listener[] = [];

  async function start(app = createTestApp(), port = 0): Promise<Listener> {
    const server = await listen(app, "127.0.0.1", port);
    servers.push(server);
    return server;
  }

  const post = (server: Listener, body: unknown, init: RequestInit = {}) =>
    fetch(`${server.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      ...init,
    });

  /** An app whose answers wait until they are aborted, and what became of them. */
  function stuckApp() {
    const started = vi.fn();
    const aborted = vi.fn();
    const shutdown = new AbortController();
    const app = createTestApp({
      shutdown: shutdown.signal,
      answerer: {
        async *answer({ signal }) {
          yield* events.slice(0, 1);
          started();
          await new Promise((resolve) => signal?.addEventListener("abort", resolve));
          aborted();
        },
      },
    });
    return { app, started, aborted, cut: () => shutdown.abort(shuttingDown()) };
  }

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop(0)));
  });

  it.each([true, false])("that a client closes stop the work (stream: %s)", async (stream) => {
    const { app, started, aborted } = stuckApp();
    const server = await start(app);
    const client = new AbortController();
    const request = post(server, { ...question(), stream }, { signal: client.signal }).then((response) =>
      response.text(),
    );
    await waitFor(() => expect(started).toHaveBeenCalled());
    client.abort();
    await expect(request).rejects.toThrow();
    await waitFor(() => expect(aborted).toHaveBeenCalledOnce());
  });

  it("get each event as soon as it happens", async () => {
    const { app } = stuckApp();
    const response = await post(await start(app), question());
    const reader = response.body?.getReader();
    const chunk = await reader?.read();
    expect(parseEvents(new TextDecoder().decode(chunk?.value))[0]?.event).toBe("passages");
    await reader?.cancel();
  });

  it("in use finish before the server stops", async () => {
    const app = createTestApp({
      answerer: {
        async *answer() {
          yield* events.slice(0, 1);
          await sleep(100);
          yield* events.slice(1);
        },
      },
    });
    const server = await start(app);
    const response = await post(server, question());
    const stopped = server.stop(10_000);
    expect(parseEvents(await response.text()).at(-1)?.event).toBe("done");
    await stopped;
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it("that last too long get the error as their last event when the server stops", async () => {
    const { app, aborted, cut } = stuckApp();
    const server = await start(app);
    const response = await post(server, question());
    const whole = post(server, { ...question(), stream: false });
    await waitFor(async () => expect((await post(server, question())).status).toBe(503));
    const stopped = server.stop(50, cut);
    expect(parseEvents(await response.text()).at(-1)).toMatchObject({
      event: "error",
      data: { code: "shutting_down", message: expect.stringMatching(/again/) },
    });
    expect(await errorOf(await whole)).toMatchObject({ code: "shutting_down" });
    await stopped;
    await waitFor(() => expect(aborted).toHaveBeenCalledTimes(2));
  });

  it("that nothing else ends are closed when the server stops", async () => {
    const { app, aborted } = stuckApp();
    const server = await start(app);
    const response = await post(server, question());
    await server.stop(50);
    await expect(response.text()).rejects.toThrow();
    await waitFor(() => expect(aborted).toHaveBeenCalledOnce());
  });

  it("are told to close with the last answer when the server stops", async () => {
    const started = vi.fn();
    let finish = () => {};
    const app = createTestApp({
      answerer: {
        async *answer() {
          started();
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          yield* events;
        },
      },
    });
    const server = await start(app);
    expect((await fetch(`${server.url}/healthz`)).headers.get("connection")).toBe("keep-alive");
    const response = post(server, { ...question(), stream: false });
    await waitFor(() => expect(started).toHaveBeenCalled());
    const stopped = server.stop(10_000);
    finish();
    expect((await response).headers.get("connection")).toBe("close");
    await stopped;
  });

  it("can't be had twice on one port", async () => {
    const { url } = await start();
    const second = start(createTestApp(), Number(new URL(url).port));
    await expect(second).rejects.toMatchObject({ code: "cannot_listen" });
    await expect(second).rejects.toThrow(/is in use.*PORT/);
  });

  it("can't be had on a foreign address", async () => {
    await expect(listen(createTestApp(), "192.0.2.1", 0)).rejects.toThrow(/HOST/);
  });

  it("with a body that is too large are answered, also without a length", async () => {
    const server = await start();
    const large = JSON.stringify(question("x".repeat(10_000)));
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    expect((await post(server, question("x".repeat(10_000)))).status).toBe(413);
    const chunked = await post(server, {}, { body: stream, duplex: "half" } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  it("with a body in chunks are answered like others", async () => {
    const server = await start();
    const stream = new Blob([JSON.stringify({ ...question(), stream: false })]).stream();
    const response = await post(server, {}, { body: stream, duplex: "half" } as RequestInit);
    expect(response.status).toBe(200);
  });

  it.each([
    ["/api/chat", "application/json", "Content-Length: 100"],
    ["/api/chat", "application/json", "Transfer-Encoding: chunked"],
    ["/v1/chat/completions", "application/json", "Content-Length: 100"],
    ["/mcp", "application/json", "Content-Length: 100"],
  ])(
    "that end in the middle of a body for %s (%s, %s) are no fault of the server",
    async (route, type, length) => {
      const { log, lines } = recordLog();
      const metrics = createMetrics();
      const server = await start(createTestApp({ log, metrics }));
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      socket.end(
        `POST ${route} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n${length}\r\n\r\n9\r\n{`,
      );
      await once(socket.resume(), "close");
      await waitFor(() => expect(lines).toContainEqual(expect.objectContaining({ msg: "request" })));
      expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
      expect(metricsText([await metrics.snapshot()])).not.toContain("internal_error");
    },
  );

  it.each([
    "GET / HTTP/1.1\r\n\r\n",
    "GET //x\\y HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /api/documents HTTP/1.1\r\nHost: ]\r\n\r\n",
    "nonsense\r\n\r\n",
    "POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: x\r\n\r\n",
  ])("that send %j are refused, and others still served", async (request) => {
    const server = await start();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(request);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 4\d\d/);
    socket.destroy();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
