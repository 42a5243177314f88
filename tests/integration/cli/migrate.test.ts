import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../support/footnote.js";
import { type RunningPglite, startPglite } from "../../support/postgres/pglite.js";

describe("footnote migrate", () => {
  let database: RunningPglite;
  let folder: string;
  const migrate = (env: Readonly<Record<string, string>>) => run(["migrate"], { cwd: folder, env });

  beforeAll(async () => {
    database = await startPglite();
    folder = await mkdtemp(path.join(tmpdir(), "footnote-migrate-"));
  });
  afterAll(async () => {
    await database.stop();
    await rm(folder, { recursive: true });
  });

  it("makes the tables of a database, and says when there is nothing to do", async () => {
    const env = { STORE: database.url, STORE_SCHEMA: "library" };
    expect(await migrate(env)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Made the schema library, at version [1-9]\d*\.\n$/),
      stderr: "",
    });
    expect(await migrate(env)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Nothing to do: the schema library is at version [1-9]\d*\.\n$/),
      stderr: "",
    });
  });

  it("has nothing to do for a local index, and makes none", async () => {
    const { code, stdout } = await migrate({ INDEX_DIR: path.join(folder, "index") });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^A local index has nothing to migrate\./);
    await expect(rm(path.join(folder, "index"), { recursive: true })).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("fails with one sentence where the database can't be reached", async () => {
    const { code, stdout, stderr } = await migrate({ STORE: "postgres://user:hunter2@127.0.0.1:1/none" });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^footnote: PostgreSQL can't be reached \(ECONNREFUSED\)\..+\n$/);
    expect(stderr).not.toContain("hunter2");
  });
});
