import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { ParagraphInput } from "../../../../src/core/ports/store/writing.js";
import type { Store } from "../../../../src/core/ports/store.js";
import { PostgresDriver } from "../../../../src/store/postgres/postgres-driver.js";
import { startPgBouncer } from "../../../support/postgres/pgbouncer.js";
import { postgresFolder, postgresRequired } from "../../../support/postgres/programs.js";
import { startPostgres, startReplica, type TestPostgres } from "../../../support/postgres/server.js";
import { startTcpProxy } from "../../../support/proxy/tcp-proxy.js";
import { documentOf } from "../../../support/store/index-content.js";
import { makeDocument, makeQuery, ORIGIN } from "../../../support/store/store-fixtures.js";
import { until } from "../../../support/wait-for.js";

const BREAD = makeDocument("bread", "Brot wird aus Mehl gebacken. Das Mehl kommt aus dem Tal.");
const BRIDGE = makeDocument("bridge", "Die Brücke steht in Osch. Sie wurde im Jahr 1952 gebaut.");

let schemas = 0;

async function open(
  url: string,
  { replicaUrl, schema = `recovery_${++schemas}` }: { replicaUrl?: string; schema?: string } = {},
): Promise<Store> {
  const store = await new PostgresDriver({ url, replicaUrl, schema, poolSize: 4, timeoutMs: 10_000 }).open();
  onTestFinished(() => store.close());
  return store;
}

async function fill(store: Store, ...documents: (typeof BREAD)[]): Promise<void> {
  const transaction = await store.begin(ORIGIN);
  for (const document of documents) {
    await transaction.put(document);
  }
  await transaction.commit();
}

/** Of all texts that have a vector. */
function hashes({ paragraphs }: typeof BREAD): string[] {
  const spans = paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.sentences, ...paragraph.passages]);
  return [...new Set(spans.map(({ textHash }) => textHash))];
}

async function found(store: Store): Promise<string[]> {
  const { hits } = await store.search(makeQuery("Brücke Mehl"));
  return [...new Set(hits.map(({ passage }) => passage.documentId))].sort();
}

