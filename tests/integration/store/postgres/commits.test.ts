import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Store } from "../../../../src/core/ports/store.js";
import { PostgresDriver } from "../../../../src/store/postgres/postgres-driver.js";
import { startPgBouncer } from "../../../support/postgres/pgbouncer.js";
import { type RunningPglite, startPglite } from "../../../support/postgres/pglite.js";
import { postgresFolder, postgresRequired } from "../../../support/postgres/programs.js";
import { type RecordingProxy, recordStatements } from "../../../support/postgres/record-statements.js";
import { startPostgres, startReplica, type TestPostgres } from "../../../support/postgres/server.js";
import { startTcpProxy } from "../../../support/proxy/tcp-proxy.js";
import { commit } from "../../../support/store/index-folder.js";
import { makeDocument, makeQuery } from "../../../support/store/store-fixtures.js";
import { until } from "../../../support/wait-for.js";

const BREAD = makeDocument("bread", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");
const BRIDGE = makeDocument("bridge", "Die Brücke steht in Osch. Sie wurde im Jahr 1952 gebaut.");

/** So long that only what was heard can be the reason of a look. */
const NEVER_MS = 3_600_000;
const OFTEN_MS = 20;

/** Which statement reads the lengths of new passages, and which the generation. */
const LOADS = "SELECT key, head FROM segments";
const LOOKS = "SELECT generation";

let schemas = 0;

interface Followed {
  readonly url: string;
  readonly listenUrl?: string;
  readonly replicaUrl?: string;
  readonly lookEveryMs: number;
}

/** A store that is kept warm, and another one over the same index. */
async function openBoth({ url, lookEveryMs, listenUrl, replicaUrl }: Followed) {
  const schema = `commits_${++schemas}`;
  const location = { schema, poolSize: 4, timeoutMs: 10_000 };
  const writer = await new PostgresDriver({ ...location, url }).open();
  onTestFinished(() => writer.close());
  await commit(writer, BREAD);
  const proxy = await recordStatements(replicaUrl ?? url);
  onTestFinished(() => proxy.stop());
  const options = replicaUrl === undefined ? { url: proxy.url } : { url, replicaUrl: proxy.url };
  const reader = await new PostgresDriver({ ...location, ...options, listenUrl, lookEveryMs }).open();
  onTestFinished(() => reader.close());
  const notices: string[] = [];
  await reader.keepWarm((notice) => notices.push(notice));
  return { schema, writer, reader, proxy, notices };
}

async function found(store: Store): Promise<string[]> {
  const { hits } = await store.search(makeQuery("Brücke Mehl"));
  return [...new Set(hits.map(({ passage }) => passage.documentId))].sort();
}

function untilLoaded(proxy: RecordingProxy): Promise<void> {
  return until(() => proxy.take().some((text) => text.startsWith(LOADS)));
}

/** Commits in one store, and expects the other one to load it before it is asked. */
async function expectFollowed({ writer, reader, proxy }: Awaited<ReturnType<typeof openBoth>>) {
  proxy.take();
  await commit(writer, BRIDGE);
  await untilLoaded(proxy);
  expect(await found(reader)).toEqual(["bread", "bridge"]);
  expect(proxy.take().filter((text) => text.startsWith(LOADS))).toEqual([]);
}

it("a store looks for commits by itself where it can't listen, and says so once", async () => {
  const database: RunningPglite = await startPglite();
  onTestFinished(() => database.stop());
  const listenUrl = "postgres://user:secret@127.0.0.1:1/database";
  const both = await openBoth({ url: database.url, listenUrl, lookEveryMs: OFTEN_MS });
  await expectFollowed(both);
  await until(() => both.notices.length > 0);
  expect(both.notices).toEqual([expect.stringContaining("(ECONNREFUSED)")]);
  expect(both.notices.join()).not.toContain("secret");
});

describe.runIf(postgresFolder !== undefined || postgresRequired)("commits in PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const listeners = () =>
    server.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'footnote listen' AND query LIKE 'LISTEN%'",
    );
  const untilListening = (count = 1) => until(async () => (await listeners()).length === count);

  it("are heard of by a store that is kept warm, until it is closed", async () => {
    const both = await openBoth({ url: server.url(), lookEveryMs: NEVER_MS });
    await untilListening();
    await expectFollowed(both);
    await both.reader.close();
    await untilListening(0);
    expect(both.notices).toEqual([]);
  });

  it("aren't listened for by a store that is only warmed up", async () => {
    const schema = `commits_${++schemas}`;
    const store = await new PostgresDriver({
      url: server.url(),
      schema,
      poolSize: 4,
      timeoutMs: 10_000,
    }).open();
    onTestFinished(() => store.close());
    await store.warmUp();
    await commit(store, BREAD);
    expect(await listeners()).toEqual([]);
  });

  it("are heard of again after the connection was cut, also those that were made meanwhile", async () => {
    const proxy = await startTcpProxy(server.port);
    onTestFinished(() => proxy.stop());
    const listenUrl = server.url().replace(/:\d+/, `:${proxy.port}`);
    const both = await openBoth({ url: server.url(), listenUrl, lookEveryMs: NEVER_MS });
    await untilListening();
    await proxy.refuse();
    await untilListening(0);
    await until(() => both.notices.length > 0);
    await commit(both.writer, BRIDGE);
    both.proxy.take();
    await proxy.accept();
    await untilLoaded(both.proxy);
    await untilListening();
    await commit(both.writer, makeDocument("river", "Der Fluss ist lang."));
    await untilLoaded(both.proxy);
    expect(both.notices).toHaveLength(1);
  });

  it("are looked for behind PgBouncer in transaction mode, and heard of past it", async () => {
    const bouncer = await startPgBouncer(server);
    onTestFinished(() => bouncer.stop());
    const past = { url: bouncer.url, listenUrl: server.url(), lookEveryMs: NEVER_MS };
    const both = await openBoth(past);
    await untilListening();
    await expectFollowed(both);
    await expectFollowed(await openBoth({ url: bouncer.url, lookEveryMs: OFTEN_MS }));
  });

  it("are loaded from the replica where there is one", async () => {
    const replica = await startReplica(server);
    onTestFinished(() => replica.stop());
    const location = { url: server.url(), replicaUrl: replica.url(), lookEveryMs: OFTEN_MS };
    await expectFollowed(await openBoth(location));
  });

  it("cost little, however many are made up by others in the database", async () => {
    const { schema, reader, proxy, notices } = await openBoth({ url: server.url(), lookEveryMs: NEVER_MS });
    await untilListening();
    const client = new pg.Client(server.url());
    onTestFinished(() => client.end());
    await client.connect();
    await until(() => proxy.take().some((text) => text.startsWith(LOOKS)));
    await client.query("SELECT pg_notify($1, repeat('x', 7000) || i) FROM generate_series(1, 3000) AS i", [
      schema,
    ]);
    await until(() => proxy.take().some((text) => text.startsWith(LOOKS)));
    await client.query("SELECT pg_notify('another', 'commit')");
    expect(proxy.take().filter((text) => text.startsWith(LOOKS)).length).toBeLessThan(100);
    expect(await found(reader)).toEqual(["bread"]);
    expect(notices).toEqual([]);
  });
});
