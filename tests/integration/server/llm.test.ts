import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import { type Behaviour, KEY, type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { parseEvents } from "../../support/server/fakes.js";
import { annotatedText, contentOf, parseChunks } from "../../support/server/openai.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";
import { waitFor } from "../../support/wait-for.js";

const QUESTION = "Wie viele Menschen starben im September 2022?";

/** Seconds that the model may be silent. */
const SILENCE = 1;

describe("the server over a language model", () => {
  let model: LlmServer;
  let served: ServedWorkspace;
  beforeAll(async () => {
    model = await startLlmServer();
    for (const [name, value] of Object.entries(model.environment)) {
      vi.stubEnv(name, value);
    }
    served = await serveWorkspace({}, { LLM: "openai:test-model", LLM_TIMEOUT: String(SILENCE) });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await served.close();
    await model.close();
  });
  afterEach(() => {
    model.received.length = 0;
  });

  const ask = (stream: boolean, signal?: AbortSignal) =>
    fetch(`${served.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }], stream }),
      ...(signal !== undefined && { signal }),
    });

  it("streams an answer whose citation comes right behind its marker", async () => {
    model.behaviour = {
      kind: "answer",
      chunks: ["Mindestens 94 Menschen ", "starben [1", "].", " Schlimm."],
    };
    const events = parseEvents(await (await ask(true)).text());
    const written = events.findIndex(({ data }) => (data as { text?: string }).text?.includes("[1]"));
    expect(events[written + 1]).toMatchObject({ event: "citation", data: { marker: 1, verified: true } });
    const answer = events.at(-1)?.data as Answer;
    expect(answer.answer).toBe("Mindestens 94 Menschen starben [1]. Schlimm.");
    expect(answer.sentences.map(({ state }) => state)).toEqual(["verified", "uncited"]);
  });

  it("tells of a number that isn't in the passage, in the citation and in the whole answer", async () => {
    model.behaviour = { kind: "answer", chunks: ["Es starben 512 Menschen [1][9]."] };
    const events = parseEvents(await (await ask(true)).text());
    expect(events.filter(({ event }) => event === "citation")).toMatchObject([
      { data: { marker: 1, verified: false, reason: "number" } },
    ]);
    expect(events.at(-1)?.data).toMatchObject({ answer: "Es starben 512 Menschen [1]." });
  });

  it("streams in OpenAI's format, with annotations over the markers and the model's own usage", async () => {
    model.behaviour = {
      kind: "answer",
      chunks: ["Schlimm 😢: Mindestens 94 Menschen ", "starben [1", "].", " Ende 🕊️ 2022 [1]."],
    };
    const response = await fetch(`${served.url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        messages: [{ role: "user", content: QUESTION }],
        stream: true,
        stream_options: { include_usage: true },
      }),
    });
    const { chunks, end } = parseChunks(await response.text());
    const content = contentOf(chunks);
    expect(content).toContain("😢: Mindestens 94 Menschen starben [1].");
    const annotations = chunks.flatMap(({ choices }) => choices[0]?.delta.annotations ?? []);
    expect(annotations.map((annotation) => annotatedText(content, annotation))).toEqual(
      content.match(/\[\d\]/g),
    );
    expect(chunks.at(-2)?.footnote).toMatchObject({ outcome: "answer", model: "openai:test-model" });
    expect(chunks.at(-1)?.usage).toEqual({ prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 });
    expect(end).toBe("[DONE]");
  });

  const TROUBLES = [
    ["a status 500", { kind: "status", status: 500 }, "llm_failed", 502],
    ["a status 429", { kind: "status", status: 429 }, "llm_busy", 503],
    ["a wrong key", { kind: "status", status: 401 }, "llm_failed", 502],
    ["a malformed stream", { kind: "malformed", chunks: ["Mindestens 94 "] }, "llm_failed", 502],
    ["a stream that stops in the middle", { kind: "stop", chunks: ["Mindestens 94 "] }, "llm_failed", 502],
    ["a connection that breaks", { kind: "break", chunks: ["Mindestens 94 "] }, "llm_failed", 502],
    ["a server that hangs", { kind: "hang", chunks: [] }, "llm_timeout", 504],
    ["a server that hangs in the middle", { kind: "hang", chunks: ["Mindestens 94 "] }, "llm_timeout", 504],
    ["a server that closes", { kind: "close" }, "llm_failed", 502],
  ] as const satisfies readonly (readonly [string, Behaviour, string, number])[];

  it.each(TROUBLES)("ends with one error event at %s", async (_, behaviour, code) => {
    model.behaviour = behaviour;
    const body = await (await ask(true)).text();
    const events = parseEvents(body);
    expect(events[0]?.event).toBe("passages");
    expect(events.at(-1)).toEqual({ event: "error", data: { code, message: expect.any(String) } });
    expect(events.filter(({ event }) => event === "error" || event === "done")).toHaveLength(1);
    expect(body).not.toContain(KEY);
    expect(body).not.toContain(model.url);
  });

  it.each(TROUBLES)("answers with an error in one piece at %s", async (_, behaviour, code, status) => {
    model.behaviour = behaviour;
    const response = await ask(false);
    const body = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(body)).toMatchObject({ error: { code, message: expect.any(String) } });
    expect(body).not.toContain(KEY);
  });

  it.each([true, false])("stops the provider when the client leaves (stream: %s)", async (stream) => {
    model.behaviour = { kind: "hang", chunks: ["Mindestens "] };
    const before = model.hungUp;
    const client = new AbortController();
    const asking = ask(stream, client.signal).then((response) => response.text());
    await waitFor(() => expect(model.received).toHaveLength(1));
    client.abort();
    await expect(asking).rejects.toThrow();
    await waitFor(() => expect(model.hungUp).toBe(before + 1));
  });
});

