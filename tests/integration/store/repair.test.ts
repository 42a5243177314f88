import { copyFile, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Hit } from "../../../src/core/ports/store/searching.js";
import type { Store } from "../../../src/core/ports/store.js";
import { FORMAT_VERSION } from "../../../src/store/local/database/schema.js";
import { commit, useIndexFolder } from "../../support/store/index-folder.js";
import { makeDocument, makeQuery, ORIGIN } from "../../support/store/store-fixtures.js";
import { until } from "../../support/wait-for.js";

const index = useIndexFolder();
const FIRST = makeDocument("first", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");
const SECOND = makeDocument("second", "Die Brücke steht in Osch. Sie wurde im Jahr 1952 gebaut.");
const QUERY = makeQuery("Brücke Mehl");
const GRAPH_FAULT = /^The graph file was (missing|damaged): until .* has built it again/;
const MANIFEST_AGAIN = /^manifest\.json .* and was written again\.$/;

/** Two generations, of which the second keeps a removed passage in its graph, as no new graph would. */
async function fill(): Promise<readonly Hit[]> {
  const store = await index.open();
  await commit(store, FIRST, makeDocument("gone", "Weg."));
  await store.settle();
  await copyFile(await graphFile(), index.file("earlier"));
  await copyFile(index.file("manifest.json"), index.file("earlier-manifest"));
  const transaction = await store.begin(ORIGIN);
  await transaction.remove("gone");
  await transaction.put(SECOND);
  await transaction.commit();
  await store.settle();
  const { hits } = await store.search(QUERY);
  await index.closeAll();
  return hits;
}

async function manifest(): Promise<{ hnsw: { file: string } | null }> {
  return JSON.parse(await readFile(index.file("manifest.json"), "utf8")) as { hnsw: { file: string } | null };
}

/** The file of the graph on record. */
async function graphFile(): Promise<string> {
  return index.file((await manifest()).hnsw?.file ?? "none");
}

async function contentOf(file: string): Promise<Buffer | null> {
  return readFile(file).catch(() => null);
}

async function flipByte(file: string, position: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(position) ^ 0xff, position);
  await writeFile(file, bytes);
}

/** What is repaired when the index is opened. */
async function repairsAfterOpening(options?: Parameters<typeof index.open>[0]): Promise<readonly string[]> {
  const store = await index.open(options);
  await store.settle();
  return (await store.info()).repairs;
}

async function expectWhole(store: Store, expected: readonly Hit[]): Promise<void> {
  const { hits } = await store.search(QUERY);
  expect(hits).toEqual(expected);
}

it("a commit leaves the database, one graph file and a manifest that describes them", async () => {
  await fill();
  const graph = path.basename(await graphFile());
  expect(graph).toMatch(/^passages-[\w-]+\.hnsw$/);
  expect(await index.names()).toEqual([
    "earlier",
    "earlier-manifest",
    "index.sqlite",
    "manifest.json",
    graph,
  ]);
  expect(await manifest()).toEqual({
    formatVersion: FORMAT_VERSION,
    generation: 2,
    ...ORIGIN,
    documents: 2,
    paragraphs: 2,
    passages: 6,
    dimension: 16,
    hnsw: { file: graph, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), space: "ip", vectors: 7 },
  });
});

it("a commit that changes no passage keeps the graph file", async () => {
  await fill();
  const graph = await graphFile();
  const store = await index.open();
  const transaction = await store.begin(ORIGIN);
  await transaction.touch("first", { bytes: 1, modifiedMs: 1 });
  await transaction.commit();
  await store.settle();
  expect(await manifest()).toMatchObject({ generation: 3, hnsw: { file: path.basename(graph) } });
  expect(await contentOf(graph)).not.toBeNull();
});

it("an index without passages has no graph file", async () => {
  const store = await index.open();
  await commit(store, makeDocument("empty", ""));
  expect(await index.names()).toEqual(["index.sqlite", "manifest.json"]);
  expect(await manifest()).toMatchObject({ documents: 1, passages: 0, hnsw: null });
  await index.closeAll();
  expect(await (await index.open()).info()).toMatchObject({ documents: 1, repairs: [] });
});

it.each<[string, (file: string) => Promise<void>]>([
  ["missing", (file) => rm(file)],
  ["cut", (file) => truncate(file, 100)],
  ["empty", (file) => truncate(file, 0)],
  ["changed in one byte of a vector", (file) => flipByte(file, 400)],
  ["that of an earlier generation", (file) => copyFile(index.file("earlier"), file)],
])(
  "a graph file that is %s is built again from the database, and isn't missed meanwhile",
  async (_, spoil) => {
    const expected = await fill();
    await spoil(await graphFile());
    const repaired = await index.open();
    await expectWhole(repaired, expected);
    await repaired.settle();
    const { generation, repairs } = await repaired.info();
    expect(generation).toBe(2);
    expect(repairs).toEqual([expect.stringMatching(GRAPH_FAULT)]);
    await expectWhole(repaired, expected);
    expect(await manifest()).toMatchObject({ hnsw: { vectors: 6 } });
    await index.closeAll();
    const next = await index.open();
    await next.settle();
    expect((await next.info()).repairs).toEqual([]);
    await expectWhole(next, expected);
  },
);

