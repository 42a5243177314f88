import { copyFile, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Candidate } from "../../../src/core/passage.js";
import type { Store } from "../../../src/core/ports/store.js";
import { FINGERPRINT, makeDocument, makeQuery } from "../../contract/store-fixtures.js";
import { commit, useIndexFolder } from "./index-folder.js";

const index = useIndexFolder();
const FIRST = makeDocument("first", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");
const SECOND = makeDocument("second", "Die Brücke steht in Osch. Sie wurde im Jahr 1952 gebaut.");
const QUERY = makeQuery("Brücke Mehl");
const GRAPH_AGAIN = /^The graph file was (missing|damaged) and was built again from the database\.$/;
const MANIFEST_AGAIN = /^manifest\.json .* and was written again\.$/;

/** Two generations, of which the second keeps a removed passage in its graph, as no new graph would. */
async function fill(): Promise<readonly Candidate[]> {
  const store = await index.open({ exactLimit: 0 });
  await commit(store, FIRST, makeDocument("gone", "Weg."));
  await copyFile(index.file("passages-1.hnsw"), index.file("earlier"));
  await copyFile(index.file("manifest.json"), index.file("earlier-manifest"));
  const transaction = await store.begin(FINGERPRINT);
  await transaction.remove("gone");
  await transaction.put(SECOND);
  await transaction.commit();
  const { candidates } = await store.search(QUERY);
  await index.closeAll();
  return candidates;
}

async function manifest(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(index.file("manifest.json"), "utf8")) as Record<string, unknown>;
}

async function contentOf(name: string): Promise<Buffer | null> {
  return readFile(index.file(name)).catch(() => null);
}

async function flipByte(name: string, position: number): Promise<void> {
  const bytes = await readFile(index.file(name));
  bytes.writeUInt8(bytes.readUInt8(position) ^ 0xff, position);
  await writeFile(index.file(name), bytes);
}

async function expectWhole(store: Store, expected: readonly Candidate[]): Promise<void> {
  const { candidates } = await store.search(QUERY);
  expect(candidates).toEqual(expected);
}

test("a commit leaves the database, one graph file and a manifest that describes them", async () => {
  await fill();
  expect(await index.names()).toEqual([
    "earlier",
    "earlier-manifest",
    "index.sqlite",
    "manifest.json",
    "passages-2.hnsw",
  ]);
  expect(await manifest()).toEqual({
    formatVersion: 1,
    generation: 2,
    fingerprint: FINGERPRINT,
    documents: 2,
    paragraphs: 2,
    passages: 6,
    dimension: 16,
    hnsw: { file: "passages-2.hnsw", sha256: expect.stringMatching(/^[0-9a-f]{64}$/), space: "ip" },
  });
});

test("a commit that changes no passage keeps the graph file", async () => {
  await fill();
  const store = await index.open();
  const transaction = await store.begin(FINGERPRINT);
  await transaction.touch("first", { bytes: 1, modifiedMs: 1 });
  await transaction.commit();
  expect(await index.names()).toContain("passages-2.hnsw");
  expect(await manifest()).toMatchObject({ generation: 3, hnsw: { file: "passages-2.hnsw" } });
});

test("an index without passages has no graph file", async () => {
  const store = await index.open();
  await commit(store, makeDocument("empty", ""));
  expect(await index.names()).toEqual(["index.sqlite", "manifest.json"]);
  expect(await manifest()).toMatchObject({ documents: 1, passages: 0, hnsw: null });
  await index.closeAll();
  expect(await (await index.open()).info()).toMatchObject({ documents: 1, repairs: [] });
});

describe.each<[string, () => Promise<void>]>([
  ["missing", () => rm(index.file("passages-2.hnsw"))],
  ["cut", () => truncate(index.file("passages-2.hnsw"), 100)],
  ["empty", () => truncate(index.file("passages-2.hnsw"), 0)],
  ["changed in one byte of a vector", () => flipByte("passages-2.hnsw", 400)],
  ["that of an earlier generation", () => copyFile(index.file("earlier"), index.file("passages-2.hnsw"))],
])("a graph file that is %s", (_, spoil) => {
  test.each([0, 5000])("is built again from the database (exact up to %i passages)", async (exactLimit) => {
    const expected = await fill();
    await spoil();
    const repaired = await index.open({ exactLimit });
    const { generation, repairs } = await repaired.info();
    expect(generation).toBe(2);
    expect(repairs).toEqual([expect.stringMatching(GRAPH_AGAIN)]);
    await expectWhole(repaired, expected);
    await index.closeAll();
    const next = await index.open({ exactLimit });
    expect((await next.info()).repairs).toEqual([]);
    await expectWhole(next, expected);
  });

  test("is left alone where the index is only read", async () => {
    const expected = await fill();
    await spoil();
    const before = await contentOf("passages-2.hnsw");
    const store = await index.open({ exactLimit: 0, readOnly: true });
    expect((await store.info()).repairs).toEqual([expect.stringMatching(/in memory only\.$/)]);
    await expectWhole(store, expected);
    expect(await contentOf("passages-2.hnsw")).toEqual(before);
  });

  test("is replaced by the next commit if it was spoilt since the index was opened", async () => {
    await fill();
    const store = await index.open({ exactLimit: 0 });
    await spoil();
    await commit(store, makeDocument("third", "Ein dritter Text."));
    expect((await store.search(makeQuery("dritter"))).candidates).toHaveLength(7);
    await index.closeAll();
    const next = await index.open({ exactLimit: 0 });
    expect((await next.info()).repairs).toEqual([]);
    expect((await next.search(makeQuery("dritter"))).candidates).toHaveLength(7);
  });
});

test.each<[string, () => Promise<void>]>([
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

test("files are repaired by the next to open if someone is writing", async () => {
  const expected = await fill();
  const writing = await index.open();
  const transaction = await writing.begin(FINGERPRINT);
  await rm(index.file("passages-2.hnsw"));
  const reading = await index.open({ exactLimit: 0 });
  expect((await reading.info()).repairs).toEqual([expect.stringMatching(/in memory only\.$/)]);
  await expectWhole(reading, expected);
  expect(await index.names()).not.toContain("passages-2.hnsw");
  await transaction.rollback();
  await index.closeAll();
  expect((await (await index.open()).info()).repairs).toEqual([expect.stringMatching(GRAPH_AGAIN)]);
});

test("what a killed writer left is removed by the next commit", async () => {
  await fill();
  const left = [
    "passages-3.hnsw",
    "passages-3.hnsw.tmp",
    "passages-7.hnsw",
    "passages-8.hnsw.tmp",
    "manifest.json.tmp",
  ];
  for (const name of left) await writeFile(index.file(name), "left over");
  const store = await index.open();
  expect((await store.info()).repairs).toEqual([]);
  await commit(store, makeDocument("third", "Ein dritter Text."));
  await index.closeAll();
  expect((await index.names()).filter((name) => !name.startsWith("earlier"))).toEqual([
    "index.sqlite",
    "manifest.json",
    "passages-3.hnsw",
  ]);
  expect((await (await index.open()).info()).repairs).toEqual([]);
});
