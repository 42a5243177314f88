import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import type { Store } from "../../../src/core/ports/store.js";
import { FORMAT_VERSION } from "../../../src/store/local/database/schema.js";
import { Connection } from "../../../src/store/local/database/sqlite.js";
import { setIndexAside } from "../../../src/store/local/folder/set-aside.js";
import { LocalDriver } from "../../../src/store/local/local-driver.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { commit, useIndexFolder } from "../../support/store/index-folder.js";
import { makeDocument, makeQuery, ORIGIN } from "../../support/store/store-fixtures.js";

const index = useIndexFolder();
const DATABASE = "index.sqlite";

async function fill(): Promise<void> {
  const text = Array.from({ length: 40 }, (_, i) => `Satz ${i} steht hier.`).join(" ");
  const transaction = await (await index.open()).begin(ORIGIN);
  await transaction.put(makeDocument("a", text));
  await transaction.fail({ path: "b.pdf", reason: "It is broken.", bytes: 1, modifiedMs: 1, loader: null });
  await transaction.commit();
  await index.closeAll();
}

function change(sql: string): void {
  const connection = new Connection(index.file(DATABASE));
  connection.exec(sql);
  // libsql does it on its own when the connection is garbage collected: while a test compares files.
  connection.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
}

async function openingError(readOnly = false): Promise<FootnoteError> {
  const error = await index.open({ readOnly }).then(
    () => expect.fail("the index was opened"),
    (reason: unknown) => reason,
  );
  if (!FootnoteError.is(error)) {
    throw error;
  }
  return error;
}

describe.each<[string, () => void | Promise<void>]>([
  ["isn't a database", () => writeFile(index.file(DATABASE), "not a database, but long enough ".repeat(40))],
  ["is cut", () => truncate(index.file(DATABASE), 3 * 4096)],
  [
    "has a page overwritten",
    async () => {
      const bytes = await readFile(index.file(DATABASE));
      await writeFile(index.file(DATABASE), bytes.fill(0xa5, 4096, 6 * 4096));
    },
  ],
  [
    "is of another program",
    async () => {
      await rm(index.file(DATABASE));
      change("CREATE TABLE t (x)");
    },
  ],
  ["lacks a table", () => change("DROP TABLE failures")],
  ["lacks a column", () => change("ALTER TABLE documents DROP COLUMN structure")],
  ["doesn't say what it holds", () => change("DELETE FROM state")],
  [
    "says something else than was written",
    () => change("UPDATE state SET content = zeroblob(length(content))"),
  ],
  ["lacks a row", () => change("DELETE FROM passages WHERE key = 3")],
  ["has an older format", () => change("PRAGMA user_version = 0")],
])("a database that %s", (_, spoil) => {
  it("is damage, and the message says how to mend it", async () => {
    await fill();
    await spoil();
    for (const readOnly of [true, false]) {
      const error = await openingError(readOnly);
      expect(error.code).toBe("index_damaged");
      expect(error.message).toMatch(/Run `footnote ingest --rebuild`/);
      expect(error.message).not.toContain(index.path);
    }
  });

  it("can be set aside, whole, and a new index takes its place", async () => {
    await fill();
    await spoil();
    await openingError();
    const before = await readFile(index.file(DATABASE));
    await writeFile(index.file("README.md"), "stays");
    const aside = (await setIndexAside(index.path)) ?? expect.fail("nothing was moved");
    expect(path.dirname(aside)).toBe(index.path);
    expect(await readFile(path.join(aside, DATABASE))).toEqual(before);
    expect(await readdir(aside)).toEqual(expect.arrayContaining([DATABASE, "manifest.json"]));
    expect(await index.names()).toEqual(["README.md", path.basename(aside)].sort());
    const store = await index.open();
    expect(await store.info()).toMatchObject({ generation: 0, documents: 0, repairs: [] });
    await commit(store, makeDocument("b", "Neu."));
    expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
  });
});

it("an index of an older Footnote is called that", async () => {
  await fill();
  change("PRAGMA user_version = 1");
  expect((await openingError()).message).toMatch(/was made by an older Footnote/);
});

