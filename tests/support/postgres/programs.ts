import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdtemp } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const PROGRAMS = "usr/lib/postgresql/17/bin";
const VECTOR = "usr/share/postgresql/17/extension/vector.control";
const PGBOUNCER = "usr/sbin/pgbouncer";

/** Where `.ci/install-postgres` puts it for root and for others, and Debian 13's own packages. */
const usualFolders = [
  "/var/cache/footnote/postgres-17",
  path.join(process.env["XDG_CACHE_HOME"] || path.join(homedir(), ".cache"), "footnote/postgres-17"),
  "/",
];

/** The folder with PostgreSQL 17, pgvector and PgBouncer: what `FOOTNOTE_POSTGRES` names, or the first of the usual. */
export const postgresFolder: string | undefined = (
  process.env["FOOTNOTE_POSTGRES"] ? [process.env["FOOTNOTE_POSTGRES"]] : usualFolders
).find((folder) =>
  [`${PROGRAMS}/postgres`, VECTOR, PGBOUNCER].every((file) => existsSync(path.join(folder, file))),
);

/** Whether the tests with a PostgreSQL have to fail instead of being skipped where there is none. */
export const postgresRequired: boolean = process.env["FOOTNOTE_REQUIRE_POSTGRES"] === "1";

/** PostgreSQL and PgBouncer refuse to run as root: then they are the user nobody. */
const USER = process.getuid?.() === 0 ? 65534 : undefined;

/** A temporary folder that the programs may write to. */
export async function programFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-postgres-"));
  if (USER !== undefined) {
    await chown(folder, USER, USER);
  }
  return folder;
}

/** Starts a program such as `postgres` or `pgbouncer`, which ends at the latest with this process. */
export function startProgram(name: string, args: readonly string[]): ChildProcess {
  return spawn("setpriv", command(name, args), { stdio: ["ignore", "ignore", "pipe"] });
}

/** Runs a program such as `initdb` to its end. */
export async function runProgram(name: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)("setpriv", command(name, args));
}

function command(name: string, args: readonly string[]): string[] {
  if (postgresFolder === undefined) {
    throw new Error("There is no PostgreSQL. Run .ci/install-postgres, or set FOOTNOTE_POSTGRES.");
  }
  const user = USER === undefined ? [] : ["--reuid", `${USER}`, "--regid", `${USER}`, "--clear-groups"];
  const program = path.join(postgresFolder, name === "pgbouncer" ? PGBOUNCER : `${PROGRAMS}/${name}`);
  // A shutdown that waits for nobody: it ends all processes and lets go of the memory.
  return [...user, "--pdeathsig", "QUIT", "--", program, ...args];
}
