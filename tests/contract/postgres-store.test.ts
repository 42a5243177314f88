import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { PostgresDriver } from "../../src/store/postgres/postgres-driver.js";
import { postgresFolder, postgresRequired } from "../support/postgres/programs.js";
import { startPostgres, type TestPostgres } from "../support/postgres/server.js";
import { describeDriver, describeStore } from "./store.js";

let server: TestPostgres;
let schemas = 0;

function newDriver(graphFrom?: number): PostgresDriver {
  return new PostgresDriver({
    url: server.url(),
    schema: `test_${++schemas}`,
    poolSize: 4,
    timeoutMs: 10_000,
    ...(graphFrom !== undefined && { graphFrom }),
  });
}

describe.runIf(postgresFolder !== undefined || postgresRequired)("in PostgreSQL", () => {
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const createHarness = async (graphFrom?: number) => {
    const driver = newDriver(graphFrom);
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
  };
  describeStore("postgres", () => createHarness());
  describeStore("postgres (graph)", () => createHarness(1));
  describeDriver(
    "postgres",
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), "footnote-store-"));
      return {
        driver: newDriver(),
        other: newDriver(),
        folder,
        dispose: () => rm(folder, { recursive: true }),
      };
    },
    false,
  );
});
