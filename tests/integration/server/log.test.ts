import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ended, type Outcome, start } from "../../support/footnote.js";
import { KEY, type LlmServer, startLlmServer } from "../../support/llm/llm-server.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const SECRETS = {
  API_KEYS: "api-key-one-secret",
  ADMIN_KEY: "admin-key-secret",
  SESSION_SECRET: "session-secret-of-more-than-32-characters",
};

describe("the log of a server", () => {
  let model: LlmServer;
  let workspace: Workspace;
  beforeAll(async () => {
    [model, workspace] = await Promise.all([startLlmServer(), createWorkspace()]);
  });
  afterAll(async () => {
    await Promise.all([model.close(), workspace.remove()]);
  });

  /** Serves with everything logged, sends keys wherever a client may, and gives all that was printed. */
  async function runOf(environment: Readonly<Record<string, string>>): Promise<Outcome> {
    const server = start(["serve"], {
      cwd: workspace.folder,
      env: {
        PORT: "0",
        WATCH: "off",
        LOG_FORMAT: "json",
        LOG_LEVEL: "trace",
        LLM: "openai:test-model",
        ...SECRETS,
        ...model.environment,
        ...environment,
      },
    });
    try {
      let printed = "";
      server.stdout?.on("data", (chunk: Buffer) => {
        printed += chunk;
      });
      const outcome = ended(server);
      await until(() => printed.includes("ready on") || server.exitCode !== null);
      await sendKeysTo(/ready on (http:\S+)/.exec(printed)?.[1] ?? "");
      server.kill("SIGTERM");
      return await outcome;
    } finally {
      server.kill("SIGKILL");
    }
  }

  async function sendKeysTo(url: string): Promise<void> {
    const [key, admin] = [SECRETS.API_KEYS, SECRETS.ADMIN_KEY];
    const ask = (content: string) =>
      fetch(`${url}/api/chat?key=${key}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${key}`,
          cookie: `session=${key}`,
        },
        body: JSON.stringify({ messages: [{ role: "user", content }], stream: false }),
      }).then((response) => response.text());
    model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen starben [1]."] };
    await ask("Wie viele Menschen starben im September 2022?");
    model.behaviour = { kind: "status", status: 401 };
    await ask(`Wie viele Menschen starben im September 2022, ${key}?`);
    await fetch(`${url}/api/search?q=${key}&api_key=${admin}`, { headers: { "x-api-key": key } });
    await fetch(`${url}/api/documents`, { headers: { "x-api-key": `${key}-wrong` } });
    await fetch(`${url}/metrics`, { headers: { "x-api-key": admin, "x-request-id": `${key}/${admin}` } });
    await fetch(`${url}/api/documents`, {
      method: "POST",
      headers: { authorization: `Bearer ${admin}`, "content-type": "text/plain" },
      body: admin,
    });
  }

  it("holds no key, wherever it was sent, and no question", async () => {
    const { stderr, stdout } = await runOf({});
    expect(stderr).toContain('"msg":"answer"');
    expect(stderr).toContain('"code":"llm_failed"');
    for (const secret of [...Object.values(SECRETS), KEY, "Menschen", "September"]) {
      expect(stderr + stdout).not.toContain(secret);
    }
  });

  it("holds questions and answers if it is to, and no key but one that was asked for", async () => {
    const { stderr } = await runOf({ LOG_CONTENT: "true" });
    const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
    const answers = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "answer");
    expect(answers).toMatchObject([
      {
        question: "Wie viele Menschen starben im September 2022?",
        answer: "Mindestens 94 Menschen starben [1].",
      },
    ]);
    for (const secret of [...Object.values(SECRETS), KEY]) {
      expect(stderr).not.toContain(secret);
    }
  });
});
