import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { freshRequest } from "../../support/server/fresh-request.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const WORKER = "cluster/worker.js";
const LIMIT = 50;

let workspace: Workspace;
let model: LlmServer;
let server: ServeProcess;

beforeAll(async () => {
  workspace = await createWorkspace();
  model = await startLlmServer();
  // Each of the two processes answers one question at a time.
  server = await startServe(workspace.folder, {
    ...model.environment,
    LLM: "openai:test-model",
    WORKERS: "2",
    WATCH: "off",
    MAX_CONCURRENT_REQUESTS: "2",
    MAX_QUEUE: "0",
    TRUSTED_PROXIES: "127.0.0.1",
    RATE_LIMIT_PER_ADDRESS: String(LIMIT),
  });
});
afterAll(async () => {
  await server.kill();
  await model.close();
  await workspace.remove();
});

it("a server process that is killed in the middle of an answer costs that answer; its place is free again, and quotas are kept", async () => {
  model.behaviour = {
    kind: "hang",
    chunks: ["Mindestens 94 Menschen starben [1]. ", "Es war ", "im September "],
  };
  const [first, second] = [await openStream(), await openStream()];
  expect((await openStream()).status).toBe(503);
  expect(await countedRequests(3)).toEqual([LIMIT - 1, LIMIT - 2, LIMIT - 3]);

  const [killed, left] = server.children(WORKER);
  process.kill(killed ?? 0, "SIGKILL");
  await Promise.race([first.brokenOff, second.brokenOff]);
  await until(() => model.hungUp === 1);

  // The other process has its only place taken, so the one that was started again answers.
  let third = await openStream();
  await until(async () => {
    third = third.status === 200 ? third : await openStream();
    return third.status === 200;
  });
  expect(server.children(WORKER)).toEqual([left, expect.any(Number)]);
  expect((await openStream()).status).toBe(503);
  expect(await countedRequests(3)).toEqual([LIMIT - 4, LIMIT - 5, LIMIT - 6]);
  expect(model.hungUp).toBe(1);
});

/** Asks over a connection of its own, and returns once a piece of the answer or a refusal is there. */
async function openStream() {
  const response = await new Promise<IncomingMessage | undefined>((resolve) => {
    const headers = { "content-type": "application/json" };
    const sent = request(`${server.url}/api/chat`, { agent: false, method: "POST", headers }, resolve);
    // No process may be listening for a moment.
    sent.on("error", () => resolve(undefined));
    sent.end(JSON.stringify({ messages: [{ role: "user", content: "Wie viele Menschen starben?" }] }));
  });
  if (response === undefined) {
    return { status: 0, brokenOff: Promise.resolve() };
  }
  const brokenOff = new Promise<void>((resolve) => {
    response.once("error", () => resolve());
  });
  let body = "";
  await new Promise<void>((resolve) => {
    response.setEncoding("utf8").on("data", (piece: string) => {
      body += piece;
      if (body.includes("event: delta")) {
        resolve();
      }
    });
    response.once("close", resolve);
  });
  return { status: response.statusCode, brokenOff };
}

/** How many requests one address has left after each of some requests, one after the other. */
async function countedRequests(count: number): Promise<readonly number[]> {
  const left: number[] = [];
  for (let i = 0; i < count; i++) {
    const address = { "x-forwarded-for": "192.0.2.1" };
    const { headers } = await freshRequest(`${server.url}/api/documents`, undefined, address);
    left.push(Number(/;r=(\d+);/.exec(String(headers["ratelimit"]))?.[1]));
  }
  return left;
}
