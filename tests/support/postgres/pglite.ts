import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PgliteServer } from "./pglite-server.js";

/** A PGlite behind a port. */
export interface RunningPglite {
  /** Such as `postgres://postgres@127.0.0.1:40123/postgres`. */
  readonly url: string;
  /** Hangs up on all clients and forgets the data. */
  stop(): Promise<void>;
}

const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const extensions = { vector };

/**
 * Starts a PostgreSQL 18 in this process and in memory, with pgvector 0.8 at hand (`CREATE EXTENSION vector`). Takes 1
 * to 3 s of processor time, so a test file has one and each test a schema of its own. `pg` 8 finds there:
 *
 * - Any number of connections and pools of any size, over one session of the database. A query or a transaction has it
 *   alone, and all others wait until it ends: no two transactions overlap, so nothing of locks, conflicts, snapshots or
 *   isolation between connections can be shown, and a test that leaves a transaction open while it awaits a query on
 *   another connection waits for ever. A connection that is cut off is rolled back.
 * - The settings of a connection (`options: "-c search_path=…"`, `statement_timeout` and the like). `SET` holds until
 *   another connection has a query, as behind PgBouncer in transaction mode. `SET LOCAL` and `READ ONLY` (25006) are as
 *   everywhere.
 * - Named prepared statements, of each connection its own; parameters of megabytes, 8 MB of bytea in 0.3 s.
 * - `LISTEN` for all: every connection gets every notification, also without it, and at once.
 * - Advisory locks that are always free, since their holder is always the same session; those of transactions are let
 *   go with the transaction. Temporary tables that all see. Always the database `postgres`, whatever is asked for.
 *
 * It lacks: time limits (`statement_timeout`, `lock_timeout` are accepted, nothing is ever cancelled, and a query blocks
 * this process, its timers too), `pg_stat_activity`, and `COPY … FROM STDIN`, which ends the database.
 */
export async function startPglite(): Promise<RunningPglite> {
  const database = await PGlite.create({ extensions, loadDataDir: await emptyDatabase() });
  const server = new PgliteServer(database);
  const port = await server.listen();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.close();
      await database.close();
    },
  };
}

/** An archive of a database without tables, made once for each version: initdb takes five times as long as a start. */
async function emptyDatabase(): Promise<Blob> {
  const manifest = await readFile(path.join(modules, "@electric-sql/pglite/package.json"), "utf8");
  const file = path.join(modules, ".cache", "footnote", `pglite-${JSON.parse(manifest).version}.tar`);
  try {
    return new Blob([await readFile(file)]);
  } catch {
    const database = await PGlite.create({ extensions });
    const archive = await database.dumpDataDir("none");
    await database.close();
    await mkdir(path.dirname(file), { recursive: true });
    // Test files in other processes may make the same.
    const temporary = `${file}.${randomUUID()}`;
    await writeFile(temporary, archive.stream());
    await rename(temporary, file);
    return archive;
  }
}
