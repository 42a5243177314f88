import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import type { IngestStatus } from "../../../../src/ingest/ingest-scheduler.js";
import { HttpError } from "../../../../src/server/http/errors.js";
import { metricsText } from "../../../../src/server/metrics/exposition.js";
import type { WatchedIndex } from "../../../../src/server/metrics/index-metrics.js";
import { createMetrics, type Metrics } from "../../../../src/server/metrics/metrics.js";
import {
  answer,
  chat,
  config,
  createTestApp,
  events,
  feedback,
  idle,
  question,
  report,
  scheduler,
  store,
} from "../../../support/server/fakes.js";

async function textOf(...metrics: readonly Metrics[]): Promise<string> {
  return metricsText(await Promise.all(metrics.map((each) => each.snapshot())));
}

/** The lines of one metric without its buckets, help and type. */
async function linesOf(name: string, ...metrics: readonly Metrics[]): Promise<string[]> {
  const lines = (await textOf(...metrics)).split("\n");
  return lines.filter((line) => line.startsWith(name) && !line.includes("_bucket"));
}

describe("metrics of requests", () => {
  it("name the pattern of a route and never the path, and make one of all that is unknown", async () => {
    const metrics = createMetrics();
    const app = createTestApp({ metrics });
    await app.request("/api/documents/doc1");
    await app.request("/api/documents/doc2");
    for (const address of ["/nowhere", "/secret/1", "/api/nothing", "/v1/x", "/%2e%2e/etc"]) {
      await app.request(address);
    }
    await app.request("/api/documents", { method: "PUT" });
    await app.request("/api/documents", { method: "BREW" });
    expect(await linesOf("footnote_http_requests_total", metrics)).toEqual([
      'footnote_http_requests_total{method="GET",route="/api/documents/:id",status="200"} 1',
      'footnote_http_requests_total{method="GET",route="/api/documents/:id",status="404"} 1',
      'footnote_http_requests_total{method="GET",route="unknown",status="404"} 5',
      'footnote_http_requests_total{method="PUT",route="unknown",status="405"} 1',
      'footnote_http_requests_total{method="_OTHER",route="unknown",status="405"} 1',
    ]);
    expect(await linesOf("footnote_http_requests_in_flight", metrics)).toEqual([
      "footnote_http_requests_in_flight 0",
    ]);
  });

  it("count errors by their code, unknown ones as internal_error", async () => {
    const metrics = createMetrics();
    const app = createTestApp({
      metrics,
      config: { ...config, apiKeys: ["key-one"] },
      store: { ...store, documents: () => Promise.reject(new Error("disk on fire")) },
    });
    await app.request("/api/documents");
    await app.request("/api/documents", { headers: { "x-api-key": "key-one" } });
    expect(await linesOf("footnote_http_errors_total", metrics)).toEqual([
      'footnote_http_errors_total{code="unauthorized"} 1',
      'footnote_http_errors_total{code="internal_error"} 1',
    ]);
  });
});

describe("metrics of answers", () => {
  it("count each once by outcome, with its sentences, whether streamed or not", async () => {
    const metrics = createMetrics();
    const app = createTestApp({ metrics });
    await (await app.request(chat(question()))).text();
    await app.request(chat({ ...question(), stream: false }));
    const text = await textOf(metrics);
    expect(text).toContain('footnote_answers_total{protocol="chat",outcome="answer"} 2');
    expect(text).toContain('footnote_answer_sentences_total{state="verified"} 2');
    expect(text).toContain('footnote_answer_duration_seconds_count{protocol="chat",outcome="answer"} 2');
    expect(text).toContain('footnote_answer_time_to_first_text_seconds_count{protocol="chat"} 2');
    expect(text).toContain('footnote_answer_confidence_ratio_bucket{le="0.9",outcome="answer"} 2');
    expect(text).toContain("footnote_queue_wait_seconds_count 2");
    expect(text).toContain("footnote_answers_in_progress 0");
    expect(text).not.toContain(answer.question);
  });

  it.each([true, false])("count failures by code (stream: %s)", async (stream) => {
    const metrics = createMetrics();
    const app = createTestApp({
      metrics,
      answerer: {
        async *answer() {
          yield* events.slice(0, 2);
          throw new FootnoteError("llm_timeout", "too slow");
        },
      },
    });
    await (await app.request(chat({ ...question(), stream }))).text();
    expect(await linesOf("footnote_answer", metrics)).toEqual(
      expect.arrayContaining([
        'footnote_answers_total{protocol="chat",outcome="error"} 1',
        'footnote_answer_errors_total{protocol="chat",code="llm_timeout"} 1',
        "footnote_answers_in_progress 0",
      ]),
    );
  });

  it("count what took too long", async () => {
    const metrics = createMetrics();
    const app = createTestApp({
      metrics,
      config: { ...config, limits: { ...config.limits, requestTimeoutMs: 10 } },
      answerer: {
        async *answer({ signal }) {
          await new Promise((resolve) => signal?.addEventListener("abort", resolve));
          yield* events;
        },
      },
    });
    await app.request(chat({ ...question(), stream: false }));
    expect(await linesOf("footnote_answer_errors_total", metrics)).toEqual([
      'footnote_answer_errors_total{protocol="chat",code="timeout"} 1',
    ]);
  });

  it("count ratings once they are stored", async () => {
    const metrics = createMetrics();
    const app = createTestApp({ metrics });
    await app.request(feedback({ answerId: "a1", rating: "up" }));
    const full = createTestApp({
      metrics,
      feedbackFile: { append: () => Promise.reject(new FootnoteError("feedback_full", "full")) },
    });
    await full.request(feedback({ answerId: "a1", rating: "up" }));
    expect(await linesOf("footnote_feedback_total", metrics)).toEqual([
      'footnote_feedback_total{rating="up"} 1',
      'footnote_feedback_total{rating="down"} 0',
    ]);
  });

  it("say how many wait, and what crashed", async () => {
    const metrics = createMetrics();
    metrics.queue.watch(() => 3);
    metrics.restarts.restarted("loading_process");
    const text = await textOf(metrics);
    expect(text).toContain("footnote_queue_length 3");
    expect(text).toContain('footnote_restarts_total{part="loading_process"} 1');
    expect(text).toContain('footnote_restarts_total{part="server_process"} 0');
  });
});

