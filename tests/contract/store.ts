import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FootnoteError } from "../../src/core/errors.js";
import { eachField, type Fields } from "../../src/core/passage.js";
import { NOWHERE } from "../../src/core/place.js";
import type { ListQuery } from "../../src/core/ports/store/catalogue.js";
import type { StoreDriver } from "../../src/core/ports/store/driver.js";
import type {
  CollectionStatistics,
  Hit,
  StoreQuery,
  StoreResult,
  TermCounts,
} from "../../src/core/ports/store/searching.js";
import type { DocumentInput, ParagraphInput, StoreTransaction } from "../../src/core/ports/store/writing.js";
import type { Store } from "../../src/core/ports/store.js";
import { bm25Shares, weighTerms } from "../../src/ranking/bm25.js";
import { toByteVector } from "../../src/vectors/vector.js";
import { seededRandom } from "../support/seeded-random.js";
import {
  allOf,
  embed,
  FINGERPRINT,
  hashOf,
  makeDocument,
  makeQuery,
  ORIGIN,
  type TestDocument,
} from "../support/store/store-fixtures.js";
import { expectedHits, expectedStatistics } from "../support/store/store-reference.js";

/** A place for one index. */
export interface StoreHarness {
  /** Opens the index in that place; several may be open at once, like those of several processes. */
  open(): Promise<Store>;
  /** Closes what is open and removes the index. */
  dispose(): Promise<void>;
}

