import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../../../core/errors.js";
import { NOTHING } from "../../rows/counts.js";
import type { PostgresState } from "../read/state.js";
import type { Database } from "./database.js";
import { isMissingTable } from "./errors.js";
import { quoteIdentifier } from "./location.js";
import type { Session } from "./session.js";

const FOLDER = path.resolve(import.meta.dirname, "../migrations");

/** `0001-index.sql` is migration 1. */
const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** `server_version_num` of PostgreSQL 14. */
const LEAST_SERVER = 140_000;

/** Since 0.8 a search that leaves rows out goes on until it has found enough. */
const LEAST_PGVECTOR = [0, 8] as const;

/** Statements that bring the tables of one version to the next. */
interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** The version that this Footnote's tables have. */
export async function currentVersion(): Promise<number> {
  return (await readMigrations()).at(-1)?.version ?? 0;
}

/**
 * Brings the schema to this Footnote's version, in one transaction, and makes it if it isn't there. Of several processes
 * that try at once, one does it.
 * @returns the version it had, 0 if there was none, and the one it has
 * @throws FootnoteError `index_too_new`; `invalid_configuration` if the server or pgvector is missing or too old
 */
export async function migrate(database: Database): Promise<{ readonly from: number; readonly to: number }> {
  const migrations = await readMigrations();
  const to = migrations.at(-1)?.version ?? 0;
  // A user who may only read and write rows can use tables that another one has made.
  if ((await readVersion(database)) === to) {
    return { from: to, to };
  }
  return database.write(async (session) => {
    const schema = quoteIdentifier(database.location.schema);
    await session.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `footnote migrate ${database.location.schema}`,
    ]);
    await checkServer(session);
    await createExtension(session);
    await session.script(
      `CREATE SCHEMA IF NOT EXISTS ${schema};
       CREATE TABLE IF NOT EXISTS ${schema}.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    await database.findVectorSchema(session);
    await session.script(database.searchPath());
    const from = await versionOf(session, database);
    checkVersion(from, to);
    for (const { version, sql } of migrations.filter((migration) => migration.version > from)) {
      await session.script(sql);
      await session.run("INSERT INTO migrations (version) VALUES ($1)", [version]);
    }
    await session.run(
      "INSERT INTO state (id, generation, content) VALUES (1, 0, $1) ON CONFLICT DO NOTHING",
      [JSON.stringify(newState())],
    );
    return { from, to };
  });
}

/**
 * The version of the schema's tables; 0 if there are none.
 * @throws FootnoteError `index_too_new`
 */
export async function readVersion(database: Database): Promise<number> {
  try {
    const version = await database.read((session) => versionOf(session, database));
    checkVersion(version, await currentVersion());
    return version;
  } catch (error) {
    if (isMissingTable(error)) {
      return 0;
    }
    throw error;
  }
}

/** Other schemas of the search path may have a table of that name too. */
async function versionOf(session: Session, { location }: Database): Promise<number> {
  const row = await session.first<{ version: number | null }>(
    `SELECT max(version) AS version FROM ${quoteIdentifier(location.schema)}.migrations`,
  );
  return row?.version ?? 0;
}

function checkVersion(found: number, known: number): void {
  if (found > known) {
    throw new FootnoteError(
      "index_too_new",
      `The index's tables have version ${found}, this version of Footnote knows version ${known}. Update Footnote, or use another STORE_SCHEMA.`,
    );
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => FILE_NAME.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({
      version: Number(FILE_NAME.exec(name)?.[1]),
      sql: await readFile(path.join(FOLDER, name), "utf8"),
    })),
  );
}

async function checkServer(session: Session): Promise<void> {
  const row = await session.first<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const version = row?.version ?? 0;
  if (version < LEAST_SERVER) {
    throw new FootnoteError(
      "invalid_configuration",
      `STORE names PostgreSQL ${Math.floor(version / 10_000)}; Footnote needs PostgreSQL 14 or later.`,
    );
  }
}

async function createExtension(session: Session): Promise<void> {
  const least = LEAST_PGVECTOR.join(".");
  const found = await session.first<{ installed: string | null; available: string | null }>(
    `SELECT (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS installed,
       (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available`,
  );
  const version = found?.installed ?? found?.available;
  if (version === null || version === undefined) {
    throw new FootnoteError(
      "invalid_configuration",
      `The PostgreSQL server in STORE lacks the extension pgvector. Install version ${least} or later there (Debian's package postgresql-17-pgvector, for another version of the server its number), then start Footnote again.`,
    );
  }
  if (!isAtLeast(version, LEAST_PGVECTOR)) {
    throw new FootnoteError(
      "invalid_configuration",
      `The PostgreSQL server in STORE has pgvector ${version}; Footnote needs ${least} or later. Update it, then run \`ALTER EXTENSION vector UPDATE\` in the database.`,
    );
  }
  if (found?.installed === null) {
    try {
      await session.script("CREATE EXTENSION IF NOT EXISTS vector");
    } catch (cause) {
      throw new FootnoteError(
        "invalid_configuration",
        "The user in STORE may not create the extension pgvector. Have a superuser run `CREATE EXTENSION vector` in the database, then start Footnote again.",
        { cause },
      );
    }
  }
}

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split(".").map(Number);
  for (const [i, number] of least.entries()) {
    const part = parts[i] ?? 0;
    if (part !== number) {
      return part > number;
    }
  }
  return true;
}

/** What an index that was never written says. */
function newState(): PostgresState {
  return { indexId: randomUUID(), commits: [], fingerprint: null, counts: NOTHING, languages: {} };
}