describe("metrics of a server", () => {
  let indexDir: string;
  beforeEach(async () => {
    indexDir = await mkdtemp(path.join(tmpdir(), "footnote-metrics-"));
    await writeFile(path.join(indexDir, "data"), "x".repeat(100));
  });
  afterEach(() => rm(indexDir, { recursive: true }));

  function watched(more: Partial<WatchedIndex> = {}, isReady = true): Metrics {
    const metrics = createMetrics();
    metrics.watchIndex({ store, scheduler, indexDir, ...more });
    metrics.watchReadiness(async () => ({ isReady }));
    metrics.watchProcess({ version: "1.2.3", embedder: "model", writer: "extractive" });
    return metrics;
  }

  it("tell the state of the index", async () => {
    const text = await textOf(watched());
    expect(text).toContain("footnote_index_documents 1");
    expect(text).toContain("footnote_index_passages 1");
    expect(text).toContain("footnote_index_failed_files 0");
    expect(text).toContain("footnote_index_generation 1");
    expect(text).toContain("footnote_index_bytes 100");
    expect(text).toContain("footnote_ingest_running 0");
    expect(text).toContain("footnote_ready 1");
    expect(text).toContain('footnote_build_info{version="1.2.3",embedder="model",writer="extractive"} 1');
    expect(text).toMatch(/^process_cpu_seconds_total \d/m);
    expect(text).toMatch(/^process_start_time_seconds \d/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
  });

  it("have no value for an index that can't be read, and one again once it can", async () => {
    let isBroken = true;
    const info = () => (isBroken ? Promise.reject(new Error("disk on fire")) : store.info());
    const metrics = watched({ store: { ...store, info } });
    expect(await linesOf("footnote_index_documents", metrics)).toEqual([]);
    isBroken = false;
    expect(await linesOf("footnote_index_documents", metrics)).toEqual(["footnote_index_documents 1"]);
  });

  it("read the index once a scrape, and its failures once a generation", async () => {
    const reads = { info: 0, failures: 0 };
    const metrics = watched({
      store: {
        info: () => {
          reads.info++;
          return store.info();
        },
        failures: () => {
          reads.failures++;
          return store.failures();
        },
      },
    });
    await metrics.snapshot();
    await metrics.snapshot();
    expect(reads).toEqual({ info: 2, failures: 1 });
  });

  it("count the ingest before the server started, and those that follow", async () => {
    let tell: (status: IngestStatus) => void = () => undefined;
    const before = { ...idle, lastReport: report, finishedAt: "2026-01-01T00:00:00.000Z" };
    const metrics = createMetrics();
    metrics.watchIngests({
      status: () => before,
      onStatus: (listener) => {
        tell = listener;
        return () => undefined;
      },
    });
    expect(await linesOf("footnote_ingest_last_success", metrics)).toEqual([
      `footnote_ingest_last_success_timestamp_seconds ${Date.UTC(2026) / 1000}`,
    ]);
    const running = { ...before, running: true };
    const lastReport = { ...report, added: ["a.txt", "b.txt"], removed: ["c.txt"] };
    tell(running);
    tell({ ...running, progress: { done: 1, total: 2, path: "a.txt", passages: 1 } });
    tell({ ...before, lastReport });
    tell(running);
    tell({ ...before, lastReport, lastError: "no" });
    const text = await textOf(metrics);
    expect(text).toContain('footnote_ingests_total{outcome="succeeded"} 2');
    expect(text).toContain('footnote_ingests_total{outcome="failed"} 1');
    expect(text).toContain('footnote_ingest_files_total{change="added"} 2');
    expect(text).toContain('footnote_ingest_files_total{change="removed"} 1');
    expect(text).toContain("footnote_ingest_duration_seconds_count 2");
  });
});

describe("GET /metrics", () => {
  const admin = { ...config, adminKey: "the-admin" };

  it("is for the admin key", async () => {
    const app = createTestApp({ config: admin });
    expect((await app.request("/metrics")).status).toBe(401);
    expect((await app.request("/metrics", { headers: { "x-api-key": "another" } })).status).toBe(401);
    const response = await app.request("/metrics", { headers: { authorization: "Bearer the-admin" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await response.text()).toContain("# TYPE footnote_http_requests_total counter");
  });

  it("says how to open it where nothing is set", async () => {
    const response = await createTestApp().request("/metrics");
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { code: "metrics_disabled", message: expect.stringMatching(/ADMIN_KEY.*METRICS_PORT/) },
    });
  });

  it("isn't there with a port of its own", async () => {
    const metrics = { host: "127.0.0.1", port: 1 };
    const app = createTestApp({ config: { ...admin, metrics } });
    expect((await app.request("/metrics", { headers: { "x-api-key": "the-admin" } })).status).toBe(404);
  });

  it("is an error of the server's if the metrics can't be read", async () => {
    const metricsOf = () => Promise.reject(new HttpError(503, "not_ready", "later"));
    const app = createTestApp({ config: admin, metricsText: metricsOf });
    expect((await app.request("/metrics", { headers: { "x-api-key": "the-admin" } })).status).toBe(503);
  });
});