const BRIDGE = makeDocument(
  "bridge",
  "Die Brücke steht in Osch. Sie wurde im Jahr 1952 von Soldaten gebaut.\n\nNeubau. Der Umbau kostete vier Millionen Som und dauerte lange.",
);
const BREAD = makeDocument("bread", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");
const RIVER = makeDocument("river", "EN The river crosses the border. EN The bridge was built in 1952.");
const LIBRARY = [BRIDGE, BREAD, RIVER];
const OTHER_FINGERPRINT = { ...FINGERPRINT, revision: "2", dimension: 8 };

/** How the suite is run. */
export interface SuiteOptions {
  /**
   * Leaves out the tests that use the index while a transaction is open. In a database with only one session, as PGlite
   * is, a transaction has the session alone, and the test would wait for ever.
   */
  readonly oneSession?: boolean;
}

/** What every store promises; `create` makes a place for a new index. */
export function describeStore(
  name: string,
  create: () => Promise<StoreHarness>,
  { oneSession = false }: SuiteOptions = {},
): void {
  const itInSessions = it.skipIf(oneSession);

  describe(`the ${name} store`, () => {
    let harness: StoreHarness;
    let store: Store;

    beforeEach(async () => {
      harness = await create();
      store = await harness.open();
    });
    afterEach(() => harness.dispose());

    async function fill(...documents: DocumentInput[]): Promise<void> {
      const transaction = await store.begin(ORIGIN);
      for (const document of documents) {
        await transaction.put(document);
      }
      await transaction.commit();
    }

    async function find(query: StoreQuery): Promise<Map<string, Hit>> {
      const { hits } = await store.search(query);
      const byId = new Map(hits.map((hit) => [hit.passage.id, hit]));
      expect(byId.size, "each passage once").toBe(hits.length);
      return byId;
    }

    describe("that was never written", () => {
      it("is of generation 0 and holds nothing", async () => {
        expect(await store.info()).toMatchObject({
          generation: 0,
          fingerprint: null,
          analysis: null,
          isPartial: false,
          documents: 0,
          passages: 0,
          languages: {},
          repairs: [],
        });
        expect(await store.documents()).toEqual([]);
        expect(await store.files()).toEqual([]);
        expect(await store.document("bridge")).toBeUndefined();
      });

      it("finds nothing", async () => {
        expect(await find(makeQuery("Brücke"))).toEqual(new Map());
      });
    });

    describe("holding documents", () => {
      it("is partial from a commit that says so until one that doesn't", async () => {
        for (const isPartial of [true, true, false]) {
          const transaction = await store.begin(ORIGIN);
          await transaction.put(BREAD);
          await transaction.commit({ isPartial });
          expect(await store.info()).toMatchObject({ isPartial, documents: 1 });
          expect(await (await harness.open()).info()).toMatchObject({ isPartial });
        }
      });

      it("says what it holds", async () => {
        await fill(...LIBRARY);
        expect(await store.info()).toMatchObject({
          generation: 1,
          ...ORIGIN,
          documents: 3,
          passages: 12,
          languages: { de: 9, en: 3 },
        });
      });

      it("lists documents and files by path", async () => {
        const before = Date.now();
        await fill(
          ...LIBRARY,
          makeDocument("z", "Ende.", { path: "a/first.txt" }),
          makeDocument("nothing", "", { path: "b.txt" }),
        );
        const documents = await store.documents();
        const paths = ["a/first.txt", "b.txt", "bread.txt", "bridge.txt", "river.txt"];
        expect(documents.map(({ path }) => path)).toEqual(paths);
        expect(await store.files().then((files) => files.map(({ path }) => path))).toEqual(paths);
        const { ingestedAt, ...bridge } = documents[3] ?? expect.fail("no document");
        expect(bridge).toEqual({
          id: "bridge",
          path: "bridge.txt",
          title: "Title of bridge",
          format: "text",
          language: "de",
          bytes: BRIDGE.bytes,
          characters: BRIDGE.text.length,
          passages: 6,
          contentHash: BRIDGE.contentHash,
          pages: null,
          notices: [],
        });
        expect(new Date(ingestedAt).toISOString()).toBe(ingestedAt);
        expect(Date.parse(ingestedAt)).toBeGreaterThanOrEqual(before);
        expect(Date.parse(ingestedAt)).toBeLessThanOrEqual(Date.now());
      });

      it("gives back where things stand, and what is to be known of the file", async () => {
        const marks = [
          { start: 0, kind: "page", value: 1 },
          { start: 30, kind: "page", value: 2 },
        ] as const;
        const notices = ["page 2: no text"];
        await fill({ ...BRIDGE, marks, pages: 2, notices });
        expect(await store.document("bridge")).toMatchObject({ marks, pages: 2, notices });
        expect((await store.documents())[0]).toMatchObject({ pages: 2, notices });
        const found = await find(makeQuery("Brücke"));
        for (const { start, end, page, slide, row, time } of BRIDGE.paragraphs.flatMap((p) => p.passages)) {
          const passage = found.get(`bridge:${start}-${end}`)?.passage;
          expect(passage).toMatchObject({ page, slide, row, time });
        }
      });

      it("lists some documents, and lists page by page", async () => {
        await fill(...LIBRARY);
        const paths = async (query: ListQuery) => {
          const documents = (await store.documents(query)).map(({ path }) => path);
          expect((await store.files(query)).map(({ path }) => path)).toEqual(documents);
          return documents;
        };
        expect(await paths({ ids: new Set(["river", "bread", "unknown"]) })).toEqual([
          "bread.txt",
          "river.txt",
        ]);
        expect(await paths({ ids: new Set() })).toEqual([]);
        expect(await paths({ limit: 2 })).toEqual(["bread.txt", "bridge.txt"]);
        expect(await paths({ after: "bridge.txt", limit: 2 })).toEqual(["river.txt"]);
        expect(await paths({ after: "river.txt" })).toEqual([]);
        expect(await paths({ ids: new Set(["river", "bread"]), after: "a", limit: 1 })).toEqual([
          "bread.txt",
        ]);
        await expect(store.documents({ limit: 0 })).rejects.toThrow(RangeError);
      });

      it("says whether it holds documents", async () => {
        await fill(...LIBRARY);
        expect(await store.has([])).toBe(true);
        expect(await store.has(["river", "bread"])).toBe(true);
        expect(await store.has(["river", "unknown"])).toBe(false);
        expect(await store.has(["river.txt"])).toBe(false);
      });

      it("says what a file was like", async () => {
        await fill(BRIDGE);
        expect(await store.files()).toEqual([
          {
            id: "bridge",
            path: "bridge.txt",
            bytes: BRIDGE.bytes,
            modifiedMs: 1_700_000_000_000.25,
            contentHash: BRIDGE.contentHash,
            loader: BRIDGE.loader,
          },
        ]);
      });

      it.each([
        ["plain text", "Ein Satz."],
        ["no text", ""],
        ["umlauts, emoji and other scripts", "Süß 👩‍👩‍👧 你好 مرحبا."],
        ["NUL and control characters", "a\u0000b\u0001 c\u0000."],
        ["lone surrogates", "a\ud83d b\udc4dc."],
        ["line ends of every kind", "a\r\nb\rc\n\n\u2028d."],
      ])("gives a document's text back exactly: %s", async (_, text) => {
        const headings = [{ start: 0, end: text.length, level: 1, text }];
        const input = makeDocument("odd", text, { headings, title: `Title ${text}` });
        await fill(input);
        expect(await store.document("odd")).toMatchObject({ text, headings, title: `Title ${text}` });
        const passages = [...(await find(makeQuery(text || "x"))).values()].map(({ passage }) => passage);
        expect(passages).toHaveLength(input.paragraphs.flatMap((p) => p.passages).length);
        for (const passage of passages) {
          expect(passage.text).toBe(text.slice(passage.start, passage.end));
        }
      });

      it("gives the vectors of a document's texts by their hashes", async () => {
        await fill(...LIBRARY);
        const bread = "Brot wird aus Mehl gebacken.";
        const hashes = [hashOf(BREAD.text), hashOf(bread), hashOf("Ein anderer Satz.")];
        const vectors = await store.vectors("bread", hashes);
        expect([...vectors.keys()]).toEqual(hashes.slice(0, 2));
        expect(dotOf(vectors.get(hashOf(BREAD.text)), embed(BREAD.text))).toBeCloseTo(1, 6);
        expect(dotOf(vectors.get(hashOf(bread)), embed(bread))).toBeGreaterThan(0.99);
        expect(Math.hypot(...(vectors.get(hashOf(bread)) ?? []))).toBeCloseTo(1, 5);
        expect((await store.vectors("bridge", hashes)).size).toBe(0);
        expect((await store.vectors("unknown", hashes)).size).toBe(0);
      });

      it("gives the vectors of sentences that are no passages", async () => {
        const [paragraph] = BREAD.paragraphs;
        await fill({ ...BREAD, paragraphs: paragraph === undefined ? [] : [{ ...paragraph, passages: [] }] });
        const second = "Das Mehl kommt aus dem Tal.";
        const vectors = await store.vectors("bread", [hashOf(second)]);
        const vector = vectors.get(hashOf(second));
        expect(dotOf(vector, embed(second))).toBeGreaterThan(0.995);
        expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
        // However often they are stored again, they stay the same.
        const stored = BREAD.paragraphs.map((paragraph) => ({
          ...paragraph,
          passages: [],
          sentences: paragraph.sentences.map((sentence) => ({
            ...sentence,
            vector: vector ?? sentence.vector,
          })),
        }));
        await fill({ ...BREAD, paragraphs: stored });
        const again = (await store.vectors("bread", [hashOf(second)])).get(hashOf(second));
        expect(dotOf(again, vector)).toBeCloseTo(1, 6);
      });

      it("gives a document as it was put, with its vectors and terms", async () => {
        await fill(...LIBRARY, makeDocument("nothing", "", { loader: null }));
        for (const document of [...LIBRARY, makeDocument("nothing", "", { loader: null })]) {
          const { paragraphs, ...own } =
            (await store.documentInput(document.id)) ?? expect.fail("no document");
          const { paragraphs: put, ...about } = document;
          expect(own).toEqual(about);
          expect((await allOf(paragraphs)).map(comparable)).toEqual(put.map(comparable));
        }
        expect(await store.documentInput("unknown")).toBeUndefined();
      });

      itInSessions("gives a document so that storing it again changes nothing, however often", async () => {
        await fill(...LIBRARY);
        const query = makeQuery("Brücke Mehl bridge gebaut", { limit: 100 });
        const found = async (from: Store) => {
          const { hits, statistics } = await from.search(query);
          return { hits: hits.toSorted((a, b) => (a.passage.id < b.passage.id ? -1 : 1)), statistics };
        };
        const before = await found(store);
        for (let round = 0; round < 2; round++) {
          for (const { id } of LIBRARY) {
            await fill((await store.documentInput(id)) ?? expect.fail("no document"));
          }
        }
        expect(await found(store)).toEqual(before);
        expect((await store.info()).passages).toBe(12);
      });

      it("gives all paragraphs of a long document, in order, after segments were joined", async () => {
        const sentences = Array.from({ length: 150 }, (_, i) => `Absatz ${i} steht hier. Er ist kurz.`);
        const long = makeDocument("long", sentences.join("\n\n"));
        await fill(long);
        for (let round = 0; round < 4; round++) {
          await fill(makeDocument(`short-${round}`, "Brot wird aus Mehl gebacken."));
          const { paragraphs } = (await store.documentInput("long")) ?? expect.fail("no document");
          expect((await allOf(paragraphs)).map(comparable)).toEqual(long.paragraphs.map(comparable));
        }
      });

      it("gives no paragraphs of another version than was asked for", async () => {
        await fill(...LIBRARY);
        const read = async () => (await store.documentInput("bridge"))?.paragraphs ?? [];
        const [replaced, removed, moved] = [await read(), await read(), await read()];
        const transaction = await (await harness.open()).begin(ORIGIN);
        await transaction.move("bridge", { path: "moved.txt", bytes: 1, modifiedMs: 1 });
        await transaction.commit();
        expect((await allOf(moved)).map(comparable)).toEqual(BRIDGE.paragraphs.map(comparable));
        await fill({ ...BRIDGE, paragraphs: BRIDGE.paragraphs.slice(1) });
        await expectCode(allOf(replaced), "document_not_found");
        const removal = await store.begin(ORIGIN);
        await removal.remove("bridge");
        await removal.commit();
        await expectCode(allOf(removed), "document_not_found");
      });

      it("holds them when it is opened again", async () => {
        await fill(...LIBRARY);
        const before = await find(makeQuery("Brücke"));
        await store.close();
        store = await harness.open();
        expect(await find(makeQuery("Brücke"))).toEqual(before);
        expect(await store.info()).toMatchObject({ generation: 1, documents: 3, repairs: [] });
      });
    });

    describe("in a transaction", () => {
      itInSessions("shows nothing before the commit", async () => {
        await fill(BRIDGE);
        const transaction = await store.begin(ORIGIN);
        await transaction.put(BREAD);
        await transaction.remove("bridge");
        await transaction.fail({ path: "b.pdf", reason: "Broken.", bytes: 1, modifiedMs: 1, loader: null });
        expect(await store.info()).toMatchObject({ generation: 1, documents: 1, passages: 6 });
        expect(await store.failures()).toEqual([]);
        expect(await store.document("bread")).toBeUndefined();
        expect((await store.documents()).map(({ id }) => id)).toEqual(["bridge"]);
        expect([...(await find(makeQuery("Brücke Mehl"))).keys()]).toContain("bridge:0-25");
        await transaction.commit();
        expect(await store.info()).toMatchObject({ generation: 2, documents: 1, passages: 3 });
        expect((await store.documents()).map(({ id }) => id)).toEqual(["bread"]);
        expect(
          [...(await find(makeQuery("Brücke Mehl"))).values()].map((hit) => hit.passage.documentId),
        ).toEqual(Array(3).fill("bread"));
      });

      itInSessions("searches the old or the new content while it is committed, never a mixture", async () => {
        await fill(BRIDGE);
        await store.warmUp();
        const transaction = await store.begin(ORIGIN);
        await transaction.clear();
        await transaction.put(BREAD);
        const search = async () => [...(await find(makeQuery("Brücke Mehl"))).keys()].sort().join(" ");
        const seen = new Set([await search()]);
        let isCommitted = false;
        const commit = transaction.commit().then(() => {
          isCommitted = true;
        });
        while (!isCommitted) {
          seen.add(await search());
          await new Promise(setImmediate);
        }
        await commit;
        for (const found of seen) {
          expect([idsOf(BRIDGE), idsOf(BREAD)]).toContain(found);
        }
        expect(seen).toContain(idsOf(BRIDGE));
      });

      it("forgets everything on rollback", async () => {
        await fill(BRIDGE);
        const transaction = await store.begin(ORIGIN);
        await transaction.clear();
        await transaction.put(BREAD);
        await transaction.rollback();
        expect(await store.info()).toMatchObject({ generation: 1, documents: 1, passages: 6 });
        expect([...(await find(makeQuery("Mehl"))).values()][0]?.passage.documentId).toBe("bridge");
      });

      it("is over after commit and after rollback", async () => {
        const committed = await store.begin(ORIGIN);
        await committed.commit();
        await committed.rollback();
        expect(await store.info()).toMatchObject({ generation: 1 });
        const forgotten = await store.begin(ORIGIN);
        await forgotten.rollback();
        await forgotten.rollback();
        for (const transaction of [committed, forgotten]) {
          await expect(transaction.put(BREAD)).rejects.toThrow(/over/);
          await expect(transaction.touch("bread", { bytes: 1, modifiedMs: 1 })).rejects.toThrow(/over/);
          await expect(transaction.remove("bread")).rejects.toThrow(/over/);
          await expect(transaction.clear()).rejects.toThrow(/over/);
          await expect(transaction.commit()).rejects.toThrow(/over/);
        }
      });

      it("replaces the document with the same id", async () => {
        await fill(BRIDGE, BREAD);
        const changed = makeDocument("bridge", "Die Brücke ist weg.", { path: "new/name.txt" });
        await fill(changed);
        expect(await store.info()).toMatchObject({ generation: 2, documents: 2, passages: 4 });
        expect(await store.document("bridge")).toMatchObject({ path: "new/name.txt", text: changed.text });
        const found = await find(makeQuery("Brücke Soldaten Umbau"));
        expect([...found.keys()].sort()).toEqual([...ids(changed), ...ids(BREAD)].sort());
      });

      it("takes the last of several versions", async () => {
        await fill(BRIDGE, makeDocument("bridge", "Eins."), makeDocument("bridge", "Zwei."));
        expect(await store.document("bridge")).toMatchObject({ text: "Zwei." });
        expect(await store.info()).toMatchObject({ documents: 1, passages: 1 });
      });

      it("removes a document, and ignores one it doesn't know", async () => {
        await fill(...LIBRARY);
        const transaction = await store.begin(ORIGIN);
        await transaction.remove("bridge");
        await transaction.remove("unknown");
        await transaction.commit();
        expect(await store.document("bridge")).toBeUndefined();
        expect((await store.files()).map(({ id }) => id)).toEqual(["bread", "river"]);
        const found = await find(makeQuery("Brücke"));
        expect([...found.keys()].sort()).toEqual([...ids(BREAD), ...ids(RIVER)].sort());
        expect(await store.info()).toMatchObject({ documents: 2, passages: 6, languages: { de: 3, en: 3 } });
      });

      it("touches a file and leaves its document alone", async () => {
        await fill(BRIDGE);
        const [before] = await store.documents();
        const transaction = await store.begin(ORIGIN);
        const file = { bytes: 7, modifiedMs: 12.5, path: "elsewhere.txt" };
        await transaction.touch("bridge", file);
        await transaction.touch("unknown", { bytes: 7, modifiedMs: 12.5 });
        await transaction.commit();
        expect(await store.files()).toMatchObject([
          { id: "bridge", path: "bridge.txt", bytes: 7, modifiedMs: 12.5 },
        ]);
        expect(await store.documents()).toEqual([{ ...before, bytes: 7 }]);
        expect(await store.info()).toMatchObject({ generation: 2, passages: 6 });
        expect((await find(makeQuery("Brücke"))).size).toBe(6);
      });

      it("moves a document: it keeps its id, text and passages", async () => {
        await fill(BRIDGE, BREAD);
        const [, before] = await store.documents();
        const transaction = await store.begin(ORIGIN);
        const file = { path: "new/place.txt", bytes: 9, modifiedMs: 13.5 };
        await transaction.move("bridge", file);
        await transaction.move("unknown", file);
        await transaction.commit();
        expect(await store.documents()).toEqual([
          expect.objectContaining({ id: "bread" }),
          { ...before, path: "new/place.txt", bytes: 9 },
        ]);
        expect((await store.files())[1]).toMatchObject({
          id: "bridge",
          ...file,
          contentHash: BRIDGE.contentHash,
        });
        expect(await store.document("bridge")).toMatchObject({ path: "new/place.txt", text: BRIDGE.text });
        const found = await find(makeQuery("Brücke"));
        expect([...found.keys()].sort()).toEqual([...ids(BRIDGE), ...ids(BREAD)].sort());
      });

      it("takes paragraphs as they come", async () => {
        const transaction = await store.begin(ORIGIN);
        await transaction.put({ ...BRIDGE, paragraphs: streamOf(BRIDGE) });
        await transaction.commit();
        expect(await store.info()).toMatchObject({ documents: 1, passages: 6 });
        const query = makeQuery("Brücke Soldaten");
        const found = await find(query);
        for (const [id, hit] of expectedHits([BRIDGE], query)) {
          expectClose(found.get(id), hit);
        }
      });

      it("keeps the old document whole if the paragraphs of the new one break off", async () => {
        await fill(BRIDGE);
        const changed = makeDocument("bridge", "Ganz neuer Text.\n\nMit Absatz.");
        const transaction = await store.begin(ORIGIN);
        const put = transaction.put({ ...changed, paragraphs: streamOf(changed, new Error("broke off")) });
        await expect(put).rejects.toThrow("broke off");
        await transaction.put(BREAD);
        await transaction.commit();
        expect(await store.document("bridge")).toMatchObject({ text: BRIDGE.text });
        const found = await find(makeQuery("Brücke neuer"));
        expect([...found.keys()].sort()).toEqual([...ids(BRIDGE), ...ids(BREAD)].sort());
      });

      it("does one thing after the other, also if they aren't waited for", async () => {
        const transaction = await store.begin(ORIGIN);
        const failing = transaction.put({ ...BRIDGE, paragraphs: streamOf(BRIDGE, new Error("broke off")) });
        const others = [transaction.put(BREAD), transaction.put(RIVER), transaction.remove("river")];
        await expect(failing).rejects.toThrow("broke off");
        await Promise.all(others);
        await transaction.commit();
        expect((await store.documents()).map(({ id }) => id)).toEqual(["bread"]);
      });

      it("holds what a plain model holds, in whatever order things are changed", async () => {
        const random = seededRandom();
        const pick = <T>(...choices: readonly T[]): T =>
          choices[Math.floor(random() * choices.length)] ?? expect.fail("nothing to pick");
        let committed: Model = { documents: new Map(), failures: new Map() };
        for (let round = 0; round < 5; round++) {
          const transaction = await store.begin(ORIGIN);
          const model = structuredClone(committed);
          for (let step = 0; step < 20; step++) {
            await changeAtRandom(transaction, model, pick);
          }
          if (pick(true, true, false)) {
            await transaction.commit();
            committed = model;
          } else {
            await transaction.rollback();
          }
          const documents = [...committed.documents.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
          expect((await store.documents()).map(({ id, path, bytes }) => ({ id, path, bytes }))).toEqual(
            documents.map(({ id, path, bytes }) => ({ id, path, bytes })),
          );
          for (const { id, text } of documents) {
            expect(await store.document(id)).toMatchObject({ text });
          }
          expect((await store.failures()).map(({ path, reason }) => [path, reason])).toEqual(
            [...committed.failures].sort(),
          );
          expect(await store.info()).toMatchObject({
            documents: documents.length,
            passages: documents.flatMap(ids).length,
          });
          await expectEvidence(store, documents, makeQuery("Mehl Wasser", { limit: 1000 }));
        }
      });

      it("can be forgotten while a document is put", async () => {
        const transaction = await store.begin(ORIGIN);
        let release = () => {};
        const waiting = new Promise<void>((resolve) => {
          release = resolve;
        });
        const put = transaction.put({ ...BRIDGE, paragraphs: streamAfter(waiting, BRIDGE) });
        const failed = expect(put).rejects.toThrow(/over/);
        await new Promise(setImmediate);
        await transaction.rollback();
        release();
        await failed;
        await fill(BREAD);
        expect(await store.info()).toMatchObject({ generation: 1, documents: 1, passages: 3 });
      });

      it("records failures, replaces and forgets them", async () => {
        const failure = {
          path: "b.pdf",
          reason: "It is broken.",
          bytes: 5,
          modifiedMs: 1.5,
          loader: { format: "pdf", version: 3 },
        };
        const first = await store.begin(ORIGIN);
        await first.fail(failure);
        await first.fail({ ...failure, path: "a.pdf" });
        await first.fail({ ...failure, path: BREAD.path });
        await first.commit();
        const failures = await store.failures();
        expect(failures.map(({ path }) => path)).toEqual(["a.pdf", "b.pdf", "bread.txt"]);
        expect(await store.failures({ after: "a.pdf", limit: 1 })).toEqual([failures[1]]);
        const { failedAt, ...recorded } = failures[1] ?? expect.fail("no failure");
        expect(recorded).toEqual(failure);
        expect(new Date(failedAt).toISOString()).toBe(failedAt);
        const second = await store.begin(ORIGIN);
        await second.fail({ ...failure, reason: "It is still broken.", bytes: 6 });
        await second.forgetFailure("a.pdf");
        await second.forgetFailure("unknown.pdf");
        await second.put(BREAD);
        await second.commit();
        await store.close();
        store = await harness.open();
        expect(await store.failures()).toMatchObject([
          { path: "b.pdf", reason: "It is still broken.", bytes: 6 },
        ]);
        const third = await store.begin(ORIGIN);
        await third.clear();
        await third.commit();
        expect(await store.failures()).toEqual([]);
      });

      it("clears everything", async () => {
        await fill(...LIBRARY);
        const transaction = await store.begin(ORIGIN);
        await transaction.clear();
        await transaction.commit();
        expect(await store.info()).toMatchObject({
          generation: 2,
          fingerprint: FINGERPRINT,
          documents: 0,
          passages: 0,
          languages: {},
        });
        expect(await find(makeQuery("Brücke"))).toEqual(new Map());
        await fill(BREAD);
        expect((await find(makeQuery("Mehl"))).size).toBe(3);
      });

      itInSessions("is the only one, here and for others with the same index", async () => {
        const transaction = await store.begin(ORIGIN);
        const other = await harness.open();
        await expectCode(store.begin(ORIGIN), "index_busy");
        await expectCode(other.begin(ORIGIN), "index_busy");
        await transaction.rollback();
        const next = await other.begin(ORIGIN);
        await expectCode(store.begin(ORIGIN), "index_busy");
        await next.commit();
        await (await store.begin(ORIGIN)).rollback();
      });

      it("is seen by others with the same index when it is committed", async () => {
        const other = await harness.open();
        expect((await other.search(makeQuery("Brücke"))).hits).toEqual([]);
        await fill(BRIDGE);
        expect((await other.search(makeQuery("Brücke"))).hits).toHaveLength(6);
        expect(await other.info()).toMatchObject({ generation: 1, documents: 1 });
        await fill(makeDocument("bridge", "Neuer Text."));
        const { hits } = await other.search(makeQuery("Brücke"));
        expect(hits.map(({ passage }) => passage.text)).toEqual(["Neuer Text."]);
      });

      itInSessions(
        "starts from an empty index for another fingerprint, and the old one stays until the commit",
        async () => {
          await fill(...LIBRARY);
          const forgotten = await store.begin({ ...ORIGIN, fingerprint: OTHER_FINGERPRINT });
          await forgotten.rollback();
          const transaction = await store.begin({ ...ORIGIN, fingerprint: OTHER_FINGERPRINT });
          const text = "Ein Satz.";
          await transaction.put({
            ...makeDocument("new", text),
            paragraphs: [
              {
                start: 0,
                end: 9,
                vector: embed(text, 8),
                textHash: hashOf(text),
                language: "de",
                terms: [{ stems: ["satz"], grams: ["satz"] }],
                sentences: [],
                passages: [
                  {
                    start: 0,
                    end: 9,
                    vector: embed(text, 8),
                    textHash: hashOf(text),
                    ...NOWHERE,
                    heading: [],
                    terms: [{ stems: ["satz"], grams: ["satz"] }],
                  },
                ],
              },
            ],
          });
          expect(await store.info()).toMatchObject({ fingerprint: FINGERPRINT, documents: 3 });
          expect((await find(makeQuery("Brücke"))).size).toBe(12);
          await transaction.commit();
          expect(await store.info()).toMatchObject({
            fingerprint: OTHER_FINGERPRINT,
            documents: 1,
            passages: 1,
          });
          expect([...(await find({ ...makeQuery("Satz"), vector: embed(text, 8) })).keys()]).toEqual([
            "new:0-9",
          ]);
          await expectCode(store.search(makeQuery("Satz")), "fingerprint_mismatch");
        },
      );

      it.each<[string, (document: TestDocument) => TestDocument]>([
        ["a vector with NaN", withVector(embed("x").with(3, Number.NaN))],
        ["a vector of another length than 1", withVector(embed("x").map((value) => 2 * value))],
        ["a zero vector", withVector(new Float32Array(FINGERPRINT.dimension))],
        ["a vector of another dimension", withVector(embed("x", 8))],
        ["a paragraph that ends after the text", (d) => ({ ...d, text: d.text.slice(0, -1) })],
        ["a passage outside its paragraph", withSpans("passages", 0, 25)],
        ["an empty passage", withSpans("passages", 75, 75)],
        ["a sentence before its paragraph", withSpans("sentences", 69, 80)],
        ["sentences that overlap", withSpans("sentences", 75, 90)],
        ["an offset that isn't an integer", withSpans("passages", 75.5, 90)],
      ])("refuses %s, and stores nothing of the document", async (_, spoil) => {
        const transaction = await store.begin(ORIGIN);
        await transaction.put(BREAD);
        await expect(transaction.put(spoil(BRIDGE))).rejects.toThrow(RangeError);
        await transaction.commit();
        expect(await store.info()).toMatchObject({ documents: 1, passages: 3 });
      });

      itInSessions.each(["passages", "terms"] as const)(
        "starts from an empty index for other rules of %s",
        async (part) => {
          await fill(...LIBRARY);
          const analysis = { ...ORIGIN.analysis, [part]: 2 };
          const transaction = await store.begin({ ...ORIGIN, analysis });
          await transaction.put(BREAD);
          expect(await store.info()).toMatchObject({ analysis: ORIGIN.analysis, documents: 3 });
          await transaction.commit();
          expect(await store.info()).toMatchObject({ analysis, documents: 1 });
          expect((await find(makeQuery("Brücke"))).has("bridge:0-26")).toBe(false);
        },
      );

      it("keeps its documents for other loaders, and says which read each document", async () => {
        await fill(...LIBRARY);
        const analysis = { ...ORIGIN.analysis, loaders: { text: 2, pdf: 1 } };
        const transaction = await store.begin({ ...ORIGIN, analysis });
        await transaction.put({ ...BREAD, loader: { format: "text", version: 2 } });
        await transaction.touch("river", { bytes: 5, modifiedMs: 6 });
        await transaction.commit();
        expect(await store.info()).toMatchObject({ analysis, documents: 3 });
        expect((await store.files()).map(({ id, loader }) => [id, loader?.version])).toEqual([
          ["bread", 2],
          ["bridge", 1],
          ["river", 1],
        ]);
        expect(await store.document("bread")).not.toHaveProperty("loader");
      });

      it("that is being committed can't be forgotten any more", async () => {
        const transaction = await store.begin(ORIGIN);
        await transaction.put(BREAD);
        const commit = transaction.commit();
        await transaction.rollback();
        expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
        await commit;
      });

      it("is committed before the store closes", async () => {
        const transaction = await store.begin(ORIGIN);
        await transaction.put(BREAD);
        const commit = transaction.commit();
        await store.close();
        await commit;
        store = await harness.open();
        expect(await store.info()).toMatchObject({ generation: 1, documents: 1, repairs: [] });
      });

      it("is forgotten when the store is closed", async () => {
        await fill(BRIDGE);
        const transaction = await store.begin(ORIGIN);
        await transaction.clear();
        await store.close();
        store = await harness.open();
        expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
        await (await store.begin(ORIGIN)).rollback();
      });
    });

    describe("searching", () => {
      it.each([
        ["a word that stands there", makeQuery("Brücke")],
        ["words of several passages, some more than once", makeQuery("Mehl Mehl 1952 gebaut Brücke")],
        ["a word that stands nowhere", makeQuery("Währung")],
        ["words of which some stand nowhere", makeQuery("Brücke Währung")],
        ["terms for one language only", makeQuery("1952 bridge", { terms: germanTerms("1952 bridge") })],
        ["no terms at all", makeQuery("Brücke", { terms: new Map() })],
        ["a sentence of the documents", makeQuery("Brot wird aus Mehl gebacken.")],
      ])("gives every hit what its evidence is computed from: %s", async (_, query) => {
        await fill(...LIBRARY);
        await expectEvidence(store, LIBRARY, query);
      });

      it("keeps the statistics right when documents come and go", async () => {
        await fill(...LIBRARY, makeDocument("gone", "Die Brücke brennt. Die Brücke fällt."));
        const transaction = await store.begin(ORIGIN);
        await transaction.remove("gone");
        await transaction.remove("bread");
        const more = makeDocument("more", "Brücken verbinden die Ufer der Flüsse.");
        await transaction.put(more);
        await transaction.commit();
        const query = makeQuery("Brücke verbinden Mehl");
        await expectEvidence(store, [BRIDGE, RIVER, more], query);
      });

      it("finds the nearest word for a doubtful one that no passage holds", async () => {
        await fill(...LIBRARY);
        const [word = ""] = germanTerms("Soldaten").get("de")?.words ?? [];
        const misspelt = word.slice(0, 2) + word.slice(3);
        const search = async (most: number) => {
          const terms = new Map([
            ["de", { words: [misspelt], grams: [], doubtful: new Map([[misspelt, most]]) }],
          ]);
          return store.search(makeQuery("Soldaten", { terms, limit: 1 }));
        };
        const target = "Sie wurde im Jahr 1952 von Soldaten gebaut.";
        const found = await search(2);
        const hit = found.hits.find(({ passage }) => passage.text === target);
        expect(Array.from(hit?.terms.words.counts ?? [])).toEqual([1]);
        expect(Array.from(found.statistics.get("de")?.frequencies.words ?? [])).toEqual([2]);
        const strict = await search(0);
        expect(Array.from(strict.statistics.get("de")?.frequencies.words ?? [])).toEqual([0]);
      });

      it("passes on what other words for the question's count, and picks by them", async () => {
        await fill(...LIBRARY);
        const words = [
          ...(germanTerms("Währung").get("de")?.words ?? []),
          ...(germanTerms("Soldaten").get("de")?.words ?? []),
        ];
        const terms = new Map([["de", { words, grams: [], variantWeights: [0.5] }]]);
        const { hits, statistics } = await store.search(makeQuery("Währung", { terms, limit: 1 }));
        expect(statistics.get("de")?.variantWeights).toEqual([0.5]);
        expect(hits.map(({ passage }) => passage.text)).toContain(
          "Sie wurde im Jahr 1952 von Soldaten gebaut.",
        );
      });

      it("finds by vector what shares no term, and by term what is far away", async () => {
        await fill(...LIBRARY);
        const target = "Das Mehl kommt aus dem Tal.";
        const found = await find({
          ...makeQuery(target),
          terms: germanTerms("Soldaten"),
          limit: 1,
        });
        const texts = [...found.values()].map(({ passage }) => passage.text).sort();
        expect(texts).toEqual([target, "Sie wurde im Jahr 1952 von Soldaten gebaut."]);
      });

      it.each([0, 0.3, 5])(
        "picks by terms those that score best, where 4-grams weigh %d",
        async (gramWeight) => {
          await fill(...LIBRARY);
          const query = makeQuery("1952 Brücke bridge Mehls", { gramWeight });
          const whole = await store.search(query);
          const ranked = whole.hits
            .map((hit) => ({ id: hit.passage.id, score: lexicalScore(hit, whole, query) }))
            .filter(({ score }) => score > 0)
            .sort((a, b) => b.score - a.score);
          expect(ranked.length).toBeGreaterThan(3);
          for (const limit of [1, 2, 3]) {
            const found = await find({ ...query, limit });
            const least = ranked[limit - 1]?.score ?? 0;
            for (const { id, score } of ranked) {
              if (score > least + 1e-9) {
                expect([...found.keys()], `of the best ${limit}`).toContain(id);
              }
            }
          }
        },
      );

      it("takes at most the limit from each leg", async () => {
        await fill(...LIBRARY);
        for (const limit of [1, 2, 5]) {
          const { size } = await find(makeQuery("1952 Brücke bridge", { limit }));
          expect(size).toBeGreaterThanOrEqual(limit);
          expect(size).toBeLessThanOrEqual(2 * limit);
        }
      });

      it("searches only the documents that are asked for", async () => {
        await fill(...LIBRARY);
        const only = async (...documents: string[]) => {
          const found = await find(makeQuery("1952 Mehl", { documents: new Set(documents) }));
          return [...new Set([...found.values()].map(({ passage }) => passage.documentId))].sort();
        };
        expect(await only("bread")).toEqual(["bread"]);
        expect(await only("bread", "river", "unknown")).toEqual(["bread", "river"]);
        expect(await only("unknown")).toEqual([]);
        expect(await only()).toEqual([]);
      });

      it("is aborted by the query's signal", async () => {
        await fill(...LIBRARY);
        await expectCode(store.search(makeQuery("Brücke", { signal: AbortSignal.abort() })), "aborted");
        const controller = new AbortController();
        const search = store.search(makeQuery("Brücke", { signal: controller.signal }));
        controller.abort();
        await expectCode(search, "aborted");
        expect((await find(makeQuery("Brücke"))).size).toBe(12);
      });

      it("says how long each leg took", async () => {
        await fill(...LIBRARY);
        const { timings } = await store.search(makeQuery("Brücke"));
        expect(timings).toEqual({ lexical: expect.any(Number), dense: expect.any(Number) });
      });

      it("refuses a vector of another dimension, and says what to do", async () => {
        await fill(BREAD);
        const error = await expectCode(
          store.search(makeQuery("x", { vector: embed("x", 8) })),
          "fingerprint_mismatch",
        );
        expect(error.message).toMatch(/8 dimensions.*16.*footnote ingest/);
      });

      it.each([
        ["a limit of 0", makeQuery("x", { limit: 0 })],
        ["a limit that isn't an integer", makeQuery("x", { limit: 1.5 })],
        [
          "a term that is repeated",
          makeQuery("x", { terms: new Map([["de", { words: ["a", "a"], grams: [] }]]) }),
        ],
        ["a weight below 0", makeQuery("x", { gramWeight: -1 })],
        ["a weight that isn't a number", makeQuery("x", { gramWeight: Number.NaN })],
        ["a vector with NaN", makeQuery("x", { vector: embed("x").with(0, Number.NaN) })],
        ["a vector of length 2", makeQuery("x", { vector: embed("x").map((value) => 2 * value) })],
      ])("refuses %s", async (_, query) => {
        await fill(BREAD);
        await expect(store.search(query)).rejects.toThrow(RangeError);
      });
    });

    it("does nothing any more when it is closed", async () => {
      await fill(BREAD);
      await store.close();
      await store.close();
      await expect(store.search(makeQuery("Mehl"))).rejects.toThrow(/closed/);
      await expect(store.info()).rejects.toThrow(/closed/);
      await expect(store.documents()).rejects.toThrow(/closed/);
      await expect(store.has(["bread"])).rejects.toThrow(/closed/);
      await expect(store.begin(ORIGIN)).rejects.toThrow(/closed/);
    });
  });
}

/** Drivers of one place for an index. */
export interface DriverHarness {
  readonly driver: StoreDriver;
  /** Of another index of the same store. */
  readonly other: StoreDriver;
  /** Exists, and is empty. */
  readonly folder: string;
  /** Removes the index. */
  dispose(): Promise<void>;
}

/**
 * What every store's driver promises; `create` makes a place for a new index.
 * @param isBackedUp whether the store has a backup of its own
 */
export function describeDriver(
  name: string,
  create: () => Promise<DriverHarness>,
  isBackedUp: boolean,
): void {
  describe(`the driver of the ${name} store`, () => {
    let harness: DriverHarness;
    let driver: StoreDriver;

    beforeEach(async () => {
      harness = await create();
      driver = harness.driver;
    });
    afterEach(() => harness.dispose());

    async function write(document: DocumentInput, into = driver): Promise<void> {
      const store = await into.open();
      const transaction = await store.begin(ORIGIN);
      await transaction.put(document);
      await transaction.commit();
      await store.close();
    }

    it("opens what was written, to be written and to be read", async () => {
      await write(BREAD);
      const reader = await driver.open({ readOnly: true });
      expect(await reader.info()).toMatchObject({ generation: 1, documents: 1 });
      expect((await reader.search(makeQuery("Mehl"))).hits).toHaveLength(3);
      await expect(reader.begin(ORIGIN)).rejects.toThrow(/reading only/);
      await reader.close();
      await write(BRIDGE);
      const store = await driver.open();
      expect(await store.info()).toMatchObject({ generation: 2, documents: 2 });
      await store.close();
    });

    it("is migrated once, whoever is first, and holds nothing more than before", async () => {
      const done = await Promise.all([driver.migrate(), driver.migrate()]);
      const changes = done.filter((migration) => migration !== undefined && migration.from < migration.to);
      expect(changes).toHaveLength(done[0] === undefined ? 0 : 1);
      await expectCode(driver.open({ readOnly: true }), "index_empty");
      await write(BREAD);
      const again = await driver.migrate();
      expect(again?.from).toBe(done[0]?.to);
      expect(again?.to).toBe(done[0]?.to);
      const store = await driver.open({ readOnly: true });
      expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
      await store.close();
    });

    it("has nothing to read before anything was written", async () => {
      await expectCode(driver.open({ readOnly: true }), "index_empty");
    });

    it("replaces an index by an empty one", async () => {
      expect(await driver.replace()).toBeUndefined();
      await write(BREAD);
      const aside = await driver.replace();
      expect(aside === undefined || aside.length > 0).toBe(true);
      await expectCode(driver.open({ readOnly: true }), "index_empty");
      await write(BRIDGE);
      const store = await driver.open();
      expect((await store.documents()).map(({ id }) => id)).toEqual(["bridge"]);
      await store.close();
    });

    it("keeps attachments with the index, and keeps them when that is replaced", async () => {
      const attachment = driver.attachment("notes.json");
      expect(await attachment.read()).toBeUndefined();
      await attachment.write("first, which is longer");
      await attachment.write("zweite ü");
      await driver.attachment("other.json").write("");
      await write(BREAD);
      await driver.replace();
      expect(await driver.attachment("notes.json").read()).toBe("zweite ü");
      expect(await driver.attachment("other.json").read()).toBe("");
    });

    it("removes an index with its attachments, once or twice", async () => {
      await write(BREAD);
      await driver.attachment("notes.json").write("kept with it");
      await write(BRIDGE, harness.other);
      await driver.remove();
      await driver.remove();
      await expectCode(driver.open({ readOnly: true }), "index_empty");
      expect(await driver.attachment("notes.json").read()).toBeUndefined();
      const other = await harness.other.open({ readOnly: true });
      expect(await other.info()).toMatchObject({ documents: 1 });
      await other.close();
    });

    it("creates an attachment once, whoever is first", async () => {
      const texts = ["one", "two", "three", "four"];
      const kept = await Promise.all(texts.map((text) => driver.attachment("secret").create(text)));
      expect(texts).toContain(kept[0]);
      expect(new Set(kept).size).toBe(1);
      expect(await driver.attachment("secret").read()).toBe(kept[0]);
      await driver.attachment("notes.json").write("written");
      expect(await driver.attachment("notes.json").create("created")).toBe("written");
    });

    if (isBackedUp) {
      describeBackup(() => ({ ...harness, write }));
      return;
    }

    it("says that it has no backup of its own", async () => {
      await write(BREAD);
      await expectCode(driver.backUp(join(harness.folder, "backup")), "backup_unsupported");
      await expectCode(driver.restore(join(harness.folder, "backup")), "backup_unsupported");
    });
  });
}

interface BackupHarness extends DriverHarness {
  write(document: DocumentInput, into?: StoreDriver): Promise<void>;
}

function describeBackup(current: () => BackupHarness): void {
  const query = makeQuery("Brücke Mehl bridge gebaut", { limit: 100 });

  async function content(store: Store) {
    const { hits, statistics } = await store.search(query);
    return {
      documents: await store.documents(),
      files: await store.files(),
      texts: await Promise.all(LIBRARY.map(({ id }) => store.document(id))),
      failures: await store.failures(),
      hits: hits.toSorted((a, b) => (a.passage.id < b.passage.id ? -1 : 1)),
      statistics,
    };
  }

  async function fillAndBackUp(): Promise<string> {
    const { driver, folder, write } = current();
    await write(BRIDGE);
    await write({ ...BREAD, id: "gone" });
    const store = await driver.open();
    const transaction = await store.begin(ORIGIN);
    await transaction.put(RIVER);
    await transaction.remove("gone");
    await transaction.fail({ path: "b.pdf", reason: "Broken.", bytes: 1, modifiedMs: 1, loader: null });
    await transaction.commit();
    const { repairs, ...info } = await store.info();
    await store.close();
    const file = join(folder, "backup");
    expect(await driver.backUp(file)).toEqual({ ...info, repairs: [] });
    return file;
  }

  it("restores what was backed up, byte by byte, also into an index that holds something else", async () => {
    const { driver, other, write } = current();
    const file = await fillAndBackUp();
    const source = await driver.open({ readOnly: true });
    await write(BREAD, other);
    await write(BRIDGE, other);
    const open = await other.open();
    await open.warmUp();
    await other.restore(file);
    const { generation, ...info } = await source.info();
    expect(await open.info()).toEqual({ ...info, generation: 3 });
    expect(await content(open)).toEqual(await content(source));
    const fresh = await other.open({ readOnly: true });
    expect(await content(fresh)).toEqual(await content(source));
    const hashes = BRIDGE.paragraphs.flatMap(({ textHash, sentences, passages }) => [
      textHash,
      ...[...sentences, ...passages].map((span) => span.textHash),
    ]);
    expect(await open.vectors("bridge", hashes)).toEqual(await source.vectors("bridge", hashes));
    await Promise.all([source, open, fresh].map((store) => store.close()));
  });

  it("goes on from what was restored, and restores it again and again", async () => {
    const { driver, write } = current();
    const file = await fillAndBackUp();
    const store = await driver.open();
    const before = await content(store);
    for (let round = 0; round < 3; round++) {
      await write({ ...BREAD, id: `bread-${round}` });
      expect((await content(store)).documents).toHaveLength(3);
      await driver.restore(file);
      expect(await content(store)).toEqual(before);
    }
    expect((await store.info()).generation).toBe(9);
    await store.close();
  });

  it("restores into a place where no index was", async () => {
    const { other } = current();
    await other.restore(await fillAndBackUp());
    const store = await other.open({ readOnly: true });
    expect(await store.info()).toMatchObject({ documents: 2, generation: 1 });
    await store.close();
  });

  it("runs work before the commit, when everything shows what it was, and restores nothing if that fails", async () => {
    const { driver, folder, write } = current();
    const file = await fillAndBackUp();
    await write(BREAD);
    const store = await driver.open();
    const before = await content(store);
    let seen: unknown;
    const beforeCommit = async () => {
      seen = await content(store);
      await expectCode(store.begin(ORIGIN), "index_busy");
      expect(await driver.backUp(join(folder, "earlier"))).toMatchObject({ documents: 3 });
      throw new Error("no room");
    };
    await expect(driver.restore(file, { beforeCommit })).rejects.toThrow("no room");
    expect(seen).toEqual(before);
    expect(await content(store)).toEqual(before);
    await store.close();
  });

  it("refuses while a transaction is running", async () => {
    const { driver } = current();
    const file = await fillAndBackUp();
    const store = await driver.open();
    const transaction = await store.begin(ORIGIN);
    await expectCode(driver.restore(file), "index_busy");
    await transaction.rollback();
    await driver.restore(file);
    await store.close();
  });

  it("stops when it is aborted or the file is no backup, and leaves the index as it was", async () => {
    const { driver, folder } = current();
    const file = await fillAndBackUp();
    const signal = AbortSignal.abort();
    await expectCode(driver.restore(file, { signal }), "aborted");
    await expectCode(driver.backUp(join(folder, "aborted"), signal), "aborted");
    await writeFile(join(folder, "text"), "This is no backup. ".repeat(1000));
    await expectCode(driver.restore(join(folder, "text")), "backup_damaged");
    const store = await driver.open({ readOnly: true });
    expect(await store.info()).toMatchObject({ generation: 3, documents: 2 });
    await store.close();
  });

  it("has nothing to back up before anything was written", async () => {
    const { driver, folder } = current();
    await expectCode(driver.backUp(join(folder, "a")), "index_empty");
    await (await driver.open()).close();
    await expectCode(driver.backUp(join(folder, "b")), "index_empty");
  });
}

/** A paragraph in the terms in which it must be the one that was put: terms in any order, vectors of sentences as bytes. */
function comparable({ passages, sentences, ...paragraph }: ParagraphInput): unknown {
  const withTerms = <T extends Pick<ParagraphInput, "terms">>(text: T) => ({
    ...text,
    terms: {
      stems: text.terms.flatMap(({ stems }) => stems).toSorted(),
      grams: text.terms.flatMap(({ grams }) => grams).toSorted(),
    },
  });
  return {
    ...withTerms(paragraph),
    passages: passages.map(withTerms),
    sentences: sentences.map(({ vector, ...sentence }) => {
      const { components, scale } = toByteVector(vector);
      return { ...sentence, components, scale: Math.fround(scale) };
    }),
  };
}

/** What an index holds, as plain values. */
interface Model {
  readonly documents: Map<string, TestDocument>;
  /** Reasons by path. */
  readonly failures: Map<string, string>;
}

/** Changes an index and its model in the same way. */
async function changeAtRandom(
  transaction: StoreTransaction,
  { documents, failures }: Model,
  pick: <T>(...choices: readonly T[]) => T,
): Promise<void> {
  const id = pick("a", "b", "c", "d");
  const known = documents.get(id);
  const path = known?.path ?? `${id}.txt`;
  const file = { path: pick(path, `${id}/moved.txt`), bytes: pick(1, 2, 3), modifiedMs: pick(4, 5) };
  const text = `${pick("Mehl", "Wasser", "EN bread")}. ${pick("Salz", "Mehl")}.\n\n${pick("Ende", "Schluss")}.`;
  const document = makeDocument(id, text, { path });
  const setKnown = (change: Partial<TestDocument>) => known && documents.set(id, { ...known, ...change });
  switch (pick("put", "put", "put", "break off", "touch", "move", "remove", "fail", "forget", "clear")) {
    case "put":
      await transaction.put(document);
      documents.set(id, document);
      failures.delete(path);
      return;
    case "break off": {
      const paragraphs = streamOf(document, new Error("broke off"));
      await expect(transaction.put({ ...document, paragraphs })).rejects.toThrow("broke off");
      return;
    }
    case "touch":
      await transaction.touch(id, file);
      setKnown({ bytes: file.bytes, modifiedMs: file.modifiedMs });
      return;
    case "move":
      await transaction.move(id, file);
      setKnown(file);
      return;
    case "remove":
      await transaction.remove(id);
      documents.delete(id);
      return;
    case "fail": {
      const reason = pick("Broken.", "Empty.");
      await transaction.fail({ ...file, path, reason, loader: null });
      failures.set(path, reason);
      return;
    }
    case "forget":
      await transaction.forgetFailure(path);
      failures.delete(path);
      return;
    case "clear":
      if (pick(true, false, false)) {
        await transaction.clear();
        documents.clear();
        failures.clear();
      }
  }
}

/** A document's paragraphs one by one; with an error, the last one doesn't come. */
async function* streamOf({ paragraphs }: TestDocument, error?: Error): AsyncGenerator<ParagraphInput> {
  for (const [i, paragraph] of paragraphs.entries()) {
    await new Promise(setImmediate);
    if (error !== undefined && i === paragraphs.length - 1) {
      throw error;
    }
    yield paragraph;
  }
}

async function* streamAfter(
  ready: Promise<void>,
  { paragraphs }: TestDocument,
): AsyncGenerator<ParagraphInput> {
  await ready;
  yield* paragraphs;
}

function germanTerms(text: string): StoreQuery["terms"] {
  return new Map([...makeQuery(text).terms].filter(([language]) => language === "de"));
}

function ids(document: TestDocument): string[] {
  return document.paragraphs
    .flatMap((p) => p.passages)
    .map(({ start, end }) => `${document.id}:${start}-${end}`);
}

function idsOf(document: TestDocument): string {
  return ids(document).sort().join(" ");
}

/** Puts a vector into the last paragraph. */
function withVector(vector: Float32Array): (document: TestDocument) => TestDocument {
  return (document) => ({
    ...document,
    paragraphs: document.paragraphs.map((p, i, { length }) => (i === length - 1 ? { ...p, vector } : p)),
  });
}

/** Gives the last of the last paragraph's passages or sentences another span. */
function withSpans(
  field: "passages" | "sentences",
  start: number,
  end: number,
): (document: TestDocument) => TestDocument {
  return (document) => ({
    ...document,
    paragraphs: document.paragraphs.map((p, i, { length }) =>
      i === length - 1
        ? {
            ...p,
            [field]: p[field].map((span, k, all) => (k === all.length - 1 ? { ...span, start, end } : span)),
          }
        : p,
    ),
  });
}

/** A search that finds every passage says of each, and of all together, what the reference says. */
async function expectEvidence(
  store: Store,
  documents: readonly TestDocument[],
  query: StoreQuery,
): Promise<void> {
  const { hits, statistics } = await store.search(query);
  const expected = expectedHits(documents, query);
  expect(hits.map(({ passage }) => passage.id).sort()).toEqual([...expected.keys()].sort());
  for (const hit of hits) {
    expectClose(hit, expected.get(hit.passage.id) ?? expect.fail("not expected"));
  }
  const rough = Array.from(
    expectedStatistics(documents, query),
    ([language, own]) => [language, roughStatistics(own)] as const,
  );
  expect(new Map(Array.from(statistics, ([language, own]) => [language, plainStatistics(own)]))).toEqual(
    new Map(rough),
  );
}

/** Averages are compared to six digits. */
function roughStatistics(statistics: CollectionStatistics): unknown {
  const { passage, paragraph } = statistics.averageLength;
  const rough = (average: Fields<number>) => eachField((field) => expect.closeTo(average[field], 6));
  return { ...statistics, averageLength: { passage: rough(passage), paragraph: rough(paragraph) } };
}

/** With arrays of whatever kind as plain ones. */
function plainStatistics({ frequencies, ...statistics }: CollectionStatistics): CollectionStatistics {
  return { ...statistics, frequencies: eachField((field) => Array.from(frequencies[field])) };
}

function plainCounts(terms: Fields<TermCounts>): Fields<TermCounts> {
  return eachField((field) => ({ ...terms[field], counts: Array.from(terms[field].counts) }));
}

/** Cosines are compared to six digits, of sentences to one. */
function expectClose(found: Hit | undefined, { cosine, paragraph, ...expected }: Hit): void {
  const around = found?.paragraph;
  expect(
    found &&
      around && {
        ...found,
        terms: plainCounts(found.terms),
        paragraph: { ...around, terms: plainCounts(around.terms) },
      },
  ).toEqual({
    ...expected,
    cosine: expect.closeTo(cosine, 6),
    paragraph: {
      ...paragraph,
      cosine: expect.closeTo(paragraph.cosine, 6),
      sentences: paragraph.sentences.map((s) => ({ ...s, cosine: expect.closeTo(s.cosine, 1) })),
    },
  });
}

/** What a hit's terms count where the store picks the best by them. */
function lexicalScore({ passage, terms }: Hit, { statistics }: StoreResult, query: StoreQuery): number {
  const collection = statistics.get(passage.language);
  if (collection === undefined) {
    return 0;
  }
  const { words, grams } = bm25Shares(terms, weighTerms(collection), collection.averageLength.passage);
  return words + query.gramWeight * grams;
}

async function expectCode(promise: Promise<unknown>, code: string): Promise<FootnoteError> {
  const error = await promise.then(
    () => expect.fail(`expected ${code}`),
    (reason: unknown) => reason,
  );
  if (!FootnoteError.is(error)) {
    throw error;
  }
  expect(error.code).toBe(code);
  return error;
}

/** The cosine of vectors of unit length; 0 if one isn't there. */
function dotOf(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined ? 0 : a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
