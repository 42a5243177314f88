import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Store } from "../../../src/core/ports/store.js";
import { countFileChanges } from "../../support/file-changes.js";
import { seededRandom } from "../../support/seeded-random.js";
import { commit, useIndexFolder } from "../../support/store/index-folder.js";
import { makeDocument, makeQuery, ORIGIN } from "../../support/store/store-fixtures.js";
import { WriterProcess } from "../../support/store/writer-process.js";

const index = useIndexFolder();
const QUERY = makeQuery("generation Brot", { limit: 100 });
/** More changes of files than two transactions of the writer make. */
const CHANGES = 200;
const writers: WriterProcess[] = [];
afterEach(async () => {
  for (const writer of writers.splice(0)) {
    await writer.kill();
  }
});

function startWriter(mode: "loop" | "hold"): WriterProcess {
  const writer = new WriterProcess(index.path, mode);
  writers.push(writer);
  return writer;
}

async function texts(store: Store): Promise<string[]> {
  const { hits } = await store.search(QUERY);
  return [...new Set(hits.map(({ passage }) => passage.text.trim()))];
}

describe("while another process writes", () => {
  it("a second writer is told so, and a reader sees the old content until the commit", async () => {
    const store = await index.open();
    await commit(store, makeDocument("document-0", "Brot."));
    const writer = startWriter("hold");
    expect(await writer.line()).toBe("begun");
    await expect(store.begin(ORIGIN)).rejects.toMatchObject({
      code: "index_busy",
      message: expect.stringMatching(/another ingest/),
    });
    expect(await texts(store)).toEqual(["Brot."]);
    expect(await texts(await index.open())).toEqual(["Brot."]);
    writer.send("commit");
    expect(await writer.line()).toBe("committed");
    expect(await texts(store)).toEqual(["generation 2"]);
    expect(await store.info()).toMatchObject({ generation: 2, documents: 5, passages: 60, repairs: [] });
    await commit(store, makeDocument("document-0", "Brot."));
    expect(await store.info()).toMatchObject({ generation: 3, documents: 5, passages: 49 });
  });

  it("every search is answered from one generation, by vectors and by terms", async () => {
    const store = await index.open();
    const writer = startWriter("loop");
    await writer.line();
    const seen = new Set<string>();
    while (seen.size < 4) {
      for (const text of await oneGeneration(store)) {
        seen.add(text);
      }
      await setTimeout(5);
    }
    expect((await store.info()).repairs).toEqual([]);
  });

  /** A passage can be missing, if it is removed while it is searched for, but none can be of another time. */
  async function oneGeneration(store: Store): Promise<string[]> {
    const found = await texts(store);
    expect(found.length).toBeLessThanOrEqual(1);
    return found;
  }

  it("its death frees the index", async () => {
    const writer = startWriter("hold");
    await writer.line();
    await writer.kill();
    const store = await index.open();
    expect(await store.info()).toMatchObject({ generation: 0, documents: 0, repairs: [] });
    await commit(store, makeDocument("a", "Brot."));
  });
});

const ROUNDS = 6;

describe("a writer that is killed at any moment", () => {
  it("leaves the old or the new content", async () => {
    const random = seededRandom();
    let generation = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const writer = startWriter("loop");
      await writer.line();
      const work = countFileChanges(index.path);
      await work.reach(Math.ceil(random() * CHANGES));
      await writer.kill();
      work.close();
      const printed = Number(writer.last);
      expect(printed).toBeGreaterThan(generation);
      generation = await expectOneGeneration();
      // The last commit may have been made without having been told.
      expect([printed, printed + 1]).toContain(generation);
    }
  });

  async function expectOneGeneration(): Promise<number> {
    const store = await index.open();
    const info = await store.info();
    expect(info).toMatchObject({ documents: 5, passages: 60 });
    for (const { id } of await store.documents()) {
      const document = await store.document(id);
      expect(document).toMatchObject({
        text: `generation ${info.generation} `.repeat(12),
        contentHash: String(info.generation),
      });
    }
    const { hits } = await store.search(QUERY);
    expect(hits).toHaveLength(60);
    for (const { passage } of hits) {
      expect(passage.text).toBe(`generation ${info.generation} `);
    }
    await index.closeAll();
    const next = await index.open();
    await next.settle();
    expect((await next.info()).repairs).toEqual([]);
    await index.closeAll();
    return info.generation;
  }
});
