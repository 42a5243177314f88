import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { createMetrics } from "../../../src/server/metrics/metrics.js";
import type { Attributes, Tracing } from "../../../src/server/tracing/tracing.js";
import { config, createTestApp, events, question } from "../../support/server/fakes.js";
import { recordLog } from "../../support/server/record-log.js";
import { until } from "../../support/wait-for.js";

/** Keeps what is said of the spans of requests. */
function recordTraces() {
  const told: Attributes[] = [];
  const failed: string[] = [];
  const span: ReturnType<Tracing["start"]> = {
    traceId: "0".repeat(32),
    set: (attributes) => told.push(attributes),
    fail: (errorType) => failed.push(errorType),
    end: () => undefined,
    run: (work) => work(),
    addChild: () => undefined,
  };
  let received = 0;
  const receive = () => {
    received += 1;
    return span;
  };
  const tracing: Tracing = {
    receive,
    start: () => ({ ...span, set: () => undefined, fail: () => undefined }),
    close: async () => undefined,
  };
  return { tracing, told, failed, received: () => received };
}

describe("a request whose client left", () => {
  const servers: Listener[] = [];
  const sockets: Socket[] = [];

  async function start() {
    const { log, lines } = recordLog();
    const { tracing, ...traces } = recordTraces();
    const metrics = createMetrics();
    let begun = 0;
    const app = createTestApp({
      log,
      tracing,
      metrics,
      config: { ...config, limits: { ...config.limits, concurrentRequests: 1, queue: 5 } },
      answerer: {
        async *answer({ signal }) {
          begun += 1;
          yield* events.slice(0, 1);
          await new Promise<void>((_, reject) => {
            signal?.addEventListener("abort", () => reject(signal.reason));
          });
        },
      },
    });
    const server = await listen(app, "127.0.0.1", 0);
    servers.push(server);
    const counted = async (name: string) =>
      (await metrics.snapshot()).find((metric) => metric.name === name)?.values ?? [];
    const requestLine = () => lines.find(({ msg }) => msg === "request");
    return { server, counted, requestLine, ...traces, begun: () => begun };
  }

  /** Sends a request, of which `body` may be only the beginning. */
  function send({ url }: Listener, path: string, body: string, length = Buffer.byteLength(body)): Socket {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    sockets.push(socket);
    socket.on("error", () => {});
    const head = [`POST ${path} HTTP/1.1`, "Host: localhost", "Content-Type: application/json"];
    socket.write([...head, `Content-Length: ${length}`, "", body].join("\r\n"));
    return socket;
  }

  afterEach(async () => {
    for (const socket of sockets.splice(0)) {
      socket.destroy();
    }
    await Promise.all(servers.splice(0).map((server) => server.stop(0)));
  });

  const whole = JSON.stringify({ ...question(), stream: false });

  it.each([
    ["while it was answered", "/api/chat", whole, undefined],
    ["while it was answered over OpenAI's API", "/v1/chat/completions", whole, undefined],
    ["before it was whole", "/api/chat", "{", 1000],
  ])("%s has status 499 in the log, metrics and traces", async (_, path, body, length) => {
    const { server, counted, requestLine, told, failed, received, begun } = await start();
    const socket = send(server, path, body, length);
    await until(() => (length === undefined ? begun() === 1 : received() === 1));
    socket.destroy();
    await until(() => requestLine() !== undefined);
    expect(requestLine()).toMatchObject({ status: 499, clientLeft: true });
    expect(await counted("footnote_http_requests_total")).toMatchObject([{ labels: { status: 499 } }]);
    expect(await counted("footnote_http_errors_total")).toMatchObject([{ labels: { code: "aborted" } }]);
    expect(told).toContainEqual({ "http.response.status_code": 499, "footnote.client_left": true });
    expect(told).toContainEqual({ "error.type": "aborted" });
    expect(failed).toEqual([]);
  });

  it("while it waited for its turn has status 499", async () => {
    const { server, counted, requestLine, received, begun } = await start();
    send(server, "/api/chat", whole);
    await until(() => begun() === 1);
    const waiting = send(server, "/api/chat", whole);
    await until(() => received() === 2);
    waiting.destroy();
    await until(() => requestLine() !== undefined);
    expect(requestLine()).toMatchObject({ status: 499, clientLeft: true, level: 30 });
    expect(await counted("footnote_http_requests_total")).toMatchObject([{ labels: { status: 499 } }]);
  });

  it("in the midst of its answer has the status that it was sent", async () => {
    const { server, counted, requestLine, failed } = await start();
    const socket = send(server, "/api/chat", JSON.stringify(question()));
    await once(socket, "data");
    socket.destroy();
    await until(() => requestLine() !== undefined);
    expect(requestLine()).toMatchObject({ status: 200, clientLeft: true });
    expect(await counted("footnote_http_requests_total")).toMatchObject([{ labels: { status: 200 } }]);
    expect(await counted("footnote_http_errors_total")).toEqual([]);
    expect(failed).toEqual([]);
  });
});
