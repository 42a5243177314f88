import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { run } from "../../support/footnote.js";
import { postgresFolder, postgresRequired } from "../../support/postgres/programs.js";
import { startPostgres, startReplica, type TestPostgres } from "../../support/postgres/server.js";
import { startTcpProxy, type TcpProxy } from "../../support/proxy/tcp-proxy.js";
import { freshRequest } from "../../support/server/fresh-request.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const ADMIN = { authorization: "Bearer admin" };

describe.runIf(postgresFolder !== undefined || postgresRequired)("servers over one PostgreSQL", () => {
  let database: TestPostgres;
  let workspace: Workspace;
  let one: ServeProcess;
  let other: ServeProcess;

  beforeAll(async () => {
    database = await startPostgres();
    workspace = await createWorkspace({ "tea.md": "# Tea\n\nTea is brewed from leaves.\n" });
    [one, other] = [await serve(database.url()), await serve(database.url())];
  });
  afterAll(async () => {
    await Promise.all([one.kill(), other.kill()]);
    await database.stop();
    await workspace.remove();
  });

  const settings = (store: string) => ({ STORE: store, WATCH: "off", WORKERS: "1", ADMIN_KEY: "admin" });
  /** A server that has ended the ingest of its start. */
  async function serve(store: string, env: Readonly<Record<string, string>> = {}): Promise<ServeProcess> {
    const server = await startServe(workspace.folder, { ...settings(store), ...env });
    expect((await ingest(server)).status).toBe(200);
    return server;
  }

  async function serveThrough(
    proxy: TcpProxy,
    env?: Readonly<Record<string, string>>,
  ): Promise<ServeProcess> {
    const server = await serve(database.url().replace(/:\d+/, `:${proxy.port}`), env);
    onTestFinished(() => server.kill());
    return server;
  }

  const ingest = ({ url }: ServeProcess) => freshRequest(`${url}/api/ingest`, { rebuild: false }, ADMIN);

  async function expectFound({ url }: ServeProcess, query: string, text: string): Promise<void> {
    const { status, body } = await freshRequest(`${url}/api/search?q=${encodeURIComponent(query)}&k=1`);
    expect({ status, body }).toMatchObject({ status: 200, body: expect.stringContaining(text) });
  }

  async function paths({ url }: ServeProcess): Promise<string[]> {
    const { body } = await freshRequest(`${url}/api/documents`, undefined, ADMIN);
    const { documents } = JSON.parse(body) as { readonly documents: readonly { readonly path: string }[] };
    return documents.map(({ path }) => path);
  }

  /** Begins an ingest of a new file and stops it in the midst of its writing, until `release` is called. */
  async function beginIngest(server: ServeProcess, name: string, text: string) {
    const lock = new pg.Client(database.url());
    lock.on("error", () => {});
    await lock.connect();
    // Readers go on, and writers wait.
    await lock.query("BEGIN; LOCK TABLE footnote.documents IN SHARE MODE");
    await workspace.drop(name, text);
    const answer = ingest(server).catch((error: unknown) => error);
    await until(async () => (await database.query("SELECT FROM pg_locks WHERE NOT granted")).length > 0);
    return { answer, release: () => lock.end() };
  }

  it("listen for commits, each over one connection", async () => {
    const listeners = "SELECT FROM pg_stat_activity WHERE application_name = 'footnote listen'";
    await until(async () => (await database.query(listeners)).length === 2);
    const third = await serve(database.url());
    await until(async () => (await database.query(listeners)).length === 3);
    third.process.kill("SIGTERM");
    expect(await third.outcome).toMatchObject({ code: 0 });
    await until(async () => (await database.query(listeners)).length === 2);
  });

  it("answer what another process ingests, with their next question", async () => {
    await expectFound(one, "tea leaves", "brewed");
    await expectFound(other, "tea leaves", "brewed");
    await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
    const { code } = await run(["ingest"], { cwd: workspace.folder, env: settings(database.url()) });
    expect(code).toBe(0);
    await expectFound(one, "rye bread", "fifty minutes");
    await expectFound(other, "rye bread", "fifty minutes");
    expect(await paths(one)).toContain("bread.md");
    expect(await paths(other)).toEqual(await paths(one));
  });

  it("go on when one of them is killed in the midst of an ingest", async () => {
    const before = await paths(other);
    const { answer, release } = await beginIngest(one, "cake.md", "# Cake\n\nA cake needs twelve eggs.\n");
    await one.kill();
    expect(await answer).toBeInstanceOf(Error);
    await expectFound(other, "rye bread", "fifty minutes");
    expect(await paths(other)).toEqual(before);
    await release();
    expect((await ingest(other)).status).toBe(200);
    await expectFound(other, "cake eggs", "twelve eggs");
    expect(await paths(other)).toEqual([...before, "cake.md"].sort());
    one = await serve(database.url());
    await expectFound(one, "cake eggs", "twelve eggs");
    expect(await paths(one)).toEqual(await paths(other));
  });

  it("recover by themselves when their connections are cut", async () => {
    const proxy = await startTcpProxy(database.port);
    onTestFinished(() => proxy.stop());
    const server = await serveThrough(proxy);
    await expectFound(server, "rye bread", "fifty minutes");
    proxy.cut();
    await expectFound(server, "rye bread", "fifty minutes");
    await proxy.refuse();
    const found = expectFound(server, "cake eggs", "twelve eggs");
    await proxy.accept();
    await found;
    const { answer, release } = await beginIngest(server, "jam.md", "# Jam\n\nJam is boiled with sugar.\n");
    proxy.cut();
    expect(await answer).toMatchObject({ status: 503, body: expect.stringContaining("index_unreadable") });
    await release();
    expect((await ingest(server)).status).toBe(200);
    await expectFound(one, "jam sugar", "boiled");
    expect((await paths(one)).filter((path) => path === "jam.md")).toHaveLength(1);
  });

  // The last one: the primary doesn't come back.
  it("lose and double nothing when a replica takes over, also in the midst of an ingest", async () => {
    const proxy = await startTcpProxy(database.port);
    onTestFinished(() => proxy.stop());
    const replica = await startReplica(database);
    onTestFinished(() => replica.stop());
    const server = await serveThrough(proxy, { STORE_REPLICA_URL: replica.url() });
    const before = await paths(server);
    const { answer, release } = await beginIngest(server, "soup.md", "# Soup\n\nSoup simmers for an hour.\n");
    await database.kill();
    await expectFound(server, "rye bread", "fifty minutes");
    expect((await freshRequest(`${server.url}/readyz`)).status).toBe(200);
    await replica.promote();
    proxy.redirect(replica.port);
    expect(await answer).toMatchObject({ status: 503 });
    await release().catch(() => undefined);
    expect((await ingest(server)).status).toBe(200);
    await expectFound(server, "soup hour", "simmers");
    await expectFound(server, "rye bread", "fifty minutes");
    expect(await paths(server)).toEqual([...before, "soup.md"].sort());
    const rows = await replica.query("SELECT count(*)::int AS count FROM footnote.documents");
    expect(rows).toEqual([{ count: before.length + 1 }]);
  });
});
