import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openWritableWorkspace } from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import { startServer } from "../../../src/server/start-server.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-readiness-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Serves the folder with the index as it is, as the command does where there is one. */
async function serve() {
  const settings = { DOCUMENTS_DIR: folder, INDEX_DIR: path.join(folder, ".index") };
  const config = loadConfig({ ...settings, PORT: "0", LOG_LEVEL: "silent" }, folder);
  const workspace = await openWritableWorkspace(config, () => undefined);
  const server = await startServer(workspace, { ingests: workspace.scheduler });
  const readiness = async () => {
    const response = await fetch(`${server.url}/readyz`);
    const { checks } = (await response.json()) as { readonly checks: { readonly index: string } };
    return { status: response.status, index: checks.index };
  };
  return {
    readiness,
    ingest: () => workspace.scheduler.ingest(),
    async close() {
      await server.stop(0);
      await workspace.close();
    },
  };
}

it("a server over an empty folder is ready, and after documents came only once they are there", async () => {
  const empty = await serve();
  expect(await empty.readiness()).toEqual({ status: 503, index: "missing" });
  await empty.ingest();
  await expect.poll(empty.readiness).toEqual({ status: 200, index: "empty" });
  await empty.close();

  await writeFile(
    path.join(folder, "bread.md"),
    "# Bread\n\nRye bread needs sixty-five minutes in the oven.",
  );
  const filled = await serve();
  expect(await filled.readiness()).toEqual({ status: 503, index: "filling" });
  await filled.ingest();
  await expect.poll(filled.readiness).toEqual({ status: 200, index: "ok" });
  await filled.close();
});
