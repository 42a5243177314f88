import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../support/footnote.js";
import {
  KEY,
  MODELS,
  type ProviderServer,
  startProviderServer,
} from "../../support/models/provider-server.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

let server: ProviderServer;
let workspace: Workspace;
beforeAll(async () => {
  [server, workspace] = await Promise.all([startProviderServer(), createWorkspace()]);
});
afterAll(() => Promise.all([server.close(), workspace.remove()]));

function footnote(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return run(args, {
    cwd: workspace.folder,
    env: { ...server.environment, EMBEDDING_MODEL: MODELS.openai, ...env },
  });
}

it("documents and questions are embedded by a provider, in few requests", async () => {
  expect(await footnote(["ingest"])).toMatchObject({ code: 0 });
  const texts = server.requests.reduce((sum, request) => sum + request.texts.length, 0);
  expect(server.requests.length).toBeLessThan(texts / 4);
  const { code, stdout } = await footnote(["search", "Wie viele Menschen starben?", "-k", "1"]);
  expect(code).toBe(0);
  expect(stdout).toContain("94 Menschen");
});

it("doctor says who embeds", async () => {
  const { stdout } = await footnote(["doctor"]);
  expect(stdout).toMatch(/openai:text-embedding-3-small: 512 dimensions, answered by its server/);
});

it.each([
  ["ask", "Wer?"],
  ["ingest", "--json"],
])("%s ends with what to set when the server is out of reach", async (...args) => {
  const outcome = await footnote(args, { OPENAI_BASE_URL: "http://127.0.0.1:1/v1" });
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/^footnote: The server of openai:.*can't be reached.*OPENAI_BASE_URL\.$/m);
  expect(outcome.stdout + outcome.stderr).not.toContain(KEY);
});
