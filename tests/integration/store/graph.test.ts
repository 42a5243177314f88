import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { DocumentInput, Store } from "../../../src/core/ports/store.js";
import { FINGERPRINT, makeDocument, makeQuery } from "../../contract/store-fixtures.js";
import { commit, useIndexFolder } from "./index-folder.js";

const index = useIndexFolder();

/** Twenty sentences, of which every one and every pair of neighbours is a passage: 39 passages. */
function makeLong(id: string): DocumentInput {
  return makeDocument(id, Array.from({ length: 20 }, (_, i) => `Satz ${i} von ${id} steht hier.`).join(" "));
}

/** What the dense leg alone finds, by passage id. */
async function nearest(store: Store, question: string, documents?: string[]): Promise<string[]> {
  const filter = documents === undefined ? {} : { documents: new Set(documents) };
  const query = makeQuery(question, { terms: new Map(), limit: 8, ...filter });
  return (await store.search(query)).candidates.map(({ passage }) => passage.id).sort();
}

async function expectExact(store: Store): Promise<void> {
  const exact = await index.open({ readOnly: true });
  for (const question of ["eins", "zwei", "Satz 3 von b steht hier."]) {
    expect(await nearest(store, question)).toEqual(await nearest(exact, question));
    expect(await nearest(store, question, ["b", "c"])).toEqual(await nearest(exact, question, ["b", "c"]));
  }
  await exact.close();
}

test("the graph finds what exact search finds, through many commits and after opening again", async () => {
  const store = await index.open({ exactLimit: 0 });
  await commit(store, makeLong("a"), makeLong("b"), makeLong("c"), makeLong("d"));
  await expectExact(store);
  for (const id of ["e", "a", "f"]) {
    await commit(store, makeLong(id));
    await expectExact(store);
  }
  const transaction = await store.begin(FINGERPRINT);
  await transaction.remove("b");
  await transaction.commit();
  await expectExact(store);
  await index.closeAll();
  await expectExact(await index.open({ exactLimit: 0 }));
});

test("a graph is brought up to date until too much of it is removed", async () => {
  const store = await index.open({ exactLimit: 0 });
  await commit(store, ...["a", "b", "c", "d", "e"].map(makeLong));
  const sizes = [await graphSize()];
  for (const id of ["a", "b"]) {
    const transaction = await store.begin(FINGERPRINT);
    await transaction.remove(id);
    await transaction.commit();
    sizes.push(await graphSize());
  }
  const [whole = 0, oneRemoved = 0, twoRemoved = 0] = sizes;
  expect(oneRemoved).toBe(whole);
  expect(twoRemoved).toBeLessThan(whole);
  await expectExact(store);
});

async function graphSize(): Promise<number> {
  const { hnsw } = JSON.parse(await readFile(index.file("manifest.json"), "utf8")) as {
    hnsw: { file: string };
  };
  return (await readFile(index.file(hnsw.file))).length;
}
