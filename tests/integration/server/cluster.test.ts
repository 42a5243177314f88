import { readFile, rename } from "node:fs/promises";
import path from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Answer } from "../../../src/core/answer.js";
import type { FeedbackLine } from "../../../src/server/feedback/feedback-file.js";
import { run } from "../../support/footnote.js";
import { freePort } from "../../support/free-port.js";
import { type FreshAnswer, freshRequest } from "../../support/server/fresh-request.js";
import { readMetrics } from "../../support/server/read-metrics.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until, waitFor } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const WORKER = "cluster/worker.js";
const ADMIN = { authorization: "Bearer admin" };
const QUESTION = {
  stream: false,
  messages: [{ role: "user", content: "Wann wollte Kirgisistan vermitteln?" }],
};

describe("several server processes", () => {
  let workspace: Workspace;
  let server: ServeProcess;
  let metricsUrl: string;

  beforeAll(async () => {
    workspace = await createWorkspace();
    const port = String(await freePort());
    metricsUrl = `http://127.0.0.1:${port}/metrics`;
    server = await startServe(workspace.folder, {
      WORKERS: "2",
      ADMIN_KEY: "admin",
      METRICS_PORT: port,
      TRUSTED_PROXIES: "127.0.0.1",
      RATE_LIMIT_PER_ADDRESS: "10",
      MAX_FEEDBACK_PER_HOUR: "6",
    });
  });

  afterAll(async () => {
    await server.kill();
    await workspace.remove();
  });

  const ask = () => freshRequest(`${server.url}/api/chat`, QUESTION);
  const everywhere = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 6 }, work));
  const pathsEverywhere = async () => {
    const lists = await everywhere(async () => {
      const { body } = await freshRequest(`${server.url}/api/documents`, undefined, ADMIN);
      const { documents } = JSON.parse(body) as { readonly documents: readonly { readonly path: string }[] };
      return documents.map(({ path }) => path).sort();
    });
    expect(new Set(lists.map(String)).size).toBe(1);
    return lists[0];
  };

  it("answer in turn, and their log lines say which one", async () => {
    const answers = await everywhere(ask);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((JSON.parse(answers[0]?.body ?? "") as Answer).answer).toContain("Oktober 1992");
    await until(() => server.log().includes('"worker":1,') && server.log().includes('"worker":2,'));
  });

  it("find the answer that another one gave when it is rated", async () => {
    const answers = await everywhere(ask);
    const ids = answers.map(({ body }) => (JSON.parse(body) as Answer).id);
    await freshRequest(`${server.url}/healthz`);
    for (const answerId of ids) {
      const { status } = await freshRequest(`${server.url}/api/feedback`, { answerId, rating: "up" });
      expect(status).toBe(204);
    }
    const lines = (await readFile(path.join(workspace.index, "feedback.jsonl"), "utf8")).trim().split("\n");
    const rated = lines.map((line) => JSON.parse(line) as FeedbackLine);
    expect(rated.map(({ answerId }) => answerId)).toEqual(ids);
    expect(rated.every(({ answer }) => answer?.includes("Oktober 1992"))).toBe(true);
    const beyond = await freshRequest(`${server.url}/api/feedback`, { answerId: ids[0], rating: "up" });
    expect(beyond.status).toBe(429);
    expect(beyond.headers["ratelimit-policy"]).toBe('"feedback";q=6;w=3600');
  });

  it("count the requests of an address together", async () => {
    const address = { "x-forwarded-for": "192.0.2.1" };
    const answers = await send(14, `${server.url}/api/documents`, address);
    expectWithin(answers, "per-address", 10);
    await expectBoth(server, answers);
    const [other] = await send(1, `${server.url}/api/documents`, { "x-forwarded-for": "192.0.2.2" });
    expect(other?.headers["ratelimit"]).toBe('"per-address";r=9;t=60');
  });

  it("tell their metrics as one, on a port of their own", async () => {
    const before = await readMetrics(metricsUrl);
    await everywhere(ask);
    await waitFor(async () => {
      const after = await readMetrics(metricsUrl);
      const grown = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
      expect(grown('footnote_http_requests_total{method="POST",route="/api/chat",status="200"}')).toBe(6);
      expect(grown('footnote_answers_total{protocol="chat",outcome="answer"}')).toBe(6);
      expect(grown('footnote_http_request_duration_seconds_count{method="POST",route="/api/chat"}')).toBe(6);
      expect(after.get("footnote_http_requests_in_flight")).toBe(0);
      expect(after.get("footnote_index_documents")).toBe(1);
      expect(after.get('footnote_ingests_total{outcome="succeeded"}')).toBeGreaterThan(0);
      expect(after.get("footnote_ready")).toBe(1);
      for (const name of ["primary", "worker-1", "worker-2"]) {
        expect(after.has(`process_resident_memory_bytes{process="${name}"}`)).toBe(true);
      }
    });
    expect((await send(1, `${server.url}/metrics`, ADMIN))[0]?.status).toBe(404);
  });

  it("have the one that writes ingest what any of them is sent, and then all know it", async () => {
    await workspace.drop("tea.md", "# Tea\n\nTea is brewed from leaves.\n");
    const [first, ...others] = await everywhere(() =>
      freshRequest(`${server.url}/api/ingest`, { rebuild: false }, ADMIN),
    );
    expect(JSON.parse(first?.body ?? "")).toMatchObject({ documents: 2 });
    expect(others.every(({ status }) => status === 200)).toBe(true);
    expect(await pathsEverywhere()).toContain("tea.md");

    const form = new FormData();
    form.append("file", new File(["# Bread\n\nRye bread needs fifty minutes.\n"], "bread.md"));
    const upload = await fetch(`${server.url}/api/documents`, { method: "POST", body: form, headers: ADMIN });
    expect(await upload.json()).toMatchObject({ added: ["bread.md"] });
    expect(await pathsEverywhere()).toContain("bread.md");
    const found = await everywhere(() => freshRequest(`${server.url}/api/search?q=rye+bread&k=1`));
    expect(found.every(({ body }) => body.includes("fifty minutes"))).toBe(true);
    await waitFor(async () => {
      const states = await send(4, `${server.url}/api/ingest`, ADMIN);
      const [state, ...same] = states.map(({ body }) => JSON.parse(body) as unknown);
      expect(state).toMatchObject({ running: false, finishedAt: expect.any(String) });
      expect(same).toEqual([state, state, state]);
    });
    const checks = (await send(4, `${server.url}/readyz`, {})).map(({ body }) => JSON.parse(body) as unknown);
    const ready = { status: "ready", checks: { server: "ok", index: "ok", embedder: "ok" } };
    expect(checks).toEqual([ready, ready, ready, ready]);
  });

  it("tell what the ingest of the one that writes fails with", async () => {
    const documents = path.join(workspace.folder, "documents");
    const aside = path.join(workspace.folder, "aside");
    await rename(documents, aside);
    try {
      const { status, body } = await freshRequest(`${server.url}/api/ingest`, { rebuild: false }, ADMIN);
      expect(status).toBe(503);
      expect(body).toContain("documents_folder_missing");
      expect(body).not.toContain(workspace.folder);
      expect((await pathsEverywhere())?.length).toBe(3);
    } finally {
      await rename(aside, documents);
    }
  });

  it("go on when one of them is killed, which is started again", async () => {
    const before = await readMetrics(metricsUrl);
    const [first, second] = server.children(WORKER);
    process.kill(first ?? 0, "SIGKILL");
    await until(async () => (await ask().catch(() => undefined))?.status === 200);
    await until(() => server.children(WORKER).length === 2);
    expect(server.children(WORKER)).toContain(second);
    await until(() => server.log().includes("a server process has ended; it is started again"));
    const after = await readMetrics(metricsUrl);
    const counts = [...before].filter(([series]) =>
      /^(footnote|gen_ai)\w+_(total|count|sum|bucket)/.test(series),
    );
    expect(counts.filter(([series, count]) => (after.get(series) ?? 0) < count)).toEqual([]);
    expect(after.get('footnote_restarts_total{part="server_process"}')).toBe(1);
  });

  it("come back at the same address when all are killed", async () => {
    for (const pid of server.children(WORKER)) {
      process.kill(pid, "SIGKILL");
    }
    await until(async () => (await ask().catch(() => undefined))?.status === 200);
  });

  it("say once that the port is in use", async () => {
    const env = { WORKERS: "2", PORT: new URL(server.url).port };
    const second = await run(["serve"], { cwd: workspace.folder, env });
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(/^footnote: Port \d+ of 127\.0\.0\.1 is in use\..*\n$/);
  });

  it("end with the one that writes, and leave nothing running", async () => {
    const pids = server.children("");
    expect(pids.length).toBeGreaterThanOrEqual(2);
    // As Ctrl-C in a terminal: every process gets it.
    for (const pid of [server.process.pid, ...pids]) {
      process.kill(pid ?? 0, "SIGINT");
    }
    const { code, stdout } = await server.outcome;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Footnote is ready on http:\S+ .*\nMetrics are on http:\S+\/metrics\n$/);
    await until(() => pids.every((pid) => !isRunning(pid)));
  });
});

