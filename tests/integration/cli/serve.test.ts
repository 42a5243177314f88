import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import { ended, type Outcome, run, start } from "../../support/footnote.js";
import { announcedUrl } from "../../support/server/announced-url.js";
import { listedPaths } from "../../support/server/listed-paths.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

describe("serve", () => {
  let workspace: Workspace;
  let server: ChildProcess;
  let outcome: Promise<Outcome>;
  let url: string;
  let log = "";

  beforeAll(async () => {
    workspace = await createWorkspace();
    server = start(["serve"], { cwd: workspace.folder, env: { PORT: "0" } });
    server.stderr?.on("data", (chunk: Buffer) => {
      log += chunk;
    });
    outcome = ended(server);
    url = await announcedUrl(server, outcome);
  });

  afterAll(async () => {
    server.kill("SIGKILL");
    await workspace.remove();
  });

  it("builds the index, then answers", async () => {
    const response = await fetch(`${url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": "r1" },
      body: JSON.stringify({
        messages: [{ role: "user", content: "Wann wollte Kirgisistan vermitteln?" }],
        stream: false,
      }),
    });
    expect(((await response.json()) as Answer).answer).toContain("Oktober 1992");
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/`)).headers.get("content-type")).toContain("text/html");
  });

  it("takes what another process ingests meanwhile", async () => {
    await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
    expect((await run(["ingest"], { cwd: workspace.folder })).code).toBe(0);
    const listed = await (await fetch(`${url}/api/documents`)).json();
    expect(listed).toMatchObject({
      documents: [expect.anything(), expect.objectContaining({ path: "bread.md" })],
    });
    expect(await (await fetch(`${url}/api/search?q=rye+bread&k=1`)).text()).toContain("fifty minutes");
  });

  it("takes in what changes in the folder by itself, and logs it in one line", async () => {
    await workspace.drop("tea.md", "# Tea\n\nTea is brewed from leaves.\n");
    await until(async () => (await listedPaths(url)).includes("tea.md"));
    await until(async () =>
      (await (await fetch(`${url}/api/search?q=tea+leaves&k=1`)).text()).includes("brewed from leaves"),
    );
    await until(() => /^1 added; the index holds \d documents/m.test(log));
  });

  it("is there at once where there is an index, brings it up to date meanwhile, and logs for people if told to", async () => {
    const copy = path.join(workspace.folder, "copy");
    expect((await run(["ingest", "--index", copy], { cwd: workspace.folder })).code).toBe(0);
    await workspace.drop("milk.md", "# Milk\n\nMilk comes from cows.\n");
    const second = start(["serve", "--index", copy], {
      cwd: workspace.folder,
      env: { PORT: "0", WATCH: "off", LOG_FORMAT: "text" },
    });
    let log = "";
    second.stderr?.on("data", (chunk: Buffer) => {
      log += chunk;
    });
    try {
      const secondUrl = await announcedUrl(second, ended(second));
      expect((await fetch(`${secondUrl}/readyz`)).status).toBe(200);
      await until(async () => (await listedPaths(secondUrl)).includes("milk.md"));
      // For people: a line a request, but for health checks, and what was taken in.
      await until(() => /^1 added; the index holds \d documents/m.test(log));
      await until(() => /^\d\d:\d\d:\d\d {2}GET {4}\/api\/documents {2}200 {2}\d+ ms$/m.test(log));
      expect(log).not.toContain("readyz");
    } finally {
      second.kill("SIGKILL");
    }
  });

  it("says in one line that its port is in use", async () => {
    const second = await run(["serve"], { cwd: workspace.folder, env: { PORT: new URL(url).port } });
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(/^footnote: Port \d+ of 127\.0\.0\.1 is in use\..*\n$/);
  });

  it("stops when asked to, having logged one line a request and one an answer, without its question", async () => {
    server.kill("SIGTERM");
    const { code, stdout, stderr } = await outcome;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Footnote is ready on http:\S+ .*\n$/);
    const lines = stderr.split("\n").filter((line) => line.includes('"requestId":"r1"'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "answer", kind: "answer", model: "extractive" },
      { msg: "request", path: "/api/chat", status: 200 },
    ]);
    expect(stderr).not.toContain("vermitteln");
  });
});
