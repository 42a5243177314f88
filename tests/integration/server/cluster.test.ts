import { readFile, rename } from "node:fs/promises";
import path from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import type { FeedbackLine } from "../../../src/server/feedback/feedback-file.js";
import { run } from "../../support/footnote.js";
import { freshRequest } from "../../support/server/fresh-request.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
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

  beforeAll(async () => {
    workspace = await createWorkspace();
    server = await startServe(workspace.folder, { WORKERS: "2", ADMIN_KEY: "admin" });
  });

  afterAll(async () => {
    server.process.kill("SIGKILL");
    await server.outcome;
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
    const state = await freshRequest(`${server.url}/api/ingest`, undefined, ADMIN);
    expect(JSON.parse(state.body)).toMatchObject({ running: false, finishedAt: expect.any(String) });
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
    const [first, second] = server.children(WORKER);
    process.kill(first ?? 0, "SIGKILL");
    await until(async () => (await ask().catch(() => undefined))?.status === 200);
    await until(() => server.children(WORKER).length === 2);
    expect(server.children(WORKER)).toContain(second);
    await until(() => server.log().includes("a server process has ended; it is started again"));
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
    expect(stdout).toMatch(/^Footnote is ready on http:\S+ .*\n$/);
    await until(() => pids.every((pid) => !isRunning(pid)));
  });
});

describe("several server processes over an index that is damaged", () => {
  it("get a new one, which is built before they start", async () => {
    const workspace = await createWorkspace();
    expect((await run(["ingest"], { cwd: workspace.folder })).code).toBe(0);
    // Found only when a process loads the index to search in it.
    const database = new Database(path.join(workspace.index, "index.sqlite"));
    database.exec("UPDATE segments SET content = zeroblob(length(content))");
    database.close();
    const server = await startServe(workspace.folder, { WORKERS: "2" });
    try {
      expect(server.log()).toContain("is built anew");
      const { status, body } = await freshRequest(`${server.url}/api/chat`, QUESTION);
      expect(status).toBe(200);
      expect((JSON.parse(body) as Answer).answer).toContain("Oktober 1992");
    } finally {
      server.process.kill("SIGKILL");
      await server.outcome;
      await workspace.remove();
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
