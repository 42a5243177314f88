import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { PostgresDriver, type PostgresLocation } from "../../src/store/postgres/postgres-driver.js";
import { type RunningPglite, startPglite } from "../support/postgres/pglite.js";
import { postgresFolder, postgresRequired } from "../support/postgres/programs.js";
import { startPostgres, type TestPostgres } from "../support/postgres/server.js";
import { type DriverHarness, describeDriver, describeStore, type StoreHarness } from "./store.js";

let schemas = 0;

/** The driver of an index in a schema of its own. */
function newDriver(
  url: string,
  options: Pick<PostgresLocation, "vectorIndex" | "graphFrom"> = {},
): PostgresDriver {
  return new PostgresDriver({
    url,
    schema: `test_${++schemas}`,
    poolSize: 4,
    timeoutMs: 10_000,
    ...options,
  });
}

async function createStore(url: string, options: Parameters<typeof newDriver>[1]): Promise<StoreHarness> {
  const driver = newDriver(url, options);
  const opened: Store[] = [];
  return {
    async open() {
      const store = await driver.open();
      opened.push(store);
      return store;
    },
    async dispose() {
      for (const store of opened) {
        await store.close();
      }
    },
  };
}

async function createDriver(url: string): Promise<DriverHarness> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-store-"));
  return {
    driver: newDriver(url),
    other: newDriver(url),
    folder,
    dispose: () => rm(folder, { recursive: true }),
  };
}

describe("in PGlite", () => {
  let database: RunningPglite;
  beforeAll(async () => {
    database = await startPglite();
  });
  afterAll(() => database.stop());

  describeStore("postgres (graph)", () => createStore(database.url, { graphFrom: 1 }), { oneSession: true });
  describeDriver("postgres", () => createDriver(database.url), false);
});

describe.runIf(postgresFolder !== undefined || postgresRequired)("in PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  describeStore("postgres (exact)", () => createStore(server.url(), { vectorIndex: "exact" }));
  describeStore("postgres (graph)", () => createStore(server.url(), { graphFrom: 1 }));
  describeDriver("postgres", () => createDriver(server.url()), false);
});
