import process from "node:process";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type RunningPgBouncer, startPgBouncer } from "../../../support/postgres/pgbouncer.js";
import { type RunningPglite, startPglite } from "../../../support/postgres/pglite.js";
import { postgresFolder, postgresRequired } from "../../../support/postgres/programs.js";
import { startPostgres, startReplica, type TestPostgres } from "../../../support/postgres/server.js";
import { startTcpProxy } from "../../../support/proxy/tcp-proxy.js";
import { waitFor } from "../../../support/wait-for.js";

const isAvailable = postgresFolder !== undefined || postgresRequired;

it("the tests with a real PostgreSQL run, or it is said why they don't", () => {
  if (!isAvailable) {
    process.stderr.write(
      "Tests with a real PostgreSQL skipped: there is none. Run .ci/install-postgres, or set FOOTNOTE_POSTGRES.\n",
    );
    return;
  }
  expect(postgresFolder).toBeDefined();
});

describe("PGlite", () => {
  let database: RunningPglite;
  beforeAll(async () => {
    database = await startPglite();
  });
  afterAll(() => database?.stop());

  it("has pgvector with HNSW over half precision and iterative scans", () => expectVectors(database.url));

  it("gives each of many connections its own answers", async () => {
    const pool = openPool(database.url, 8);
    await pool.query("CREATE TABLE numbers (x int)");
    const answers = await Promise.all(
      Array.from({ length: 120 }, async (_, i) => {
        if (i % 3 === 0) {
          // Comes in several pieces.
          const { rows } = await pool.query("SELECT $1::int AS x, length($2::bytea) AS size", [
            i,
            Buffer.alloc(200_000),
          ]);
          return rows[0].size === 200_000 && rows[0].x;
        }
        if (i % 3 === 1) {
          return (await pool.query({ name: "named", text: "SELECT $1::int AS x", values: [i] })).rows[0].x;
        }
        return inTransaction(pool, async (client) => {
          await client.query("INSERT INTO numbers VALUES ($1)", [i]);
          return (await client.query("SELECT x FROM numbers WHERE x = $1", [i])).rows[0].x;
        });
      }),
    );
    expect(answers).toEqual(Array.from({ length: 120 }, (_, i) => i));
    await expect(pool.query("SELECT 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
    expect((await pool.query("SELECT count(*)::int FROM numbers")).rows).toEqual([{ count: 40 }]);
  });

  it("keeps the settings of connections apart", async () => {
    const [one, other] = [await openClient(database.url, "one"), await openClient(database.url, "other")];
    await one.query("CREATE SCHEMA one; CREATE TABLE schemas AS SELECT 'one' AS name");
    await other.query("CREATE SCHEMA other; CREATE TABLE schemas AS SELECT 'other' AS name");
    expect((await one.query("SELECT name FROM schemas")).rows).toEqual([{ name: "one" }]);
    expect((await other.query("SELECT name FROM schemas")).rows).toEqual([{ name: "other" }]);
  });

  it("lets others wait for a transaction, and rolls it back when its connection is cut", async () => {
    const proxy = await startTcpProxy(Number(new URL(database.url).port));
    onTestFinished(() => proxy.stop());
    const client = await openClient(database.url.replace(/:\d+/, `:${proxy.port}`));
    const other = await openClient(database.url);
    await other.query("CREATE TABLE lost (x int)");
    await client.query("BEGIN");
    await client.query("INSERT INTO lost VALUES (1)");
    const count = other.query("SELECT count(*)::int FROM lost");
    proxy.cut();
    expect((await count).rows).toEqual([{ count: 0 }]);
  });

  it("tells every connection of a notification", async () => {
    const [listener, sender] = [await openClient(database.url), await openClient(database.url)];
    const notification = new Promise((resolve) => listener.once("notification", resolve));
    await listener.query("LISTEN news");
    await sender.query("NOTIFY news, 'hello'");
    expect(await notification).toMatchObject({ channel: "news", payload: "hello" });
  });
});

describe.skipIf(!isAvailable)("a real PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
    await server.query("CREATE TABLE numbers (x int PRIMARY KEY)");
  });
  afterAll(() => server?.stop());

  it("has pgvector with HNSW over half precision and iterative scans", () => expectVectors(server.url()));

  it("keeps what was committed when it is killed and started again", async () => {
    const client = await openClient(server.url());
    await client.query("INSERT INTO numbers VALUES (1)");
    await client.query("BEGIN");
    await client.query("INSERT INTO numbers VALUES (2)");
    const query = expect(client.query("SELECT pg_sleep(3600)")).rejects.toThrow();
    await server.kill();
    await query;
    await expect(server.query("SELECT")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await server.start();
    expect(await server.query("SELECT x FROM numbers WHERE x < 3")).toEqual([{ x: 1 }]);
  });

  it("ends its connections when it is restarted", async () => {
    const client = await openClient(server.url());
    const query = expect(client.query("SELECT pg_sleep(3600)")).rejects.toMatchObject({ code: "57P01" });
    await server.restart();
    await query;
    expect(await server.query("SELECT 1 AS x")).toEqual([{ x: 1 }]);
  });

  it("streams to a replica, which is promoted", async () => {
    const replica = await startReplica(server);
    onTestFinished(() => replica.stop());
    await server.query("INSERT INTO numbers VALUES (3)");
    await waitFor(async () => {
      expect(await replica.query("SELECT x FROM numbers WHERE x = 3")).toHaveLength(1);
    });
    await expect(replica.query("INSERT INTO numbers VALUES (4)")).rejects.toMatchObject({ code: "25006" });
    await replica.promote();
    await replica.query("INSERT INTO numbers VALUES (4)");
    expect(await server.query("SELECT x FROM numbers WHERE x = 4")).toEqual([]);
  });

  it("answers through PgBouncer, which gives sessions away between transactions", async () => {
    const bouncer: RunningPgBouncer = await startPgBouncer(server, { settings: { default_pool_size: 1 } });
    onTestFinished(() => bouncer.stop());
    const [one, other] = [await openClient(bouncer.url), await openClient(bouncer.url)];
    const session = async (client: pg.Client) => (await client.query("SELECT pg_backend_pid() AS id")).rows;
    expect(await session(one)).toEqual(await session(other));
  });

  it("is cut off and refused by a proxy", async () => {
    const proxy = await startTcpProxy(server.port);
    onTestFinished(() => proxy.stop());
    const url = server.url().replace(/:\d+/, `:${proxy.port}`);
    const client = await openClient(url);
    const query = expect(client.query("SELECT pg_sleep(3600)")).rejects.toMatchObject({ code: "ECONNRESET" });
    proxy.cut();
    await query;
    await proxy.refuse();
    await expect(new pg.Client(url).connect()).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await proxy.accept();
    expect((await (await openClient(url)).query("SELECT 1 AS x")).rows).toEqual([{ x: 1 }]);
  });
});

