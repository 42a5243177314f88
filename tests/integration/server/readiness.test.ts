import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openWritableWorkspace } from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import type { Embedder } from "../../../src/core/ports/embedder.js";
import { ingest } from "../../../src/ingest/ingest.js";
import { startServer } from "../../../src/server/start-server.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-readiness-"));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

/** Many more than are embedded ahead. */
const MANY = 40;

function openWorkspace() {
  const settings = { DOCUMENTS_DIR: folder, INDEX_DIR: path.join(folder, ".index") };
  const config = loadConfig({ ...settings, PORT: "0", LOG_LEVEL: "silent" }, folder);
  return openWritableWorkspace(config, () => undefined);
}

/** Ingests until half of the documents are done, the first of them committed, as a server that is killed then. */
async function fillHalf(): Promise<void> {
  const workspace = await openWorkspace();
  const { store, embedder, loader } = workspace;
  vi.useFakeTimers({ toFake: ["performance"] });
  const slow: Embedder = {
    ...embedder,
    fingerprint: embedder.fingerprint,
    embed(...args) {
      vi.advanceTimersByTime(4000);
      return embedder.embed(...args);
    },
  };
  const controller = new AbortController();
  const filling = ingest({
    documentsDir: folder,
    exclude: [path.join(folder, ".index")],
    store,
    embedder: slow,
    loader,
    signal: controller.signal,
    onProgress: ({ done }) => done === MANY / 2 && controller.abort(),
  });
  await expect(filling).rejects.toMatchObject({ code: "aborted" });
  const { documents } = await store.info();
  expect(documents).toBeGreaterThan(0);
  expect(documents).toBeLessThan(MANY);
  await workspace.close();
  vi.useRealTimers();
}

/** Serves the folder with the index as it is, as the command does where there is one. */
async function serve() {
  const workspace = await openWorkspace();
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

it("a server that was ended in the midst of the first fill is ready only once the fill is complete", async () => {
  for (let i = 0; i < MANY; i++) {
    await writeFile(path.join(folder, `${i}.md`), `# Bread ${i}\n\nLoaf ${i} needs ${i + 20} minutes.`);
  }
  await fillHalf();
  const restarted = await serve();
  expect(await restarted.readiness()).toEqual({ status: 503, index: "filling" });
  await restarted.ingest();
  await expect.poll(restarted.readiness).toEqual({ status: 200, index: "ok" });
  await restarted.close();

  await writeFile(path.join(folder, "new.md"), "# Rye\n\nRye is sown in autumn.");
  const again = await serve();
  expect(await again.readiness()).toEqual({ status: 200, index: "ok" });
  await again.close();
});
