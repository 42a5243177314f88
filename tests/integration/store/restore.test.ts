import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { LocalDriver } from "../../../src/store/local/local-driver.js";
import { countFileChanges } from "../../support/file-changes.js";
import { seededRandom } from "../../support/seeded-random.js";
import { commit, useIndexFolder } from "../../support/store/index-folder.js";
import { makeDocument, makeQuery } from "../../support/store/store-fixtures.js";

const RESTORER = fileURLToPath(new URL("../../support/store/restorer.mjs", import.meta.url));
const NAMES = ["Anna", "Bernd", "Clara"];
const DOCUMENTS = 6;
const index = useIndexFolder();

function document(i: number, name: string) {
  return makeDocument(`document-${i}`, `${name} backt Brot. `.repeat(8));
}

/** Backups whose rows have the same keys and say different things. */
async function backUpEach(): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-backups-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return Promise.all(
    NAMES.map(async (name) => {
      const driver = new LocalDriver(path.join(folder, name));
      const store = await driver.open();
      await commit(store, ...Array.from({ length: DOCUMENTS }, (_, i) => document(i, name)));
      await store.close();
      const file = path.join(folder, `${name}.sqlite`);
      await driver.backUp(file);
      return file;
    }),
  );
}

/** @returns once the first backup is restored */
async function startRestorer(backups: readonly string[]): Promise<ChildProcess> {
  const restorer = spawn(process.execPath, [RESTORER, index.path, ...backups], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void restorer.kill("SIGKILL"));
  await once(restorer.stdout ?? expect.fail("no output"), "data");
  return restorer;
}

async function kill(restorer: ChildProcess): Promise<void> {
  restorer.kill("SIGKILL");
  await once(restorer, "close");
}

it("searches and documents are of one backup or the other while another process restores", async () => {
  const restorer = await startRestorer(await backUpEach());
  const store = await index.open();
  const seen = new Set<string>();
  while (seen.size < NAMES.length) {
    const { hits } = await store.search(makeQuery("Anna Bernd Clara backt Brot", { limit: 100 }));
    const found = [...new Set(hits.map(({ passage }) => passage.text.split(" ")[0] ?? ""))];
    // A passage can be missing, if it is replaced while it is searched for, but none can be of another time.
    expect(found.length).toBeLessThanOrEqual(1);
    for (const { passage } of hits) {
      expect(passage.text).toMatch(/^(\w+ backt Brot\.\s*)+$/);
    }
    for (const name of found) {
      seen.add(name);
    }
    const text = (await store.document("document-0"))?.text;
    expect(NAMES.map((name) => document(0, name).text)).toContain(text);
    await setTimeout(5);
  }
  expect((await store.info()).repairs).toEqual([]);
  await kill(restorer);
});

const OPENINGS = 40;

it("an index that is opened while another process changes it isn't taken for damaged", async () => {
  const restorer = await startRestorer(await backUpEach());
  for (let i = 0; i < OPENINGS; i++) {
    const store = await index.open();
    expect((await store.info()).repairs).toEqual([]);
    await store.close();
  }
  await kill(restorer);
});

const ROUNDS = 4;
/** More changes of files than two restores make. */
const CHANGES = 60;

it("a restore that is killed at any moment leaves the old or the new content", async () => {
  const backups = await backUpEach();
  const random = seededRandom();
  for (let round = 0; round < ROUNDS; round++) {
    const restorer = await startRestorer(backups);
    const work = countFileChanges(index.path);
    await work.reach(Math.ceil(random() * CHANGES));
    await kill(restorer);
    work.close();
    const store = await index.open();
    expect(await store.info()).toMatchObject({ documents: DOCUMENTS });
    const { hits } = await store.search(makeQuery("Anna Bernd Clara backt Brot", { limit: 1000 }));
    expect(new Set(hits.map(({ passage }) => passage.text.split(" ")[0])).size).toBe(1);
    expect(hits).toHaveLength((await store.info()).passages);
    await index.closeAll();
  }
});
