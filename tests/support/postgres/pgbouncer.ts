import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { freePort } from "../free-port.js";
import { until } from "../wait-for.js";
import { programFolder, startProgram } from "./programs.js";
import type { Settings, TestPostgres } from "./server.js";

/** A PgBouncer in front of a server. */
export interface RunningPgBouncer {
  readonly url: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const MOST_TRIES = 5;

/** Starts PgBouncer in transaction mode: a connection has a session of the server from BEGIN to COMMIT only. */
export async function startPgBouncer(
  { port: server }: TestPostgres,
  { settings = {} }: { settings?: Settings } = {},
): Promise<RunningPgBouncer> {
  const folder = await programFolder();
  const file = path.join(folder, "pgbouncer.ini");
  // The port that was free may be taken by the time PgBouncer wants it.
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    await writeFile(file, configuration(server, port, settings));
    const bouncer = startProgram("pgbouncer", [file]);
    let log = "";
    bouncer.stderr?.on("data", (piece: Buffer) => {
      log += piece;
    });
    let hasEnded = false;
    const exit = once(bouncer, "exit").then(() => {
      hasEnded = true;
    });
    const stop = async () => {
      bouncer.kill("SIGQUIT");
      await exit;
      await rm(folder, { recursive: true, force: true });
    };
    const url = `postgres://footnote@127.0.0.1:${port}/postgres`;
    await until(async () => hasEnded || (await takesConnections(url)));
    if (!hasEnded) {
      return { url, stop };
    }
    if (tries === MOST_TRIES || !log.includes("Address already in use")) {
      await stop();
      throw new Error(`PgBouncer doesn't start: ${log}`);
    }
  }
}

function configuration(server: number, port: number, settings: Settings): string {
  const all = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "any",
    pool_mode: "transaction",
    default_pool_size: 4,
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`);
  return `[databases]
* = host=127.0.0.1 port=${server} user=footnote

[pgbouncer]
${lines.join("\n")}
`;
}

async function takesConnections(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
