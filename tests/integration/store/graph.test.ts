import { readFile, stat } from "node:fs/promises";
import { expect, it } from "vitest";
import type { DocumentInput } from "../../../src/core/ports/store/writing.js";
import type { Store } from "../../../src/core/ports/store.js";
import { Connection } from "../../../src/store/local/database/sqlite.js";
import { whereStartsFail } from "../../support/failing-starts.js";
import { commit, useIndexFolder } from "../../support/store/index-folder.js";
import { FINGERPRINT, makeDocument, makeQuery, ORIGIN } from "../../support/store/store-fixtures.js";

const index = useIndexFolder();

/** Twenty sentences, of which every one and every pair of neighbours is a passage: 39 passages. */
function makeLong(id: string): DocumentInput {
  return makeDocument(id, Array.from({ length: 20 }, (_, i) => `Satz ${i} von ${id} steht hier.`).join(" "));
}

const FIVE = ["a", "b", "c", "d", "e"].map(makeLong);

/** What the dense leg alone finds, by passage id. */
async function nearest(store: Store, question: string, documents?: string[]): Promise<string[]> {
  const filter = documents === undefined ? {} : { documents: new Set(documents) };
  const query = makeQuery(question, { terms: new Map(), limit: 8, ...filter });
  return (await store.search(query)).hits.map(({ passage }) => passage.id).sort();
}

async function expectExact(store: Store): Promise<void> {
  const exact = await index.open({ readOnly: true, vectorIndex: "exact" });
  for (const question of ["eins", "zwei", "Satz 3 von b steht hier."]) {
    const expected = await nearest(exact, question);
    expect(expected).toHaveLength(8);
    expect(await nearest(store, question)).toEqual(expected);
    expect(await nearest(store, question, ["b", "c"])).toEqual(await nearest(exact, question, ["b", "c"]));
  }
  await exact.close();
}

it("of few and of many wanted documents the nearest passages are found", async () => {
  const small = makeDocument("small", "Satz 3 von b steht hier. Satz 4 steht auch hier.");
  const store = await index.open();
  await commit(store, ...FIVE, small);
  await store.settle();
  const exact = await index.open({ readOnly: true, vectorIndex: "exact" });
  for (const wanted of [["small"], ["small", "c"], ["a", "b", "d", "e"], ["nobody"], []]) {
    const expected = await nearest(exact, "Satz 3 von b steht hier.", wanted);
    expect(await nearest(store, "Satz 3 von b steht hier.", wanted)).toEqual(expected);
  }
});

async function remove(store: Store, ...ids: string[]): Promise<void> {
  const transaction = await store.begin(ORIGIN);
  for (const id of ids) {
    await transaction.remove(id);
  }
  await transaction.commit();
}

interface GraphOnRecord {
  readonly file: string;
  readonly vectors: number;
}

async function graphOnRecord(): Promise<GraphOnRecord | null> {
  const manifest = JSON.parse(await readFile(index.file("manifest.json"), "utf8")) as {
    hnsw: GraphOnRecord | null;
  };
  return manifest.hnsw;
}

it("the same passages are found before, while and after the graph is built, and after opening again", async () => {
  const store = await index.open();
  await store.warmUp();
  await commit(store, ...FIVE);
  await expectExact(store);
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
  await expectExact(store);
  for (const id of ["f", "a", "g"]) {
    await commit(store, makeLong(id));
    await expectExact(store);
    await store.settle();
    await expectExact(store);
  }
  await index.closeAll();
  const next = await index.open();
  await expectExact(next);
  await next.settle();
  await expectExact(next);
});

it("a commit beside a graph finds its passages, and leaves the graph file untouched", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await store.settle();
  const before = await graphOnRecord();
  const { mtimeMs } = await stat(index.file(before?.file ?? "none"));
  await commit(store, makeDocument("a", "Ein ganz anderer Satz. Und noch einer."));
  await expectExact(store);
  await store.settle();
  await expectExact(store);
  expect(await graphOnRecord()).toEqual(before);
  expect((await stat(index.file(before?.file ?? "none"))).mtimeMs).toBe(mtimeMs);
  await index.closeAll();
  const next = await index.open();
  await expectExact(next);
  await next.settle();
  await expectExact(next);
});

it("passages that the graph still holds don't come back when they are removed", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await store.settle();
  await remove(store, "b");
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
  const found = await nearest(store, "Satz 3 von b steht hier.");
  expect(found).toHaveLength(8);
  expect(found.filter((id) => id.startsWith("b:"))).toEqual([]);
  await expectExact(store);
});

