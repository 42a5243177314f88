import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../support/footnote.js";
import { type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { MODELS, type ProviderServer, startProviderServer } from "../../support/models/provider-server.js";
import { parseEvents } from "../../support/server/fakes.js";
import { freshRequest } from "../../support/server/fresh-request.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const QUESTION = { messages: [{ role: "user", content: "Wie viele Menschen starben im September 2022?" }] };

describe("SIGTERM to a server with an open stream", () => {
  let model: LlmServer;
  let workspace: Workspace;
  beforeAll(async () => {
    [model, workspace] = await Promise.all([startLlmServer(), createWorkspace()]);
    expect(await run(["ingest"], { cwd: workspace.folder })).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await Promise.all([model.close(), workspace.remove()]);
  });

  /** A server that writes half an answer, and is told to stop then. */
  async function stopInTheMiddle(shutdownTimeout: string, rest: Promise<unknown>) {
    model.behaviour = { kind: "pause", chunks: ["Mindestens 94 "], until: rest, rest: ["Menschen [1]."] };
    const server = await startServe(workspace.folder, {
      WATCH: "off",
      WORKERS: "1",
      LLM: "openai:test-model",
      SHUTDOWN_TIMEOUT: shutdownTimeout,
      ...model.environment,
    });
    const response = await fetch(`${server.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(QUESTION),
    });
    server.process.kill("SIGTERM");
    await until(async () => (await freshRequest(server.url).catch(() => undefined)) === undefined);
    return { server, last: response.text().then((text) => parseEvents(text).at(-1)) };
  }
  const never = new Promise(() => undefined);

  it("lets it finish, takes no more connections, and ends with code 0", async () => {
    let resume: (value?: unknown) => void = () => undefined;
    const { server, last } = await stopInTheMiddle("600", new Promise((resolve) => (resume = resolve)));
    resume();
    expect(await last).toMatchObject({ event: "done" });
    expect((await server.outcome).code).toBe(0);
  });

  it("ends it with an error that says why when the time is over, and ends with code 0", async () => {
    const { server, last } = await stopInTheMiddle("1", never);
    expect(await last).toMatchObject({ event: "error", data: { code: "shutting_down" } });
    expect((await server.outcome).code).toBe(0);
  });

  it("ends at once when it comes again", async () => {
    const { server, last } = await stopInTheMiddle("600", never);
    const broken = expect(last).rejects.toThrow();
    server.process.kill("SIGTERM");
    await broken;
    expect((await server.outcome).code).toBe(143);
  });
});

describe("a server that ends in the middle of an ingest", () => {
  let provider: ProviderServer;
  let workspace: Workspace;
  let environment: Readonly<Record<string, string>>;
  beforeAll(async () => {
    provider = await startProviderServer();
    workspace = await createWorkspace();
    environment = {
      WATCH: "off",
      WORKERS: "1",
      EMBEDDING_MODEL: MODELS.openai,
      ...provider.environment,
    };
    expect(await run(["ingest"], { cwd: workspace.folder, env: environment })).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await Promise.all([provider.close(), workspace.remove()]);
  });

  const paths = async ({ url }: ServeProcess) => {
    const { documents } = (await (await fetch(`${url}/api/documents`)).json()) as {
      readonly documents: readonly { readonly path: string }[];
    };
    return documents.map(({ path }) => path).filter((path) => path.endsWith(".md"));
  };

  it.each([
    ["SIGTERM", "tea.md", ["bread.md", "tea.md"], 0],
    ["SIGKILL", "water.md", ["bread.md", "tea.md", "water.md"], null],
  ] as const)(
    "by %s has lost nothing and doubled nothing after its next start",
    async (signal, name, all, code) => {
      await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
      await workspace.drop(name, `# ${name}\n\nThis one is never embedded in time.\n`);
      let isHeld = false;
      provider.troubles.push(
        ...Array.from({ length: 20 }, () => async (_: unknown, texts: readonly string[]) => {
          if (texts.some((text) => text.includes("never embedded"))) {
            isHeld = true;
            await new Promise(() => undefined);
          }
        }),
      );
      const server = await startServe(workspace.folder, environment);
      await until(() => isHeld);
      const before = await paths(server);
      server.process.kill(signal);
      expect((await server.outcome).code).toBe(code);
      provider.troubles.length = 0;

      const next = await startServe(workspace.folder, environment);
      try {
        expect(await paths(next)).toEqual(before);
        await until(async () => (await paths(next)).length === all.length);
        expect(await paths(next)).toEqual(all);
      } finally {
        await next.kill();
      }
    },
  );
});
