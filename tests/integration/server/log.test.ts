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

  /** Serves with everything logged, sends keys wherever a client may, and gives all that was printed and answered. */
  async function runOf(
    environment: Readonly<Record<string, string>>,
  ): Promise<Outcome & { readonly answered: string }> {
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
      const answered = await sendKeysTo(/ready on (http:\S+)/.exec(printed)?.[1] ?? "");
      server.kill("SIGTERM");
      return { ...(await outcome), answered };
    } finally {
      server.kill("SIGKILL");
    }
  }

  /** @returns the status, headers and bodies of all answers */
  async function sendKeysTo(url: string): Promise<string> {
    const [key, admin] = [SECRETS.API_KEYS, SECRETS.ADMIN_KEY];
    const answers: string[] = [];
    const send = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(url + path, init);
      const headers = JSON.stringify(Object.fromEntries(response.headers));
      answers.push(`${response.status} ${headers} ${await response.text()}`);
    };
    const ask = (content: string) =>
      send(`/api/chat?key=${key}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${key}`,
          cookie: `session=${key}`,
        },
        body: JSON.stringify({ messages: [{ role: "user", content }], stream: false }),
      });
    model.behaviour = { kind: "answer", chunks: ["Mindestens 94 Menschen starben [1]."] };
    await ask("Wie viele Menschen starben im September 2022?");
    model.behaviour = { kind: "status", status: 401 };
    await ask(`Wie viele Menschen starben im September 2022, ${key}?`);
    await send(`/api/search?q=${key}&api_key=${admin}`, { headers: { "x-api-key": key } });
    await send("/api/documents", { headers: { "x-api-key": `${key}-wrong` } });
    await send("/metrics", { headers: { "x-api-key": admin, "x-request-id": `${key}/${admin}` } });
    await send("/api/documents", {
      method: "POST",
      headers: { authorization: `Bearer ${admin}`, "content-type": "text/plain" },
      body: admin,
    });
    await send("/api/ingest", { headers: { authorization: `Bearer ${admin}` } });
    await send("/api/documents", { headers: { "x-api-key": key } });
    return answers.join("\n");
  }

  it("holds no key, wherever it was sent, and no question; nor does an answer hold a key", async () => {
    const { stderr, stdout, answered } = await runOf({});
    expect(stderr).toContain('"msg":"answer"');
    expect(stderr).toContain('"code":"llm_failed"');
    for (const secret of [...Object.values(SECRETS), KEY, "Menschen", "September"]) {
      expect(stderr + stdout).not.toContain(secret);
    }
    expect(answered).toMatch(/^200 .*94 Menschen/);
    expect(answered).toContain("footnote_http_requests_total");
    for (const secret of [...Object.values(SECRETS), KEY, workspace.folder]) {
      expect(answered).not.toContain(secret);
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
