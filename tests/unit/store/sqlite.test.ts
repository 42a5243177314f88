import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Connection } from "../../../src/store/local/database/sqlite.js";

let folder: string;
let connection: Connection;

function open(): Connection {
  return new Connection(path.join(folder, "test.sqlite"), 10);
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-sqlite-"));
  connection = open();
  connection.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, value ANY)");
});
afterEach(async () => {
  connection.close();
  await rm(folder, { recursive: true });
});

it("exactly the bytes of a view are stored, and come back as a buffer of their own", () => {
  const around = Uint8Array.of(1, 2, 3, 4, 5);
  connection.prepare("INSERT INTO t (value) VALUES (?)").run(around.subarray(1, 3));
  const row = connection.prepare<{ value: ArrayBuffer }>("SELECT value FROM t").first();
  expect(row).toEqual({ value: Uint8Array.of(2, 3).buffer });
});

it("a loop that is left early keeps no lock", () => {
  connection.exec(
    "INSERT INTO t (value) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 500) SELECT i FROM n",
  );
  for (const row of connection.prepare<{ value: number }>("SELECT value FROM t").iterate()) {
    if (row.value === 3) {
      break;
    }
  }
  const other = open();
  other.exec("INSERT INTO t (value) VALUES ('new')");
  expect(other.pragma("wal_checkpoint(TRUNCATE)")).toBe(0);
  expect(connection.prepare<{ n: number }>("SELECT count(*) AS n FROM t").first()).toEqual({ n: 501 });
  other.close();
});

it("closing forgets an open transaction and frees its lock at once", () => {
  const other = open();
  const insert = other.prepare("INSERT INTO t (value) VALUES (?)");
  other.exec("BEGIN IMMEDIATE");
  insert.run("forgotten");
  expect(() => connection.exec("BEGIN IMMEDIATE")).toThrow(expect.objectContaining({ code: "index_busy" }));
  other.close();
  connection.exec("BEGIN IMMEDIATE");
  expect(connection.prepare("SELECT * FROM t").all()).toEqual([]);
});
