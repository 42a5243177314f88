import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { exportIndex } from "../../../src/app/export-index.js";
import { importIndex } from "../../../src/app/import-index.js";
import { openWritableWorkspace } from "../../../src/app/workspace.js";
import { type Config, loadConfig } from "../../../src/config/config.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { type Outcome, run, start } from "../../support/footnote.js";
import { writeNumbered } from "../../support/ingest/numbered-documents.js";
import { postgresFolder, postgresRequired } from "../../support/postgres/programs.js";
import { recordStatements } from "../../support/postgres/record-statements.js";
import { startPostgres, type TestPostgres } from "../../support/postgres/server.js";
import { contentOf } from "../../support/store/index-content.js";

/** Of ten passages each; a move commits after the first 500. */
const DOCUMENTS = 560;
const COMMITTED = 500;
const CALL = { version: "0.0.0", onNotice: () => {} };

/** What is sent for each document that is read whole, and what when some are written. */
const READ = "SELECT key, file, about, structure, text FROM documents";
const WRITE = "INSERT INTO documents";

describe.runIf(postgresFolder !== undefined || postgresRequired)("a move that is killed", () => {
  let folder: string;
  let server: TestPostgres;
  let local: Config;
  let content: unknown;

  const at = (name: string) => path.join(folder, name);
  const configOf = (environment: Readonly<Record<string, string>>) =>
    loadConfig({ DOCUMENTS_DIR: at("documents"), VECTOR_INDEX: "exact", ...environment }, folder);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-killed-move-"));
    server = await startPostgres();
    await writeNumbered(at("documents"), 0, DOCUMENTS);
    local = configOf({ INDEX_DIR: at("index") });
    const workspace = await openWritableWorkspace(local, () => {});
    await workspace.scheduler.ingest();
    await workspace.close();
    await exportIndex(local, at("local.zip"), CALL);
    content = await contentOf(local);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  /** Runs a command over a schema and kills it when a statement is sent for the n-th time. */
  async function killAt(args: readonly string[], schema: string, statement: string, times: number) {
    let sent = 0;
    const proxy = await recordStatements(server.url(), (text) => {
      sent += text.startsWith(statement) ? 1 : 0;
      if (sent === times) {
        child.kill("SIGKILL");
      }
    });
    onTestFinished(() => proxy.stop());
    const child = start(args, { cwd: folder, env: environment(schema, proxy.url) });
    const signal = await new Promise((resolve) => child.once("exit", (_, name) => resolve(name)));
    expect({ signal, sent }).toEqual({ signal: "SIGKILL", sent: times });
    await proxy.stop();
  }

  /** Runs it again. @returns also how often a statement was sent */
  async function again(args: readonly string[], schema: string, statement: string) {
    const proxy = await recordStatements(server.url());
    onTestFinished(() => proxy.stop());
    const outcome: Outcome = await run(args, { cwd: folder, env: environment(schema, proxy.url) });
    expect(outcome).toMatchObject({ code: 0 });
    const sent = proxy.take().filter((text) => text.startsWith(statement)).length;
    return { report: JSON.parse(outcome.stdout), sent };
  }

  function environment(schema: string, url: string) {
    return {
      STORE: url,
      STORE_SCHEMA: schema,
      INDEX_DIR: at(schema),
      DOCUMENTS_DIR: at("documents"),
      VECTOR_INDEX: "exact",
    };
  }

  const holds = (schema: string) => configOf(environment(schema, server.url()));

  async function documentsIn(config: Config): Promise<number> {
    const store = await (await openDriver(config)).open({ readOnly: true });
    const { documents } = await store.info();
    await store.close();
    return documents;
  }

  it("into PostgreSQL goes on from its last commit", async () => {
    const command = ["import", at("local.zip"), "--json"];
    // In the midst of the first transaction.
    await killAt(command, "there", WRITE, 2);
    await expect(documentsIn(holds("there"))).rejects.toMatchObject({ code: "index_empty" });
    const writes = await server.query("SELECT count(*)::int AS count FROM there.documents");
    expect(writes).toEqual([{ count: 0 }]);
    // When the first one is committed.
    await killAt(command, "there", "UPDATE state", 2);
    expect(await documentsIn(holds("there"))).toBe(COMMITTED);
    const { report } = await again(command, "there", WRITE);
    expect(report).toMatchObject({
      documents: DOCUMENTS,
      unchanged: COMMITTED,
      written: DOCUMENTS - COMMITTED,
      removed: 0,
    });
    expect(await contentOf(holds("there"))).toEqual(content);
  });

  it("out of PostgreSQL goes on from its last commit", async () => {
    await importIndex(holds("back"), at("local.zip"), CALL);
    const command = ["export", at("back.zip"), "--json"];
    await killAt(command, "back", READ, COMMITTED + 30);
    expect(await documentsIn(configOf({ INDEX_DIR: at("back.zip.part") }))).toBe(COMMITTED);
    const { report, sent } = await again(command, "back", READ);
    expect(report).toMatchObject({ documents: DOCUMENTS });
    expect(sent).toBe(DOCUMENTS - COMMITTED);
    const other = configOf({ INDEX_DIR: at("other") });
    await importIndex(other, at("back.zip"), CALL);
    expect(await contentOf(other)).toEqual(content);
  });
});
