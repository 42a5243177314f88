import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../support/footnote.js";
import { listedPaths } from "../../support/server/listed-paths.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const ADMIN = { authorization: "Bearer admin", "content-type": "application/json" };

describe("a folder that vanishes while it is served", () => {
  let workspace: Workspace;
  let server: ServeProcess;
  let aside: string;

  beforeAll(async () => {
    workspace = await createWorkspace({ "tea.md": "# Tea\n\nTea is brewed from leaves in hot water.\n" });
    aside = path.join(workspace.folder, "aside");
    expect(await run(["ingest"], { cwd: workspace.folder })).toMatchObject({ code: 0 });
    server = await startServe(workspace.folder, { ADMIN_KEY: "admin" });
    await until(() => server.log().includes("Nothing has changed"));
  });
  afterAll(async () => {
    await server.kill();
    await workspace.remove();
  });

  const get = async (address: string) => (await fetch(server.url + address, { headers: ADMIN })).json();
  const ingest = async () => {
    const response = await fetch(`${server.url}/api/ingest`, { method: "POST", headers: ADMIN, body: "{}" });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const ask = async () => {
    const messages = [{ role: "user", content: "Wann wollte Kirgisistan vermitteln?" }];
    const body = JSON.stringify({ stream: false, messages });
    return (await fetch(`${server.url}/api/chat`, { method: "POST", headers: ADMIN, body })).text();
  };
  const paths = () => listedPaths(server.url, ADMIN);
  const indexCheck = async () => ((await get("/readyz")) as { checks?: { index: string } }).checks?.index;

  it("of the index, leaves answers, says so, takes no documents, and goes on once it is back", async () => {
    await rename(workspace.index, aside);
    await until(async () => (await indexCheck()) === "detached");
    expect(await ask()).toContain("Oktober 1992");
    await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
    expect(await ingest()).toMatchObject({ status: 503, body: { error: { code: "index_not_writable" } } });
    expect(await get("/api/ingest")).toMatchObject({
      lastError: expect.stringMatching(/removed or replaced .* start Footnote again/),
    });

    // An empty one in its place, as a volume that isn't mounted leaves behind.
    await mkdir(workspace.index);
    expect(await ingest()).toMatchObject({ status: 503 });
    await rm(workspace.index, { recursive: true });

    await rename(aside, workspace.index);
    await until(async () => (await indexCheck()) === "ok");
    expect(await ingest()).toMatchObject({ status: 200, body: { documents: 3 } });
    expect(await ask()).toContain("Oktober 1992");
  });

  it("of the documents, takes nothing from the index, and is watched again once it is back", async () => {
    await rename(workspace.documents, aside);
    await until(() => /^The documents folder .* can't be read\./m.test(server.log()));
    expect(await ingest()).toMatchObject({
      status: 503,
      body: { error: { code: "documents_folder_missing" } },
    });
    expect(await paths()).toHaveLength(3);
    expect(await ask()).toContain("Oktober 1992");

    // An empty one in its place, as a volume that isn't mounted leaves behind.
    await mkdir(workspace.documents);
    expect(await ingest()).toMatchObject({
      status: 503,
      body: { error: { code: "documents_folder_empty" } },
    });
    expect(await paths()).toHaveLength(3);
    await rm(workspace.documents, { recursive: true });

    await rename(aside, workspace.documents);
    await workspace.drop("milk.md", "# Milk\n\nMilk comes from cows.\n");
    await until(async () => (await paths()).includes("milk.md"));
    expect(await paths()).toHaveLength(4);
  });
});