describe.each(["openai:test-model", "anthropic:test-model"])("the server over %s, which", (llm) => {
  let model: LlmServer;
  let served: ServedWorkspace;
  beforeAll(async () => {
    model = await startLlmServer();
    for (const [name, value] of Object.entries(model.environment)) {
      vi.stubEnv(name, value);
    }
    served = await serveWorkspace({}, { LLM: llm, LLM_TIMEOUT: String(SILENCE), METRICS_PORT: "0" });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await served.close();
    await model.close();
  });

  const ask = async () => {
    const response = await fetch(`${served.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }] }),
    });
    return parseEvents(await response.text()).at(-1);
  };
  const failures = async (code: string) => {
    const text = await (await fetch(`${served.metricsUrl}/metrics`)).text();
    const pattern = `^gen_ai_client_operation_duration_seconds_count\\{.*error_type="${code}"\\} (\\d+)`;
    return Number(new RegExp(pattern, "m").exec(text)?.[1] ?? 0);
  };

  it.each([
    ["is overloaded", { kind: "status", status: 429, headers: { "retry-after": "30" } }, "llm_busy"],
    ["fails", { kind: "status", status: 500 }, "llm_failed"],
    ["breaks off after its headers", { kind: "break", chunks: [] }, "llm_failed"],
    ["breaks off in the middle", { kind: "break", chunks: ["Mindestens 94 "] }, "llm_failed"],
    ["is silent", { kind: "hang", chunks: [] }, "llm_timeout"],
    ["repeats itself for ever", { kind: "repeat", chunk: "und noch einmal ".repeat(50) }, "llm_failed"],
  ] as const satisfies readonly (readonly [string, Behaviour, string])[])(
    "%s, ends an answer with an error, and nothing else",
    async (_, behaviour, code) => {
      const before = await failures(code);
      model.behaviour = behaviour;
      expect(await ask()).toMatchObject({ event: "error", data: { code } });
      expect(await failures(code)).toBe(before + 1);
      model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen starben [1]."] };
      expect(await ask()).toMatchObject({ event: "done", data: { kind: "answer" } });
    },
  );

  // Which of the limits ends it, that of its length or of the silence in it, depends on the machine.
  it.each(["x".repeat(100_000), "data: {{\n\n"])(
    "sends garbage without end, fails as well",
    async (bytes) => {
      model.behaviour = { kind: "endless", bytes };
      expect(await ask()).toMatchObject({
        event: "error",
        data: { code: expect.stringMatching(/^llm_(failed|timeout)$/) },
      });
      model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen starben [1]."] };
      expect(await ask()).toMatchObject({ event: "done" });
    },
  );

  it("is gone, ends an answer with an error", async () => {
    await model.close();
    expect(await ask()).toMatchObject({ event: "error", data: { code: "llm_failed" } });
    expect(await (await fetch(`${served.url}/readyz`)).json()).toMatchObject({ checks: { llm: "failing" } });
  });
});