describe("several server processes over an index that is damaged", () => {
  let workspace: Workspace;
  let server: ServeProcess;

  beforeAll(async () => {
    workspace = await createWorkspace();
    expect((await run(["ingest"], { cwd: workspace.folder })).code).toBe(0);
    // Found only when a process loads the index to search in it.
    const database = new Database(path.join(workspace.index, "index.sqlite"));
    database.exec("UPDATE segments SET content = zeroblob(length(content))");
    database.close();
    server = await startServe(workspace.folder, {
      WORKERS: "2",
      API_KEYS: "reader",
      ADMIN_KEY: "admin",
      TRUSTED_PROXIES: "127.0.0.1",
      TRUSTED_HEADER: "x-user",
      RATE_LIMIT_PER_KEY: "10",
      RATE_LIMIT_PER_USER: "5",
    });
  });

  afterAll(async () => {
    await server.kill();
    await workspace.remove();
  });

  it("get a new one, which is built before they start", async () => {
    expect(server.log()).toContain("is built anew");
    const { status, body } = await freshRequest(`${server.url}/api/chat`, QUESTION, ADMIN);
    expect(status).toBe(200);
    expect((JSON.parse(body) as Answer).answer).toContain("Oktober 1992");
  });

  it("count together what is sent with a key, by a person, and with wrong keys", async () => {
    const documents = `${server.url}/api/documents`;
    const [keyed, personal] = await Promise.all([
      send(14, documents, { "x-api-key": "reader" }),
      send(8, documents, { "x-user": "grace" }),
    ]);
    expectWithin(keyed, "per-key", 10);
    expectWithin(personal, "per-user", 5);
    await expectBoth(server, [...keyed, ...personal]);

    const guess = { "x-api-key": "wrong", "x-forwarded-for": "192.0.2.1" };
    // Few are tried at the same time.
    for (const count of [8, 8, 8, 6]) {
      const statuses = (await send(count, documents, guess)).map(({ status }) => status);
      expect(statuses).toEqual(statuses.map(() => 401));
    }
    const refused = await send(2, documents, { ...guess, "x-api-key": "admin" });
    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    expect(refused[0]?.headers["ratelimit-policy"]).toBe('"wrong-keys";q=30;w=60');
  });

  it("tell the metrics of all, whichever is asked", async () => {
    await waitFor(async () => {
      const scrapes = await Promise.all([1, 2, 3, 4].map(() => readMetrics(`${server.url}/metrics`, ADMIN)));
      for (const metrics of scrapes) {
        expect(
          metrics.get('footnote_http_requests_total{method="GET",route="/api/documents",status="200"}'),
        ).toBe(15);
        expect(metrics.get("footnote_ready")).toBe(1);
      }
    });
  });
});

