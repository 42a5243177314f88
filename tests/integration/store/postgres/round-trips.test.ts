import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { ParagraphInput } from "../../../../src/core/ports/store/writing.js";
import type { Store } from "../../../../src/core/ports/store.js";
import { PostgresDriver } from "../../../../src/store/postgres/postgres-driver.js";
import { type RunningPglite, startPglite } from "../../../support/postgres/pglite.js";
import { type CountingProxy, countRoundTrips } from "../../../support/postgres/round-trips.js";
import {
  embed,
  hashOf,
  makeDocument,
  makeQuery,
  ORIGIN,
  type TestDocument,
} from "../../../support/store/store-fixtures.js";

const MEGABYTE = 1_000_000;

describe("an ingest into PostgreSQL", () => {
  let database: RunningPglite;
  let proxy: CountingProxy;
  let schemas = 0;

  beforeAll(async () => {
    database = await startPglite();
    proxy = await countRoundTrips(database.url);
  });
  afterAll(async () => {
    await proxy.stop();
    await database.stop();
  });

  async function open(): Promise<Store> {
    const schema = `trips_${++schemas}`;
    const store = await new PostgresDriver({ url: proxy.url, schema, poolSize: 2, timeoutMs: 10_000 }).open();
    onTestFinished(() => store.close());
    return store;
  }

  it("needs as few round trips for a hundred small documents as for one", async () => {
    const store = await open();
    const transaction = await store.begin(ORIGIN);
    proxy.take();
    for (let i = 0; i < 100; i++) {
      await transaction.put(
        makeDocument(`d${i}`, "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal."),
      );
    }
    expect(proxy.take().roundTrips).toBe(0);
    await transaction.commit();
    const { roundTrips } = proxy.take();
    expect(await store.info()).toMatchObject({ documents: 100, passages: 300 });
    const one = await open();
    const small = await one.begin(ORIGIN);
    proxy.take();
    await small.put(makeDocument("d", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal."));
    await small.commit();
    expect(roundTrips).toBe(proxy.take().roundTrips);
  });

  it("needs as few to change, move and remove many documents", async () => {
    const store = await open();
    const fill = await store.begin(ORIGIN);
    for (let i = 0; i < 100; i++) {
      await fill.put(makeDocument(`d${i}`, "Brot. Mehl."));
    }
    await fill.commit();
    const transaction = await store.begin(ORIGIN);
    proxy.take();
    for (let i = 0; i < 100; i += 5) {
      await transaction.put(makeDocument(`d${i}`, "Wasser. Salz."));
      await transaction.touch(`d${i + 1}`, { bytes: 1, modifiedMs: 2 });
      await transaction.move(`d${i + 2}`, { path: `moved/${i}.txt`, bytes: 1, modifiedMs: 2 });
      await transaction.remove(`d${i + 3}`);
      await transaction.fail({ path: `${i}.pdf`, reason: "Broken.", bytes: 1, modifiedMs: 1, loader: null });
    }
    expect(proxy.take().roundTrips).toBe(0);
    await transaction.commit();
    expect(proxy.take().roundTrips).toBeLessThan(30);
    expect(await store.info()).toMatchObject({ documents: 80, passages: 240 });
    expect(await store.failures()).toHaveLength(20);
  });

  it("keeps no more than some megabytes of changes in memory", async () => {
    const store = await open();
    const transaction = await store.begin(ORIGIN);
    proxy.take();
    for (let i = 0; i < 8; i++) {
      await transaction.put(largeDocument(`d${i}`, 1));
    }
    expect(proxy.take().sent).toBeGreaterThan(3 * MEGABYTE);
    await transaction.put(largeDocument("large", 8));
    await transaction.commit();
    expect(await store.info()).toMatchObject({ documents: 9, passages: 16 });
  });

  it("keeps what was put before a document that breaks off after a part of it was written", async () => {
    const store = await open();
    const fill = await store.begin(ORIGIN);
    await fill.put(makeDocument("gone", "Salz. Meer."));
    await fill.put(makeDocument("large", "Brot. Mehl."));
    await fill.commit();
    const transaction = await store.begin(ORIGIN);
    await transaction.remove("gone");
    await transaction.put(makeDocument("small", "Wasser. Tal."));
    proxy.take();
    await expect(transaction.put(brokenOff(largeDocument("large", 8)))).rejects.toThrow("broke off");
    expect(proxy.take().sent).toBeGreaterThan(4 * MEGABYTE);
    await transaction.put(makeDocument("last", "Ende. Schluss."));
    await transaction.commit();
    expect(await store.info()).toMatchObject({ documents: 3, passages: 9, languages: { de: 9 } });
    const { hits } = await store.search(makeQuery("Mehl Wasser"));
    expect(new Set(hits.map(({ passage }) => passage.documentId))).toEqual(
      new Set(["large", "small", "last"]),
    );
    expect(await store.document("large")).toMatchObject({ text: "Brot. Mehl." });
  });

  it("has searches read what is new of the list of documents, and no more", async () => {
    const store = await open();
    const fill = await store.begin(ORIGIN);
    for (let i = 0; i < 2000; i++) {
      await fill.put(makeDocument(`document number ${i}`, ""));
    }
    await fill.put(makeDocument("bread", "Brot. Mehl."));
    await fill.commit();
    const found = async (id: string) =>
      (await store.search(makeQuery("Mehl", { documents: new Set([id]) }))).hits.length;
    proxy.take();
    expect(await found("bread")).toBe(3);
    const whole = proxy.take().received;
    const change = await store.begin(ORIGIN);
    await change.put(makeDocument("more", "Wasser. Salz."));
    await change.commit();
    proxy.take();
    expect(await found("more")).toBe(3);
    expect(proxy.take().received).toBeLessThan(whole / 4);
    const removal = await store.begin(ORIGIN);
    await removal.remove("more");
    await removal.put(makeDocument("bread", "Brot."));
    await removal.commit();
    expect(await found("more")).toBe(0);
    expect(await found("bread")).toBe(1);
  });

  it("has a page of the list of documents read without all others, after the first", async () => {
    const store = await open();
    const fill = await store.begin(ORIGIN);
    for (let i = 0; i < 500; i++) {
      await fill.put(makeDocument(`d${i}`, "", { path: `${String(i).padStart(3, "0")}.txt` }));
    }
    await fill.commit();
    const first = async () => (await store.documents({ limit: 1 })).map(({ path }) => path);
    proxy.take();
    expect(await first()).toEqual(["000.txt"]);
    const whole = proxy.take().received;
    expect(await first()).toEqual(["000.txt"]);
    expect(proxy.take().received).toBeLessThan(whole / 10);
    const change = await store.begin(ORIGIN);
    await change.move("d499", { path: "00.txt", bytes: 1, modifiedMs: 1 });
    await change.commit();
    expect(await first()).toEqual(["00.txt"]);
  });
});

/** A document of so many megabytes, each a paragraph with one passage. */
function largeDocument(id: string, megabytes: number): TestDocument {
  const text = "Mehl und Brot. ".repeat(Math.ceil((megabytes * MEGABYTE) / 15));
  const paragraphs = Array.from({ length: megabytes }, (_, i): ParagraphInput => {
    const [start, end] = [i * MEGABYTE, (i + 1) * MEGABYTE];
    const span = { vector: embed(`${i}`), textHash: hashOf(`${i}`) };
    const terms = [{ stems: ["mehl"], grams: ["mehl"] }];
    const nowhere = { page: null, slide: null, row: null, time: null };
    const passage = { start, end: start + 14, ...span, ...nowhere, heading: [], terms };
    return { start, end, ...span, language: "de", terms, sentences: [], passages: [passage] };
  });
  return { ...makeDocument(id, ""), text, paragraphs };
}

/** The same document, whose last paragraph doesn't come. */
function brokenOff({ paragraphs, ...document }: TestDocument) {
  async function* stream(): AsyncGenerator<ParagraphInput> {
    yield* paragraphs.slice(0, -1);
    throw new Error("broke off");
  }
  return { ...document, paragraphs: stream() };
}