describe.each<[string, string, (store: Store) => Promise<unknown>]>([
  ["document's text", "UPDATE documents SET text = x'00'", (store) => store.document("a")],
  ["document's title", "UPDATE documents SET about = zeroblob(40)", (store) => store.documents()],
  ["document's path", "UPDATE documents SET file = substr(file, 5)", (store) => store.files()],
  ["document's id", "UPDATE documents SET id = x'226222'", (store) => store.document("b")],
  ["paragraph's text", "UPDATE paragraphs SET content = zeroblob(length(content))", search],
  ["paragraph's terms", "UPDATE paragraphs SET terms = x''", search],
  ["paragraph's document", "UPDATE paragraphs SET document = 1 - document", search],
  ["passage's vector", "UPDATE passages SET vector = x'00000000' WHERE key = 3", search],
  ["passage's heading", "UPDATE passages SET about = substr(about, 5)", search],
  ["passages' terms", "UPDATE segments SET content = zeroblob(length(content))", search],
  ["passages' number", "DELETE FROM segments", search],
  ["passage's place in the index", "UPDATE passages SET key = key + 100 WHERE key = 3", search],
  ["term", "UPDATE terms SET terms = zeroblob(100)", search],
  ["failure", "UPDATE failures SET about = zeroblob(100)", (store) => store.failures()],
])("a %s that isn't what was written", (_, sql, read) => {
  it("is damage where it is read", async () => {
    await fill();
    change(`PRAGMA foreign_keys = OFF; ${sql}`);
    const store = await index.open();
    await expect(read(store)).rejects.toMatchObject({
      code: "index_damaged",
      message: expect.stringMatching(/Run `footnote ingest --rebuild`/),
    });
  });
});

function search(store: Store): Promise<unknown> {
  return store.search(makeQuery("Satz"));
}

describe("an index that is spoilt at random", () => {
  const SEEDS = 50;

  it("is read right or not at all, and never ends the process", async () => {
    await runDamage("make", index.path);
    const lines = await runDamage("read", index.path, "0", String(SEEDS));
    expect(lines).toHaveLength(SEEDS);
    expect(lines.filter((line) => !/: (right|damaged)$/.test(line))).toEqual([]);
    for (const outcome of [/sqlite .*: right$/, /sqlite .*: damaged$/, /hnsw .*: right$/, /wal .*: right$/]) {
      expect(
        lines.some((line) => outcome.test(line)),
        String(outcome),
      ).toBe(true);
    }
  });
});

/** Runs `damage.mjs`. @returns the lines it prints */
async function runDamage(...args: string[]): Promise<string[]> {
  const script = fileURLToPath(new URL("../../support/store/damage.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]);
  return stdout.split("\n").filter((line) => line !== "");
}

it("setting aside twice keeps both, and nothing is moved where there is no index", async () => {
  await fill();
  const first = await setIndexAside(index.path);
  await fill();
  const second = await setIndexAside(index.path);
  expect(new Set([first, second]).size).toBe(2);
  expect(await setIndexAside(index.path)).toBeUndefined();
});

it("setting aside leaves what isn't the index's", async () => {
  await fill();
  const feedback = path.join(index.path, "feedback.jsonl");
  await writeFile(feedback, "{}\n");
  await setIndexAside(index.path);
  expect(await readFile(feedback, "utf8")).toBe("{}\n");
});

it("a newer format isn't touched", async () => {
  await fill();
  change(`PRAGMA user_version = ${FORMAT_VERSION + 1}`);
  const error = await openingError();
  expect(error.code).toBe("index_too_new");
  expect(error.message).toMatch(/format \d+.*format \d+.*Update Footnote/);
});

it("a database that was lost leaves an empty index, and what lay beside it does no harm", async () => {
  await fill();
  await rm(index.file(DATABASE));
  const store = await index.open();
  expect(await store.info()).toMatchObject({ generation: 0, documents: 0 });
  await commit(store, makeDocument("b", "Neu."));
  await index.closeAll();
  expect(await (await index.open()).info()).toMatchObject({ generation: 1, documents: 1, repairs: [] });
});

describe("an index that is only read", () => {
  it("isn't made if it doesn't exist", async () => {
    expect((await openingError(true)).code).toBe("index_empty");
    expect(await index.names()).toEqual([]);
    await writeFile(index.file(DATABASE), "");
    expect((await openingError(true)).code).toBe("index_empty");
  });

  it("can't be written", async () => {
    await fill();
    const store = await index.open({ readOnly: true });
    expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
    await expect(store.begin(ORIGIN)).rejects.toThrow(/reading only/);
  });
});

it("a folder that can't be used is named", async () => {
  await writeFile(index.file("file"), "");
  for (const indexDir of [index.file("file"), index.file("file/below")]) {
    await expect(new LocalDriver(indexDir).open()).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining(indexDir),
    });
  }
  await mkdir(index.file(DATABASE));
  expect((await openingError()).code).toBe("invalid_configuration");
});

it("the folder is made with its parents", async () => {
  const store = await new LocalDriver(index.file("new/folder ?#% ü")).open();
  await commit(store, makeDocument("b", "Neu."));
  await store.close();
  expect(await readdir(index.file("new/folder ?#% ü"))).toContain(DATABASE);
});

it("another kind of store than there is is a wrong configuration", async () => {
  await expect(openDriver({ store: "sqlite", indexDir: index.path })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringContaining("STORE"),
  });
});
