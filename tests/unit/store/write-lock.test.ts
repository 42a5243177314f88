import { expect, it } from "vitest";
import { Connection } from "../../../src/store/local/database/sqlite.js";
import { ifSoleWriter } from "../../../src/store/local/database/write-lock.js";

it("work that fails is forgotten", async () => {
  const connection = new Connection(":memory:");
  connection.exec("CREATE TABLE t (value)");
  const insert = connection.prepare("INSERT INTO t VALUES (?)");
  await ifSoleWriter(connection, async () => insert.run("kept"));
  const failing = ifSoleWriter(connection, async () => {
    insert.run("forgotten");
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(connection.inTransaction).toBe(false);
  expect(connection.prepare("SELECT value FROM t").all()).toEqual([{ value: "kept" }]);
  connection.close();
});
