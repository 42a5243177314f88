import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";
import { waitFor } from "../../support/wait-for.js";
import { repository } from "../../support/workspace.js";

const QUESTION = "Wie viele Menschen starben im September 2022?";
const DOCS = path.join(repository, "docs/operate");

/** The name that a query uses of a metric: of a histogram also its buckets, sum and count. */
const QUERIED = /\b(?:footnote|gen_ai_client|process|nodejs)_\w+(?=[{[\s)]|$)/g;

describe("the metrics of a running server", () => {
  let model: LlmServer;
  let served: ServedWorkspace;
  let text: string;
  /** Of each metric, by its name. */
  let types: ReadonlyMap<string, string>;

  beforeAll(async () => {
    model = await startLlmServer();
    for (const [name, value] of Object.entries(model.environment)) {
      vi.stubEnv(name, value);
    }
    served = await serveWorkspace(
      {},
      { LLM: "openai:test-model", METRICS_PORT: "0", API_KEYS: "api-key-one", LOG_LEVEL: "silent" },
    );
    model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen ", "starben [1]."] };
    expect((await ask(true)).status).toBe(200);
    model.behaviour = { kind: "status", status: 400 };
    expect((await ask(false)).status).toBe(502);
    await (await fetch(`${served.url}/documents/${encodeURIComponent(QUESTION)}?key=api-key-one`)).text();
    // A request counts once its connection knows that the answer is out, which its client may know before.
    await waitFor(async () => {
      text = await (await fetch(`${served.metricsUrl}/metrics`)).text();
      expect(text).toContain("\nfootnote_http_requests_in_flight 0\n");
    });
    types = new Map(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => [name, type]),
    );
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await served.close();
    await model.close();
  });

  async function ask(stream: boolean): Promise<Response> {
    const response = await fetch(`${served.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer api-key-one" },
      body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }], stream }),
    });
    await response.clone().text();
    return response;
  }

  it("tell of answers, retrieval, the language model and the index", () => {
    const labels =
      'gen_ai_operation_name="chat",gen_ai_provider_name="openai",gen_ai_request_model="test-model"';
    for (const line of [
      'footnote_http_requests_total{method="POST",route="/api/chat",status="200"} 1',
      'footnote_http_requests_total{method="POST",route="/api/chat",status="502"} 1',
      'footnote_http_requests_total{method="GET",route="/documents/:id",status="200"} 1',
      'footnote_http_errors_total{code="llm_failed"} 1',
      'footnote_answers_total{protocol="chat",outcome="answer"} 1',
      'footnote_answers_total{protocol="chat",outcome="error"} 1',
      'footnote_answer_errors_total{protocol="chat",code="llm_failed"} 1',
      'footnote_answer_sentences_total{state="verified"} 1',
      "footnote_retrieval_duration_seconds_count 2",
      'footnote_retrieval_stage_duration_seconds_count{stage="dense"} 2',
      "footnote_embedding_duration_seconds_count 2",
      `gen_ai_client_operation_duration_seconds_count{${labels}} 1`,
      `gen_ai_client_operation_duration_seconds_count{${labels},error_type="llm_failed"} 1`,
      `gen_ai_client_operation_time_to_first_chunk_seconds_count{${labels}} 1`,
      "footnote_index_documents 1",
      'footnote_ingests_total{outcome="succeeded"} 1',
      "footnote_ready 1",
    ]) {
      expect(text.split("\n")).toContain(line);
    }
    expect(Number(/^footnote_index_bytes (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(10_000);
  });

  it("hold nothing that a client sent", () => {
    expect(text).not.toMatch(/Menschen|September|api-key-one/);
  });

  it("are on the other port only, for whoever reaches it under its own name", async () => {
    expect((await fetch(`${served.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${served.metricsUrl}/api/documents`)).status).toBe(404);
    const { port } = new URL(served.metricsUrl ?? "");
    // Only a raw socket may name another host.
    const { request } = await import("node:http");
    const status = await new Promise((resolve) =>
      request({ port, path: "/metrics", headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end(),
    );
    expect(status).toBe(403);
  });

  it("are all in docs/operate/metrics.md, with their type and labels", () => {
    const page = readFileSync(path.join(DOCS, "metrics.md"), "utf8");
    const rows = [...page.matchAll(/^\| `((?:footnote|gen_ai)_\w+)` \| (\w+) \| (.*?) \|/gm)];
    const documented = rows.map(([, name, type]) => `${name} ${type}`);
    const own = [...types].filter(([name]) => /^(?:footnote|gen_ai)_/.test(name));
    expect(documented.toSorted()).toEqual(own.map(([name, type]) => `${name} ${type}`).toSorted());
    const labelsOf = new Map(rows.map(([, name = "", , labels = ""]) => [name, labels.match(/\w+/g) ?? []]));
    for (const [, series = "", labels = ""] of text.matchAll(/^((?:footnote|gen_ai)_\w+)\{(.*)\}/gm)) {
      const name = types.has(series) ? series : series.replace(/_(?:bucket|sum|count)$/, "");
      const used = Array.from(labels.matchAll(/(\w+)="/g), ([, label]) => label);
      expect([...(labelsOf.get(name) ?? []), "le"], name).toEqual(expect.arrayContaining(used));
    }
  });

  /** Those that aren't metrics of the server. */
  function unknownIn(queries: readonly string[]): string[] {
    const known = new Set(
      [...types].flatMap(([name, type]) =>
        type === "histogram" ? ["bucket", "sum", "count"].map((part) => `${name}_${part}`) : [name],
      ),
    );
    const names = queries.flatMap((query) => query.match(QUERIED) ?? []);
    expect(names.length).toBeGreaterThanOrEqual(queries.length);
    return names.filter((name) => !known.has(name));
  }

  /** The variable, as Grafana writes it. */
  const SELECTED_SOURCE = ["$", "{datasource}"].join("");
  const PANEL = z.object({
    id: z.number(),
    type: z.string(),
    title: z.string().min(1),
    gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
    datasource: z.object({ uid: z.string() }).optional(),
    fieldConfig: z.object({ defaults: z.object({ unit: z.string().min(1) }) }).optional(),
    targets: z.array(z.object({ expr: z.string(), datasource: z.object({ uid: z.string() }) })).default([]),
  });
  const DASHBOARD = z.object({
    schemaVersion: z.number(),
    templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
    panels: z.array(PANEL),
  });

  it("are what the dashboard queries", () => {
    const file = readFileSync(path.join(DOCS, "grafana-dashboard.json"), "utf8");
    const { panels, templating } = DASHBOARD.parse(JSON.parse(file));
    expect(templating.list).toContainEqual(
      expect.objectContaining({ name: "datasource", type: "datasource" }),
    );
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const graphs = panels.filter(({ type }) => type !== "row");
    expect(graphs.length).toBeGreaterThan(25);
    for (const { title, datasource, fieldConfig, targets, gridPos } of graphs) {
      expect(targets.length, title).toBeGreaterThan(0);
      expect(fieldConfig, title).toBeDefined();
      expect([datasource, ...targets.map((target) => target.datasource)], title).toEqual(
        Array(targets.length + 1).fill({ uid: SELECTED_SOURCE }),
      );
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    }
    const overlapping = graphs.filter((one) => graphs.some((two) => overlap(one.gridPos, two.gridPos)));
    expect(overlapping).toEqual([]);
    const queries = graphs.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(unknownIn(queries)).toEqual([]);
    expect(unknownIn(["footnote_nowhere_total{}"])).toEqual(["footnote_nowhere_total"]);
  });

  type Grid = z.output<typeof PANEL>["gridPos"];

  function overlap(one: Grid, two: Grid): boolean {
    const across = one.x < two.x + two.w && two.x < one.x + one.w;
    return one !== two && across && one.y < two.y + two.h && two.y < one.y + one.h;
  }

  const ALERTS = z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string(),
            expr: z.string(),
            annotations: z.object({ summary: z.string(), description: z.string() }),
          }),
        ),
      }),
    ),
  });

  it("are what the alerts watch", () => {
    const { groups } = ALERTS.parse(parse(readFileSync(path.join(DOCS, "alerts.yaml"), "utf8")));
    const rules = groups.flatMap((group) => group.rules);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const own = rules.map(({ expr }) => expr).filter((expr) => !expr.startsWith("up{"));
    expect(unknownIn(own)).toEqual([]);
  });
});