describe.each<[string, (file: string) => Promise<void>]>([
  ["missing", (file) => rm(file)],
  ["damaged", (file) => flipByte(file, 400)],
])("a graph file that is %s", (_, spoil) => {
  it("is forgotten where there is no need for one", async () => {
    const expected = await fill();
    await spoil(await graphFile());
    const store = await index.open({ vectorIndex: "exact" });
    await store.settle();
    await expectWhole(store, expected);
    expect(await manifest()).toMatchObject({ hnsw: null });
    await index.closeAll();
    expect(await repairsAfterOpening({ vectorIndex: "exact" })).toEqual([]);
  });

  it("is left alone where the index is only read", async () => {
    const expected = await fill();
    const file = await graphFile();
    await spoil(file);
    const before = await contentOf(file);
    const store = await index.open({ readOnly: true });
    await expectWhole(store, expected);
    await store.settle();
    expect((await store.info()).repairs).toEqual([expect.stringMatching(GRAPH_FAULT)]);
    await store.warmUp();
    await store.settle();
    await expectWhole(store, expected);
    expect((await store.info()).repairs).toEqual([expect.stringMatching(GRAPH_FAULT)]);
    expect(await contentOf(file)).toEqual(before);
  });

  it("is noticed by the second search if it was spoilt since the index was opened", async () => {
    const expected = await fill();
    const store = await index.open();
    await store.settle();
    await spoil(await graphFile());
    await expectWhole(store, expected);
    expect((await store.info()).repairs).toEqual([]);
    await expectWhole(store, expected);
    await store.settle();
    expect((await store.info()).repairs).toEqual([expect.stringMatching(GRAPH_FAULT)]);
    await expectWhole(store, expected);
    await index.closeAll();
    expect(await repairsAfterOpening()).toEqual([]);
  });

  it("is replaced after the next commit if it was spoilt since the index was opened", async () => {
    await fill();
    const store = await index.open();
    await spoil(await graphFile());
    await commit(store, makeDocument("third", "Ein dritter Text."));
    expect((await store.search(makeQuery("dritter"))).hits).toHaveLength(7);
    await store.settle();
    await index.closeAll();
    const next = await index.open();
    await next.settle();
    expect((await next.info()).repairs).toEqual([]);
    expect((await next.search(makeQuery("dritter"))).hits).toHaveLength(7);
  });
});

it.each<[string, () => Promise<void>]>([
  ["missing", () => rm(index.file("manifest.json"))],
  ["cut", () => truncate(index.file("manifest.json"), 30)],
  ["of an earlier generation", () => copyFile(index.file("earlier-manifest"), index.file("manifest.json"))],
  [
    "of another embedder",
    async () => {
      const text = await readFile(index.file("manifest.json"), "utf8");
      await writeFile(index.file("manifest.json"), text.replace('"revision": "1"', '"revision": "9"'));
    },
  ],
])("a manifest that is %s is written again", async (_, spoil) => {
  const expected = await fill();
  const before = await manifest();
  await spoil();
  const repaired = await index.open();
  expect((await repaired.info()).repairs).toEqual([expect.stringMatching(MANIFEST_AGAIN)]);
  await expectWhole(repaired, expected);
  expect(await manifest()).toEqual(before);
  await index.closeAll();
  expect((await (await index.open()).info()).repairs).toEqual([]);
});

it("a graph is put on record by the next to open if someone is writing all the while", async () => {
  const expected = await fill();
  const writing = await index.open();
  await writing.settle();
  const transaction = await writing.begin(ORIGIN);
  await rm(await graphFile());
  const reading = await index.open();
  await until(async () => (await reading.info()).repairs.length > 0);
  expect((await reading.info()).repairs).toEqual([expect.stringMatching(GRAPH_FAULT)]);
  await expectWhole(reading, expected);
  await reading.close();
  await transaction.rollback();
  await index.closeAll();
  const next = await index.open();
  await next.settle();
  expect((await next.info()).repairs).toEqual([expect.stringMatching(GRAPH_FAULT)]);
  expect(await contentOf(await graphFile())).not.toBeNull();
});

it("what a killed writer left is removed by the next commit", async () => {
  await fill();
  const left = ["passages-3.hnsw", "passages-0a1b-2c.hnsw.tmp", "manifest.json.tmp"];
  for (const name of left) {
    await writeFile(index.file(name), "left over");
  }
  const store = await index.open();
  expect((await store.info()).repairs).toEqual([]);
  await commit(store, makeDocument("third", "Ein dritter Text."));
  await index.closeAll();
  expect((await index.names()).filter((name) => !name.startsWith("earlier"))).toEqual([
    "index.sqlite",
    "manifest.json",
    path.basename(await graphFile()),
  ]);
  expect((await (await index.open()).info()).repairs).toEqual([]);
});