it("a graph is added to until too much of it is removed, and dropped with the last passage", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await store.settle();
  await remove(store, "a");
  await commit(store, makeLong("f"));
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 234 });
  await remove(store, "b");
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 156 });
  await expectExact(store);
  await remove(store, "c", "d", "e", "f");
  await store.settle();
  expect(await graphOnRecord()).toBeNull();
  expect((await index.names()).filter((name) => name.endsWith(".hnsw"))).toEqual([]);
});

it("a single passage has a graph", async () => {
  const store = await index.open();
  await commit(store, makeDocument("a", "Ein Satz."));
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 1 });
  expect(await nearest(store, "Ein Satz.")).toHaveLength(1);
});

it("an index whose vectors are all looked at has no graph, and drops one that it had", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
  await index.closeAll();
  const exact = await index.open({ vectorIndex: "exact" });
  await exact.settle();
  expect(await graphOnRecord()).toBeNull();
  expect((await index.names()).filter((name) => name.endsWith(".hnsw"))).toEqual([]);
  await expectExact(exact);
});

it("an ingest that commits again and again has its graph built after the last commit", async () => {
  const store = await index.open();
  await whereStartsFail(0, async (starts) => {
    for (const document of FIVE) {
      await commit(store, document);
    }
    await store.settle();
    expect(await starts()).toBe(1);
  });
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
});

it("others with the same index go over to a new graph without an error", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  const other = await index.open({ readOnly: true });
  await expectExact(other);
  await store.settle();
  await expectExact(other);
  await commit(store, makeLong("f"));
  await store.settle();
  await expectExact(other);
  expect((await other.info()).repairs).toEqual([]);
});

it("a graph of other vectors isn't used", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await store.settle();
  const transaction = await store.begin({ ...ORIGIN, fingerprint: { ...FINGERPRINT, revision: "2" } });
  await transaction.put(makeLong("a"));
  await transaction.commit();
  expect(await graphOnRecord()).toBeNull();
  await expectExact(store);
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 39 });
  await expectExact(store);
});

it("a commit that changes no passage changes nothing that is found", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await expectExact(store);
  const touching = await store.begin(ORIGIN);
  await touching.touch("a", { bytes: 1, modifiedMs: 1 });
  await touching.commit();
  await expectExact(store);
  await store.settle();
  await expectExact(store);
  // As many passages as before, but not the same.
  const replacing = await store.begin(ORIGIN);
  await replacing.remove("e");
  await replacing.put(makeLong("z"));
  await replacing.commit();
  await expectExact(store);
  expect((await nearest(store, "Satz 3 von z steht hier.")).some((id) => id.startsWith("z:"))).toBe(true);
});

it("commits go on while a graph is built, which is then brought up to date", async () => {
  const store = await index.open();
  for (const document of FIVE) {
    await commit(store, document);
  }
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
  await expectExact(store);
});

it("a graph is put on record when the transaction that is running meanwhile is over", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  const transaction = await store.begin(ORIGIN);
  await expect(store.settle(AbortSignal.timeout(2000))).rejects.toMatchObject({ code: "aborted" });
  expect(await graphOnRecord()).toBeNull();
  await transaction.rollback();
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
});

it("waiting for the graph can be given up, and closing doesn't wait for it", async () => {
  const store = await index.open();
  await commit(store, ...FIVE);
  await expect(store.settle(AbortSignal.abort())).rejects.toMatchObject({ code: "aborted" });
  const waiting = store.settle();
  await store.close();
  await waiting;
  expect(await graphOnRecord()).toBeNull();
  await expect(store.settle()).rejects.toThrow(/closed/);
  const next = await index.open();
  await next.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 195 });
  expect((await next.info()).repairs).toEqual([]);
});

it("a graph that can't be built is told to who waits for it", async () => {
  await commit(await index.open(), ...FIVE);
  await index.closeAll();
  const connection = new Connection(index.file("index.sqlite"));
  connection.exec("UPDATE passages SET vector = zeroblob(length(vector)) WHERE key = 100");
  connection.close();
  const store = await index.open();
  await expect(store.settle()).rejects.toThrow(/graph couldn't be built: .*database/);
});

it("a graph's process that is killed is started three times, and again after the next commit; searches go on", async () => {
  const store = await index.open();
  await whereStartsFail(3, async (starts) => {
    await commit(store, ...FIVE);
    await expect(store.settle()).rejects.toThrow("its process ended");
    expect(await starts()).toBe(3);
  });
  expect(await graphOnRecord()).toBeNull();
  await expectExact(store);

  await commit(store, makeLong("f"));
  await store.settle();
  expect(await graphOnRecord()).toMatchObject({ vectors: 234 });
  await expectExact(store);
});
