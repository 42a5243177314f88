import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../support/footnote.js";
import { type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { parseEvents } from "../../support/server/fakes.js";
import { freshRequest } from "../../support/server/fresh-request.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const FAULTS = new URL("../../support/faults/uncaught.mjs", import.meta.url);
const QUESTION = "Wie viele Menschen starben im September 2022?";
/** The same question, with a word that the fault waits for. */
const FAULTY = "Wie viele Menschen starben denn im September 2022?";

describe("an error that nothing catches", () => {
  let model: LlmServer;
  let workspace: Workspace;
  beforeAll(async () => {
    [model, workspace] = await Promise.all([startLlmServer(), createWorkspace()]);
    expect(await run(["ingest"], { cwd: workspace.folder })).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await Promise.all([model.close(), workspace.remove()]);
  });

  const serve = (environment: Readonly<Record<string, string>>) =>
    startServe(workspace.folder, {
      NODE_OPTIONS: `--import=${FAULTS.href}`,
      WATCH: "off",
      LLM: "openai:test-model",
      ...model.environment,
      ...environment,
    });
  const ask = (server: ServeProcess, content: string, requestId: string) =>
    fetch(`${server.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": requestId },
      body: JSON.stringify({ messages: [{ role: "user", content }] }),
    });
  const lastEvent = async (response: Response) => parseEvents(await response.text()).at(-1)?.event;
  const fatal = (server: ServeProcess) =>
    server
      .log()
      .split("\n")
      .filter((line) => line.includes('"level":60'))
      .map((line) => JSON.parse(line) as unknown);

  it("ends the server with code 1, once its answers are out, and is logged with its request", async () => {
    const server = await serve({ FAULT_THROW: "denn", METRICS_PORT: "0" });
    try {
      await until(() => server.printed().includes("Metrics are on"));
      const metricsUrl = /Metrics are on (\S+)/.exec(server.printed())?.[1] ?? "";
      let resume: (value?: unknown) => void = () => undefined;
      const paused = new Promise((resolve) => {
        resume = resolve;
      });
      model.behaviour = { kind: "pause", chunks: ["Mindestens 94 "], until: paused, rest: ["Menschen [1]."] };
      const [running, faulty] = [await ask(server, QUESTION, "other"), await ask(server, FAULTY, "faulty")];
      await until(() => fatal(server).length > 0);
      expect(fatal(server)).toMatchObject([
        {
          requestId: "faulty",
          err: { message: "a bug that throws", stack: expect.stringContaining("uncaught.mjs") },
        },
      ]);
      await until(async () => (await freshRequest(server.url).catch(() => undefined)) === undefined);
      expect((await freshRequest(metricsUrl)).body).toContain("\nfootnote_uncaught_errors_total 1\n");
      resume();
      expect([await lastEvent(running), await lastEvent(faulty)]).toEqual(["done", "done"]);
      expect((await server.outcome).code).toBe(1);
      expect(server.log()).toMatch(
        /^footnote: The server ended because of an error that nothing caught; .*$/m,
      );
    } finally {
      server.process.kill("SIGKILL");
    }
  });

  it("ends one server process of several, which is started again, also as a rejection", async () => {
    const server = await serve({ FAULT_REJECT: "denn", WORKERS: "2" });
    try {
      model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen starben [1]."] };
      const before = server.children("cluster/worker.js");
      expect(await lastEvent(await ask(server, FAULTY, "faulty"))).toBe("done");
      await until(() => server.log().includes("a server process has ended; it is started again"));
      await until(() => server.children("cluster/worker.js").length === 2);
      expect(server.children("cluster/worker.js").filter((pid) => before.includes(pid))).toHaveLength(1);
      expect(fatal(server)).toMatchObject([
        { requestId: "faulty", worker: expect.any(Number), err: { message: "a bug that rejects" } },
      ]);
      expect(server.log()).toMatch(/"worker":\d,"code":1,"signal":null/);
      expect(await lastEvent(await ask(server, QUESTION, "next"))).toBe("done");
      server.process.kill("SIGTERM");
      expect((await server.outcome).code).toBe(0);
    } finally {
      server.process.kill("SIGKILL");
    }
  });
});