/** Fails unless an index over vectors of half precision finds what a filter leaves, beyond its first candidates. */
async function expectVectors(url: string): Promise<void> {
  const pool = openPool(url, 2);
  await pool.query("CREATE EXTENSION vector");
  const { rows } = await pool.query("SELECT extversion FROM pg_extension WHERE extname = 'vector'");
  expect(rows[0].extversion).toMatch(/^0\.([89]|\d\d)\.\d+$/);
  await pool.query(`
    CREATE TABLE points (id int, place halfvec(3));
    INSERT INTO points SELECT i, ARRAY[cos(i / 1000.0), sin(i / 1000.0), 0]::real[]::halfvec
      FROM generate_series(0, 1499) AS i;
    CREATE INDEX ON points USING hnsw (place halfvec_ip_ops)`);
  const nearest = await inTransaction(pool, async (client) => {
    await client.query("SET LOCAL enable_seqscan = off");
    await client.query("SET LOCAL hnsw.iterative_scan = strict_order");
    // The index's first candidates, 40 of them, have other numbers.
    const text = "SELECT id FROM points WHERE id >= 200 ORDER BY place <#> $1 LIMIT 3";
    const plan = await client.query(`EXPLAIN ${text}`, ["[1,0,0]"]);
    expect(JSON.stringify(plan.rows)).toContain("Index Scan using points_place_idx");
    return (await client.query(text, ["[1,0,0]"])).rows;
  });
  // Half precision hardly tells neighbours apart.
  expect(nearest).toHaveLength(3);
  expect(nearest.every(({ id }) => id < 250)).toBe(true);
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } finally {
    client.release();
  }
}

function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  onTestFinished(() => pool.end());
  return pool;
}

async function openClient(connectionString: string, schema?: string): Promise<pg.Client> {
  const options = schema === undefined ? {} : { options: `-c search_path=${schema}` };
  const client = new pg.Client({ connectionString, ...options });
  // A connection that is cut tells so twice: its query rejects as well.
  client.on("error", () => {});
  onTestFinished(() => client.end());
  await client.connect();
  return client;
}
