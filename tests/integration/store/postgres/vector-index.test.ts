import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VectorIndex } from "../../../../src/core/ports/store/driver.js";
import { openDriver } from "../../../../src/store/open-driver.js";
import { postgresFolder, postgresRequired } from "../../../support/postgres/programs.js";
import { startPostgres, type TestPostgres } from "../../../support/postgres/server.js";
import { makeDocument, makeQuery, ORIGIN } from "../../../support/store/store-fixtures.js";
import { until } from "../../../support/wait-for.js";

const BREAD = makeDocument("bread", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");

describe.runIf(postgresFolder !== undefined || postgresRequired)("VECTOR_INDEX in PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const open = async (vectorIndex: VectorIndex) => {
    const postgres = { url: server.url(), schema: "footnote", poolSize: 2, timeoutMs: 10_000, graphFrom: 1 };
    return (await openDriver({ store: "postgres", indexDir: "", vectorIndex, postgres })).open();
  };

  async function ingest(vectorIndex: VectorIndex): Promise<void> {
    const store = await open(vectorIndex);
    const transaction = await store.begin(ORIGIN);
    await transaction.put(BREAD);
    await transaction.commit();
    await store.close();
  }

  /** Its connections are gone afterwards: what they did is counted then. */
  async function search(vectorIndex: VectorIndex): Promise<void> {
    const store = await open(vectorIndex);
    expect((await store.search(makeQuery("Mehl", { limit: 2 }))).hits.length).toBeGreaterThan(1);
    await store.close();
    const connections = "SELECT FROM pg_stat_activity WHERE application_name = 'footnote'";
    await until(async () => (await server.query(connections)).length === 0);
  }

  const graphs = () =>
    server.query(
      `SELECT idx_scan::int AS searches FROM pg_stat_user_indexes
       WHERE schemaname = 'footnote' AND indexrelname LIKE 'passages_embedding_%'`,
    );

  it("exact: no graph is made, and one that is there isn't asked", async () => {
    await ingest("exact");
    expect(await graphs()).toEqual([]);
    await ingest("hnsw");
    expect(await graphs()).toEqual([{ searches: 0 }]);
    await search("exact");
    expect(await graphs()).toEqual([{ searches: 0 }]);
    await search("hnsw");
    expect(await graphs()).toEqual([{ searches: 1 }]);
  });
});
