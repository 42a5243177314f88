import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import { setIndexAside } from "../../../src/store/local/set-aside.js";
import { Connection } from "../../../src/store/local/sqlite.js";
import { openStore } from "../../../src/store/open-store.js";
import { FINGERPRINT, makeDocument } from "../../contract/store-fixtures.js";
import { commit, useIndexFolder } from "./index-folder.js";

const index = useIndexFolder();
const DATABASE = "index.sqlite";

async function fill(): Promise<void> {
  const text = Array.from({ length: 40 }, (_, i) => `Satz ${i} steht hier.`).join(" ");
  await commit(await index.open(), makeDocument("a", text));
  await index.closeAll();
}

function change(sql: string): void {
  const connection = new Connection(index.file(DATABASE));
  connection.exec(sql);
  connection.close();
}

async function openingError(readOnly = false): Promise<FootnoteError> {
  const error = await index.open({ readOnly }).then(
    () => expect.fail("the index was opened"),
    (reason: unknown) => reason,
  );
  if (!FootnoteError.is(error)) throw error;
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
  ["lacks a table", () => change("DROP TABLE sentences")],
  ["lacks a column", () => change("ALTER TABLE documents DROP COLUMN language")],
  ["doesn't say what it holds", () => change("DELETE FROM state")],
  ["has a fingerprint that can't be read", () => change("UPDATE state SET fingerprint = '{'")],
  [
    "has a vector of the wrong length",
    () => change("UPDATE passages SET vector = x'00000000' WHERE key = 3"),
  ],
  ["has a title that isn't UTF-8", () => change("UPDATE documents SET title = CAST(x'22ff22' AS TEXT)")],
  ["has a heading that isn't UTF-8", () => change("UPDATE passages SET heading = CAST(x'ff' AS TEXT)")],
  ["has an older format", () => change("PRAGMA user_version = 0")],
])("a database that %s", (_, spoil) => {
  test("is damage, and the message says how to mend it", async () => {
    await fill();
    await spoil();
    for (const readOnly of [true, false]) {
      const error = await openingError(readOnly);
      expect(error.code).toBe("index_damaged");
      expect(error.message).toMatch(/Run `footnote ingest --rebuild`/);
      expect(error.message).not.toContain(index.path);
    }
  });

  test("can be set aside, whole, and a new index takes its place", async () => {
    await fill();
    await spoil();
    await openingError();
    const before = await readFile(index.file(DATABASE));
    await writeFile(index.file("README.md"), "stays");
    const aside = (await setIndexAside(index.path)) ?? expect.fail("nothing was moved");
    expect(path.dirname(aside)).toBe(index.path);
    expect(await readFile(path.join(aside, DATABASE))).toEqual(before);
    expect(await readdir(aside)).toEqual(expect.arrayContaining(["manifest.json", "passages-1.hnsw"]));
    expect(await index.names()).toEqual(["README.md", path.basename(aside)].sort());
    const store = await index.open();
    expect(await store.info()).toMatchObject({ generation: 0, documents: 0, repairs: [] });
    await commit(store, makeDocument("b", "Neu."));
    expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
  });
});

test("setting aside twice keeps both, and nothing is moved where there is no index", async () => {
  await fill();
  const first = await setIndexAside(index.path);
  await fill();
  const second = await setIndexAside(index.path);
  expect(new Set([first, second]).size).toBe(2);
  expect(await setIndexAside(index.path)).toBeUndefined();
});

test("a newer format isn't touched", async () => {
  await fill();
  change("PRAGMA user_version = 2");
  const error = await openingError();
  expect(error.code).toBe("index_too_new");
  expect(error.message).toMatch(/format 2.*format 1.*Update Footnote/);
});

test("a database that was lost leaves an empty index, and what lay beside it does no harm", async () => {
  await fill();
  await rm(index.file(DATABASE));
  const store = await index.open();
  expect(await store.info()).toMatchObject({ generation: 0, documents: 0 });
  await commit(store, makeDocument("b", "Neu."));
  await index.closeAll();
  expect(await (await index.open()).info()).toMatchObject({ generation: 1, documents: 1, repairs: [] });
});

describe("an index that is only read", () => {
  test("isn't made if it doesn't exist", async () => {
    expect((await openingError(true)).code).toBe("index_empty");
    expect(await index.names()).toEqual([]);
    await writeFile(index.file(DATABASE), "");
    expect((await openingError(true)).code).toBe("index_empty");
  });

  test("can't be written", async () => {
    await fill();
    const store = await index.open({ readOnly: true });
    expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
    await expect(store.begin(FINGERPRINT)).rejects.toThrow(/reading only/);
  });
});

test("a folder that can't be used is named", async () => {
  await writeFile(index.file("file"), "");
  for (const indexDir of [index.file("file"), index.file("file/below")]) {
    await expect(openStore({ store: "local", indexDir })).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining(indexDir),
    });
  }
  await mkdir(index.file(DATABASE));
  expect((await openingError()).code).toBe("invalid_configuration");
});

test("the folder is made with its parents", async () => {
  const store = await openStore({ store: "local", indexDir: index.file("new/folder ?#% ü") });
  await commit(store, makeDocument("b", "Neu."));
  await store.close();
  expect(await readdir(index.file("new/folder ?#% ü"))).toContain(DATABASE);
});

test("another kind of store than there is is a wrong configuration", async () => {
  await expect(openStore({ store: "sqlite", indexDir: index.path })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringContaining("STORE"),
  });
});
