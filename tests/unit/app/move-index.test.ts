import { describe, expect, it } from "vitest";
import { moveIndex } from "../../../src/app/move-index.js";
import type { IndexOrigin } from "../../../src/core/analysis.js";
import type { DocumentInput, StoreTransaction } from "../../../src/core/ports/store/writing.js";
import type { Store } from "../../../src/core/ports/store.js";
import { RecordingStore } from "../../support/ingest/recording-store.js";
import { allOf, FINGERPRINT, makeDocument, ORIGIN } from "../../support/store/store-fixtures.js";

const NAMES = ["a", "b", "c", "d", "e"];
const FAILURE = { path: "x.pdf", reason: "Broken.", bytes: 1, modifiedMs: 1, loader: null };
const REBUILT: IndexOrigin = { ...ORIGIN, analysis: { ...ORIGIN.analysis, terms: 2 } };

function documents(...names: readonly string[]): DocumentInput[] {
  return names.map((name) => makeDocument(name, `Der Text von ${name}. Er ist kurz.\n\nNoch ein Absatz.`));
}

async function fill(store: Store, ...puts: readonly DocumentInput[]): Promise<void> {
  await commit(store, putting(puts));
}

function putting(puts: readonly DocumentInput[]): (transaction: StoreTransaction) => Promise<void> {
  return async (transaction) => {
    for (const document of puts) {
      await transaction.put(document);
    }
  };
}

async function commit(
  store: Store,
  work: (transaction: StoreTransaction) => Promise<void>,
  origin = ORIGIN,
): Promise<void> {
  const transaction = await store.begin(origin);
  await work(transaction);
  await transaction.commit();
}

async function filled(...names: readonly string[]): Promise<RecordingStore> {
  const store = new RecordingStore();
  await fill(store, ...documents(...names));
  return store;
}

/** What each commit of a store left, by path. */
function history({ commits }: RecordingStore): string[] {
  return commits.map((contents) =>
    [...contents.documents.values()]
      .map(({ path }) => path)
      .sort()
      .join(" "),
  );
}

async function expectSame(target: Store, source: Store): Promise<void> {
  const { generation: _, ...info } = await source.info();
  expect(await target.info()).toMatchObject(info);
  expect(await target.files()).toEqual(await source.files());
  for (const { id } of await source.files()) {
    const [{ paragraphs: moved, ...own }, { paragraphs, ...expected }] = [
      (await target.documentInput(id)) ?? expect.fail("no document"),
      (await source.documentInput(id)) ?? expect.fail("no document"),
    ];
    expect(own).toEqual(expected);
    expect(await allOf(moved)).toEqual(await allOf(paragraphs));
  }
}