/** Sends requests at the same time, each over a connection of its own. */
function send(
  count: number,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<readonly FreshAnswer[]> {
  return Promise.all(Array.from({ length: count }, () => freshRequest(url, undefined, headers)));
}

/** Checks that so many were answered and no more, and that each was told another number of requests that are left. */
function expectWithin(answers: readonly FreshAnswer[], quota: string, limit: number): void {
  const within = answers.filter(({ status }) => status === 200);
  const left = within.map(({ headers }) => Number(/;r=(\d+);/.exec(String(headers["ratelimit"]))?.[1]));
  expect(left.toSorted((a, b) => b - a)).toEqual(Array.from({ length: limit }, (_, i) => limit - 1 - i));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(answers.length - limit);
  for (const { headers } of refused) {
    expect(headers["ratelimit"]).toMatch(new RegExp(`^"${quota}";r=0;t=\\d+$`));
    expect(headers["retry-after"]).toMatch(/^[1-9]\d*$/);
  }
}

/** Waits until the log says that both processes have answered. */
async function expectBoth(server: ServeProcess, answers: readonly FreshAnswer[]): Promise<void> {
  const ids = new Set(answers.map(({ headers }) => headers["x-request-id"]));
  await waitFor(() => {
    const lines = server
      .log()
      .split("\n")
      .filter((line) => line.endsWith('"request"}'));
    const requests = lines.map((line) => LOGGED_REQUEST.parse(JSON.parse(line)));
    const workers = requests.filter(({ requestId }) => ids.has(requestId)).map(({ worker }) => worker);
    expect(workers.length).toBe(ids.size);
    expect(new Set(workers)).toEqual(new Set([1, 2]));
  });
}

const LOGGED_REQUEST = z.object({ worker: z.number(), requestId: z.string() });

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
