import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import { observeChatModel } from "../../../src/server/signals/observe-chat-model.js";
import { traceChatModel } from "../../../src/server/tracing/trace-chat-model.js";
import { openTracing, type Tracing } from "../../../src/server/tracing/tracing.js";
import { KEY, type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { scriptedChatModel } from "../../support/llm/scripted-chat-model.js";
import { chat, config, createTestApp, events, question } from "../../support/server/fakes.js";
import { serveWorkspace } from "../../support/server/serve-workspace.js";
import {
  type CollectedSpan,
  startTraceCollector,
  type TraceCollector,
} from "../../support/server/trace-collector.js";

const CALLER = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };

/** OpenTelemetry's number of each kind, and of a status that is an error. */
const KINDS = { server: 2, client: 3 };
const FAILED = 2;

function find(spans: readonly CollectedSpan[], name: string): CollectedSpan {
  const found = spans.find((span) => span.name === name);
  if (found === undefined) {
    throw new Error(`There is no ${name} among ${spans.map((span) => span.name).join(", ")}.`);
  }
  return found;
}

describe("the traces of a server", () => {
  let model: LlmServer;
  let collector: TraceCollector;
  beforeAll(async () => {
    [model, collector] = await Promise.all([startLlmServer(), startTraceCollector()]);
    for (const [name, value] of Object.entries(model.environment)) {
      vi.stubEnv(name, value);
    }
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([model.close(), collector.close()]);
  });

  it("go from the caller's span down to the language model, and are sent when the server stops", async () => {
    const served = await serveWorkspace(
      {},
      { LLM: "openai:test-model", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, API_KEYS: "api-key-one" },
    );
    model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen ", "starben [1]."] };
    const asked = "Wie viele Menschen starben im September 2022?";
    const response = await fetch(`${served.url}/api/chat`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: "Bearer api-key-one",
        traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-01`,
        "x-request-id": "r1",
      },
      body: JSON.stringify({ messages: [{ role: "user", content: asked }] }),
    });
    expect(await response.text()).toContain("94 Menschen");
    await fetch(`${served.url}/readyz`);
    await served.close();

    const { spans } = collector;
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([CALLER.traceId]));
    const request = find(spans, "POST /api/chat");
    expect(request).toMatchObject({
      kind: KINDS.server,
      parentSpanId: CALLER.spanId,
      attributes: {
        "http.request.method": "POST",
        "http.route": "/api/chat",
        "http.response.status_code": 200,
        "footnote.request_id": "r1",
      },
      resource: { "service.name": "footnote", "service.version": expect.any(String) },
    });
    const answer = find(spans, "answer");
    expect(answer.parentSpanId).toBe(request.spanId);
    expect(answer.attributes).toMatchObject({
      "footnote.answer.outcome": "answer",
      "footnote.answer.model": "openai:test-model",
      "footnote.answer.citations": 1,
    });
    const retrieval = find(spans, "retrieval");
    expect(retrieval.parentSpanId).toBe(answer.spanId);
    for (const name of ["embed", "search", "fusion"]) {
      expect(find(spans, name).parentSpanId).toBe(retrieval.spanId);
    }
    const writing = find(spans, "writing");
    expect(writing.parentSpanId).toBe(answer.spanId);
    expect(find(spans, "chat test-model")).toMatchObject({
      kind: KINDS.client,
      parentSpanId: writing.spanId,
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "test-model",
        "gen_ai.response.time_to_first_chunk": expect.any(Number),
      },
    });
    expect(spans.map(({ name }) => name)).not.toContain("GET /readyz");
    expect(collector.bodies.join()).not.toMatch(new RegExp(`September|94 Menschen|${KEY}|api-key-one`));
  });
});

describe("traces", () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) {
      await each.close();
    }
  });

  async function open(behaviour: "take" | "refuse" | "hang" = "take") {
    const collector = await startTraceCollector(behaviour);
    const onNotice = vi.fn<(notice: string) => void>();
    const tracing = await openTracing({ endpoint: `${collector.url}/`, version: "1.2.3", onNotice });
    if (tracing === undefined) {
      throw new Error("Tracing isn't open.");
    }
    opened.push(tracing, collector);
    return { collector, tracing, onNotice };
  }

  /** An app whose answer a language model writes. */
  function appOver(tracing: Tracing, logContent: boolean) {
    const script = scriptedChatModel(() => "What it wrote");
    const model = observeChatModel(script, [traceChatModel(tracing, logContent)]);
    return createTestApp({
      tracing,
      config: { ...config, logContent },
      answerer: {
        async *answer({ signal }) {
          yield* events.slice(0, 1);
          for await (const part of model.stream({ system: "The rules", user: "The passages" }, signal)) {
            if (part.type === "text") {
              yield { type: "delta", text: part.text };
            }
          }
          yield* events.slice(-1);
        },
      },
    });
  }

  it.each([false, true])("hold what was asked and written only if they are to (%s)", async (logContent) => {
    const { collector, tracing } = await open();
    await (await appOver(tracing, logContent).request(chat(question()))).text();
    await tracing.close();
    const { attributes } = find(collector.spans, "chat test");
    expect(attributes).toMatchObject({
      "gen_ai.provider.name": "scripted",
      "gen_ai.usage.input_tokens": 100,
      "gen_ai.usage.output_tokens": 10,
    });
    const parts = (content: string) => [{ type: "text", content }];
    const told = {
      "gen_ai.system_instructions": JSON.stringify(parts("The rules")),
      "gen_ai.input.messages": JSON.stringify([{ role: "user", parts: parts("The passages") }]),
      "gen_ai.output.messages": JSON.stringify([{ role: "assistant", parts: parts("What it wrote") }]),
    };
    const answered = { "footnote.question": "Hello?", "footnote.answer": "Hello there. [1]" };
    const [call, answer] = [attributes, find(collector.spans, "answer").attributes];
    if (logContent) {
      expect(call).toMatchObject(told);
      expect(answer).toMatchObject(answered);
    } else {
      expect(Object.keys(call)).not.toEqual(expect.arrayContaining(Object.keys(told)));
      expect(collector.bodies.join()).not.toMatch(/The rules|The passages|it wrote|Hello/);
    }
  });

  it("show where a request failed, and with which code", async () => {
    const { collector, tracing } = await open();
    const app = createTestApp({
      tracing,
      answerer: {
        async *answer() {
          yield* events.slice(0, 1);
          throw new FootnoteError("llm_failed", "down");
        },
      },
    });
    await app.request(chat({ ...question(), stream: false }));
    await app.request("/nowhere/secret");
    await tracing.close();
    for (const name of ["POST /api/chat", "answer"]) {
      expect(find(collector.spans, name)).toMatchObject({
        attributes: { "error.type": "llm_failed" },
        status: { code: FAILED },
      });
    }
    expect(find(collector.spans, "GET unknown").status.code).not.toBe(FAILED);
  });

  it("of requests at the same time are kept apart", async () => {
    const { collector, tracing } = await open();
    const app = appOver(tracing, false);
    await Promise.all(Array.from({ length: 2 }, async () => (await app.request(chat(question()))).text()));
    await tracing.close();
    const traces = new Set(collector.spans.map(({ traceId }) => traceId));
    expect(traces.size).toBe(2);
    for (const trace of traces) {
      const names = collector.spans.filter(({ traceId }) => traceId === trace).map(({ name }) => name);
      expect(names.toSorted()).toEqual(["POST /api/chat", "answer", "chat test", "writing"]);
    }
  });

  it("say and send what OpenTelemetry's own variables tell", async () => {
    vi.stubEnv("OTEL_SERVICE_NAME", "handbook");
    vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=staging");
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20collector");
    const { collector, tracing } = await open();
    vi.unstubAllEnvs();
    await createTestApp({ tracing }).request("/api/documents");
    await tracing.close();
    expect(find(collector.spans, "GET /api/documents").resource).toMatchObject({
      "service.name": "handbook",
      "deployment.environment.name": "staging",
    });
    expect(collector.headers).toMatchObject([{ authorization: "Bearer collector" }]);
  });

  it("aren't made of what the caller doesn't want to be traced", async () => {
    const { collector, tracing } = await open();
    const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-00`;
    await createTestApp({ tracing }).request("/api/documents", { headers: { traceparent } });
    await tracing.close();
    expect(collector.bodies).toEqual([]);
  });

  it.each(["refuse", "hang", "close"] as const)(
    "change no answer if their collector would %s",
    async (kind) => {
      const { collector, tracing, onNotice } = await open(kind === "close" ? "take" : kind);
      if (kind === "close") {
        await collector.close();
      }
      const app = createTestApp({ tracing });
      expect((await app.request(chat({ ...question(), stream: false }))).status).toBe(200);
      await tracing.close();
      if (kind === "refuse") {
        expect(onNotice).toHaveBeenCalledExactlyOnceWith(
          expect.stringContaining("OTEL_EXPORTER_OTLP_ENDPOINT"),
        );
      }
    },
  );
});