describe.runIf(postgresFolder !== undefined || postgresRequired)("an index in PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres({ settings: { fsync: "on" } });
  });
  afterAll(() => server.stop());

  it("is asked again when its server is restarted, and has what was committed", async () => {
    const store = await open(server.url());
    await fill(store, BREAD);
    expect(await found(store)).toEqual(["bread"]);
    await server.restart();
    expect(await found(store)).toEqual(["bread"]);
    await fill(store, BRIDGE);
    expect(await found(store)).toEqual(["bread", "bridge"]);
  });

  it("answers what is asked while its server is killed, once that is back", async () => {
    const store = await open(server.url());
    await fill(store, BREAD);
    await server.kill();
    const answer = found(store);
    await server.start();
    expect(await answer).toEqual(["bread"]);
  });

  it("loses an ingest whose server is killed as a whole, and takes the next", async () => {
    const store = await open(server.url());
    await fill(store, BREAD);
    const transaction = await store.begin(ORIGIN);
    await transaction.put(BRIDGE);
    await server.kill();
    await expect(transaction.commit()).rejects.toMatchObject({ code: "index_unreadable" });
    await server.start();
    expect(await store.info()).toMatchObject({ generation: 1, documents: 1 });
    await fill(store, BRIDGE);
    expect(await store.info()).toMatchObject({ generation: 2, documents: 2, passages: 6 });
  });

  it("says how to mend it when the server is away", async () => {
    const store = await open(server.url());
    await server.kill();
    try {
      await expect(store.begin(ORIGIN)).rejects.toMatchObject({
        code: "index_unreadable",
        message: expect.stringContaining("PostgreSQL can't be reached"),
      });
    } finally {
      await server.start();
    }
  });

  it("takes no table of others for its own", async () => {
    const schema = `shared_${++schemas}`;
    await server.query("CREATE TABLE public.migrations (version int)");
    await server.query("INSERT INTO public.migrations VALUES (99)");
    await server.query("CREATE TABLE public.attachments AS SELECT 'a' AS name, 'foreign' AS content");
    const driver = new PostgresDriver({ url: server.url(), schema, poolSize: 4, timeoutMs: 10_000 });
    expect(await driver.attachment("a").read()).toBeUndefined();
    const store = await open(server.url(), { schema });
    await fill(store, BREAD);
    expect(await found(store)).toEqual(["bread"]);
  });

  it("is served to a user who may create nothing, once another one has migrated it", async () => {
    const schema = `granted_${++schemas}`;
    await new PostgresDriver({ url: server.url(), schema, poolSize: 1, timeoutMs: 10_000 }).migrate();
    await server.query(
      `CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA ${schema} TO reader;
       GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO reader`,
    );
    const url = server.url().replace("footnote@", "reader@");
    const driver = new PostgresDriver({ url, schema, poolSize: 4, timeoutMs: 10_000 });
    expect(await driver.attachment("secret").create("own")).toBe("own");
    const store = await open(url, { schema });
    await fill(store, BREAD);
    expect(await found(store)).toEqual(["bread"]);
  });

  it("is written by one process at a time, also through PgBouncer in transaction mode", async () => {
    const bouncer = await startPgBouncer(server);
    onTestFinished(() => bouncer.stop());
    const schema = `pooled_${++schemas}`;
    const [one, other] = [await open(bouncer.url, { schema }), await open(bouncer.url, { schema })];
    const transaction = await one.begin(ORIGIN);
    await expect(other.begin(ORIGIN)).rejects.toMatchObject({ code: "index_busy" });
    await transaction.put(BREAD);
    await transaction.commit();
    expect(await found(other)).toEqual(["bread"]);
    await fill(other, BRIDGE);
    expect(await found(one)).toEqual(["bread", "bridge"]);
  });

  /** A store of one document behind a proxy, and a replica that has it and takes no more from the primary. */
  async function openBesidePromoted() {
    const schema = `promoted_${++schemas}`;
    const proxy = await startTcpProxy(server.port);
    onTestFinished(() => proxy.stop());
    const store = await open(server.url().replace(/:\d+/, `:${proxy.port}`), { schema });
    await fill(store, BREAD);
    const replica = await startReplica(server);
    onTestFinished(() => replica.stop());
    await replica.promote();
    return { schema, proxy, store, replica };
  }

  it.each([
    ["before", true],
    ["only after", false],
  ])(
    "goes on with a replica that took over without the last commit, asked %s its keys are used again",
    async (_, isAskedBefore) => {
      const { schema, proxy, store, replica } = await openBesidePromoted();
      await fill(store, BRIDGE);
      expect(await found(store)).toEqual(["bread", "bridge"]);
      expect((await store.vectors("bridge", hashes(BRIDGE))).size).toBe(hashes(BRIDGE).length);
      proxy.redirect(replica.port);
      if (isAskedBefore) {
        expect(await found(store)).toEqual(["bread"]);
      }
      const other = await open(replica.url(), { schema });
      const river = makeDocument("river", "Mehl kommt über den Fluss. Die Brücke ist alt.");
      await fill(other, river);
      expect(await found(store)).toEqual(["bread", "river"]);
      const vectors = await store.vectors("river", hashes(river));
      expect([...vectors.keys()].sort()).toEqual(hashes(river).sort());
      expect(vectors).toEqual(await other.vectors("river", hashes(river)));
    },
  );

  it("gives documents as they were put after a replica took over without the last commit", async () => {
    const { proxy, store, replica, schema } = await openBesidePromoted();
    // Of so many paragraphs that they aren't read at once.
    const lost = makeDocument("lost", "Die Brücke steht in Osch.\n\n".repeat(100));
    await fill(store, lost);
    expect(await documentOf(store, "lost")).toBeDefined();
    const begun = (await store.documentInput("lost")) ?? expect.fail("no document");
    const paragraphs = (begun.paragraphs as AsyncIterable<ParagraphInput>)[Symbol.asyncIterator]();
    await paragraphs.next();
    proxy.redirect(replica.port);
    // It gets the keys that the lost one had, and its terms those of the lost terms.
    const other = await open(replica.url(), { schema });
    await fill(other, makeDocument("river", "Mehl kommt über den Fluss.\n\n".repeat(100)));
    expect(await documentOf(store, "river")).toEqual(await documentOf(other, "river"));
    const rest = (async () => {
      while (!(await paragraphs.next()).done) {}
    })();
    await expect(rest).rejects.toMatchObject({ code: "document_not_found" });
  });

  it("is searched in a replica, and in the primary when that is gone", async () => {
    const replica = await startReplica(server);
    const schema = `replicated_${++schemas}`;
    const writer = await open(server.url(), { schema });
    await fill(writer, BREAD);
    const reader = await open(server.url(), { schema, replicaUrl: replica.url() });
    await until(async () => {
      const rows = await replica.query(`SELECT generation FROM ${schema}.state`).catch(() => []);
      return Number(rows[0]?.["generation"]) === 1;
    });
    expect(await found(reader)).toEqual(["bread"]);
    await replica.stop();
    expect(await found(reader)).toEqual(["bread"]);
  });
});