describe("moving an index", () => {
  it("makes the target hold what the source holds, and then changes nothing more", async () => {
    const source = await filled(...NAMES);
    await commit(source, (transaction) => transaction.fail(FAILURE));
    const target = new RecordingStore();
    const report = { generation: 1, documents: 5, passages: 20, removed: 0 };
    expect(await moveIndex(source, target)).toEqual({ ...report, written: 5, unchanged: 0 });
    await expectSame(target, source);
    expect(await target.failures()).toMatchObject([FAILURE]);
    expect(await moveIndex(source, target)).toEqual({ ...report, written: 0, unchanged: 5 });
    expect(target.commits).toHaveLength(1);
  });

  it("commits additions on the way, and changes and removals together in the end", async () => {
    const source = await filled("b", "c", "d", "e");
    const moved = { path: "b.txt", bytes: 9, modifiedMs: 9 };
    await commit(source, async (transaction) => {
      await transaction.remove("b");
      await transaction.move("c", moved);
    });
    const target = await filled("a", "b", "c");
    await commit(target, (transaction) => transaction.fail(FAILURE));
    target.commits.length = 0;
    const report = await moveIndex(source, target, { commitPassages: 1 });
    expect(report).toMatchObject({ documents: 3, written: 3, unchanged: 0, removed: 2 });
    expect(history(target)).toEqual(["a.txt b.txt c.txt d.txt", "b.txt d.txt e.txt"]);
    expect(await target.failures()).toEqual([]);
    await expectSame(target, source);
  });

  it("goes on where an aborted move ended, and is partial until then", async () => {
    const source = await filled(...NAMES);
    const target = new RecordingStore();
    const controller = new AbortController();
    const aborted = moveIndex(source, target, {
      commitPassages: 5,
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        expect(total).toBe(5);
        if (done === 3) {
          controller.abort();
        }
      },
    });
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
    expect(await target.info()).toMatchObject({ isPartial: true, documents: 2 });
    const before = new Map((await target.documents()).map(({ id, ingestedAt }) => [id, ingestedAt]));
    expect(await moveIndex(source, target)).toMatchObject({ written: 3, unchanged: 2 });
    await expectSame(target, source);
    for (const { id, ingestedAt } of await target.documents({ ids: new Set(before.keys()) })) {
      expect(ingestedAt).toBe(before.get(id));
    }
  });

  it("ends what was aborted before its last commit, and keeps a source partial", async () => {
    const source = await filled("a");
    const target = new RecordingStore();
    const transaction = await target.begin(ORIGIN);
    await transaction.put(documents("a")[0] ?? expect.fail("no document"));
    await transaction.commit({ isPartial: true });
    expect(await moveIndex(source, target)).toMatchObject({ written: 0, unchanged: 1 });
    expect(await target.info()).toMatchObject({ isPartial: false });
    const partial = await source.begin(ORIGIN);
    await partial.commit({ isPartial: true });
    await moveIndex(source, target);
    expect(await target.info()).toMatchObject({ isPartial: true });
  });

  it.each([
    ["another model", { ...ORIGIN, fingerprint: { ...FINGERPRINT, model: "test/other" } }],
    ["other rules", REBUILT],
  ])("refuses a target made with %s, and leaves it alone", async (_, origin) => {
    const target = new RecordingStore();
    await commit(target, (transaction) => transaction.fail(FAILURE), origin);
    await moveIndex(await filled("a"), target);
    await commit(target, putting(documents("b")), origin);
    const [info, files] = [await target.info(), await target.files()];
    const refused = moveIndex(await filled("a"), target);
    await expect(refused).rejects.toMatchObject({ code: "fingerprint_mismatch" });
    expect([await target.info(), await target.files()]).toEqual([info, files]);
  });

  it("notices a target that another ingest makes anew in between", async () => {
    const target = new RecordingStore();
    const begin = target.begin.bind(target);
    target.begin = async (origin) => {
      target.begin = begin;
      await commit(target, putting(documents("z")), REBUILT);
      return begin(origin);
    };
    const refused = moveIndex(await filled("a"), target);
    await expect(refused).rejects.toMatchObject({ code: "fingerprint_mismatch" });
    expect(history(target)).toEqual(["z.txt"]);
  });

  it("follows a source that changes meanwhile", async () => {
    const source = await filled(...NAMES);
    const read = source.documentInput.bind(source);
    const asked: string[] = [];
    source.documentInput = async (id) => {
      const document = await read(id);
      asked.push(id);
      if (asked.length === 2) {
        await commit(source, async (transaction) => {
          await transaction.remove("d");
          await transaction.put({ ...makeDocument("b", "Ein anderer Text."), contentHash: "00" });
        });
        await fill(source, makeDocument("f", "Etwas Neues."));
      }
      return document;
    };
    const target = new RecordingStore();
    expect(await moveIndex(source, target)).toMatchObject({ documents: 5 });
    expect(asked).toEqual(["a", "b", "c", "d", "e", "b", "f"]);
    await expectSame(target, source);
  });

  it("stops where the source is made anew meanwhile", async () => {
    const source = await filled("a", "b");
    const read = source.documentInput.bind(source);
    source.documentInput = async (id) => {
      source.documentInput = read;
      const document = await read(id);
      await commit(source, async () => undefined, REBUILT);
      return document;
    };
    const target = new RecordingStore();
    await expect(moveIndex(source, target)).rejects.toMatchObject({ code: "fingerprint_mismatch" });
    expect(target.commits).toEqual([]);
  });

  it("waits while another process writes to the target", async () => {
    const target = new RecordingStore();
    const other = await target.begin(ORIGIN);
    let waits = 0;
    const moving = moveIndex(await filled("a"), target, {
      onWait: () => {
        waits++;
        void other.rollback();
      },
    });
    expect(await moving).toMatchObject({ written: 1 });
    expect(waits).toBe(1);
  });

  it("has nothing to move before anything was written", async () => {
    const moving = moveIndex(new RecordingStore(), new RecordingStore());
    await expect(moving).rejects.toMatchObject({ code: "index_empty" });
  });
});
