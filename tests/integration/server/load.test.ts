import { afterEach, describe, expect, it } from "vitest";
import { flood } from "../../../bench/load/flood.js";
import { requestsFor } from "../../../bench/load/requests.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const QUESTIONS = [
  "Wann wollte Kirgisistan vermitteln?",
  "Wie viele Menschen starben im September 2022?",
  "When did Kyrgyzstan want to mediate?",
  "Who is the mayor of Springfield?",
];

describe("many clients at once, some of which leave", () => {
  let workspace: Workspace | undefined;
  let server: ServeProcess | undefined;

  afterEach(async () => {
    server?.process.kill("SIGTERM");
    await server?.outcome;
    await workspace?.remove();
  });

  it("are answered whole, or told that there is too much to do", async () => {
    workspace = await createWorkspace();
    // So few may wait that some of twenty are refused.
    const env = { WORKERS: "1", MAX_QUEUE: "12", LOG_LEVEL: "error" };
    server = await startServe(workspace.folder, env);
    const { url } = server;
    const requests = requestsFor(QUESTIONS, {});
    const { statuses, brokenStreams, errors } = await flood({
      url,
      requests,
      connections: 20,
      until: { requests: 120 },
    });
    const { 200: answered = 0, 503: refused = 0, ...others } = statuses;
    expect(others).toEqual({});
    expect(answered).toBeGreaterThan(0);
    expect(answered + refused).toBe(120);
    expect({ brokenStreams, errors }).toEqual({ brokenStreams: 0, errors: 0 });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(server.log()).not.toContain("request failed");
  });
});
