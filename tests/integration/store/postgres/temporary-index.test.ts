import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTemporaryWorkspace } from "../../../../src/app/use-workspace.js";
import { loadConfig } from "../../../../src/config/config.js";
import { type RunningPglite, startPglite } from "../../../support/postgres/pglite.js";
import { commit } from "../../../support/store/index-folder.js";
import { makeDocument, makeQuery } from "../../../support/store/store-fixtures.js";
import { createWorkspace } from "../../../support/workspace.js";

let database: RunningPglite;
beforeAll(async () => {
  database = await startPglite();
});
afterAll(() => database?.stop());

/** The schemas of Footnote's indexes. */
async function schemas(): Promise<string[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'company%'",
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

it("an evaluation has a schema of its own in the configured database, which is gone afterwards", async () => {
  const workspace = await createWorkspace({});
  try {
    const config = loadConfig({ STORE: database.url, STORE_SCHEMA: "company" }, workspace.folder);
    const work = withTemporaryWorkspace(config, expect.unreachable, async ({ store }) => {
      await commit(store, makeDocument("first", "Brot wird aus Mehl gebacken."));
      const { hits } = await store.search(makeQuery("Mehl"));
      expect(hits.length).toBeGreaterThan(0);
      expect(await schemas()).toEqual([expect.stringMatching(/^company_eval_[0-9a-f]{12}$/)]);
      throw new Error("in the midst");
    });
    await expect(work).rejects.toThrow("in the midst");
    expect(await schemas()).toEqual([]);
  } finally {
    await workspace.remove();
  }
});
