import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { freePort } from "../free-port.js";
import { until } from "../wait-for.js";
import { killWithChildren } from "./kill-with-children.js";
import { programFolder, runProgram, startProgram } from "./programs.js";

/** What is set when a server starts; see PostgreSQL's manual, "Server Configuration". */
export type Settings = Readonly<Record<string, string | number>>;

const USER = "footnote";
const MOST_TRIES = 5;

const SETTINGS: Settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // What is committed survives the death of all processes also without it, not that of the machine.
  fsync: "off",
  shared_buffers: "32MB",
  // Containers have little or no /dev/shm.
  dynamic_shared_memory_type: "mmap",
  max_connections: 50,
  hot_standby_feedback: "off",
};

/** A PostgreSQL 17 with pgvector, with data of its own. */
export class TestPostgres {
  /** Of 127.0.0.1; it stays the same after a new start. */
  readonly port: number;
  readonly #folder: string;
  readonly #settings: Settings;
  #process: ChildProcess | undefined;
  #log = "";

  private constructor(folder: string, port: number, settings: Settings) {
    this.#folder = folder;
    this.port = port;
    this.#settings = settings;
  }

  /**
   * Starts a server.
   * @param makeData fills the folder of its data
   */
  static async start(makeData: (folder: string) => Promise<void>, settings: Settings): Promise<TestPostgres> {
    const folder = await programFolder();
    try {
      await makeData(path.join(folder, "data"));
      // The port that was free may be taken by the time the server wants it.
      for (let tries = 1; ; tries += 1) {
        const server = new TestPostgres(folder, await freePort(), settings);
        try {
          await server.start();
          return server;
        } catch (error) {
          if (tries === MOST_TRIES || !server.#log.includes("could not bind")) {
            throw error;
          }
        }
      }
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The address of a database, for user `footnote`, who is a superuser without a password. */
  url(database = "postgres"): string {
    return `postgres://${USER}@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it over the data that it has, and waits until it answers. */
  async start(): Promise<void> {
    const settings = Object.entries({ ...SETTINGS, ...this.#settings, port: this.port });
    this.#log = "";
    this.#process = startProgram("postgres", [
      "-D",
      path.join(this.#folder, "data"),
      ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ]);
    this.#process.stderr?.on("data", (piece: Buffer) => {
      this.#log += piece;
    });
    await this.waitUntilReady();
  }

  /** Waits until it answers queries, which takes a while after a start over data that must be recovered. */
  async waitUntilReady(): Promise<void> {
    await until(async () => {
      if (!isRunning(this.#process)) {
        throw new Error(`PostgreSQL has ended: ${this.#log}`);
      }
      return this.query("SELECT").then(
        () => true,
        () => false,
      );
    });
  }

  /** Sends one query over a connection of its own. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client(this.url());
    // A server that ends meanwhile rejects the query as well.
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Ends it as an administrator would, which ends its connections with 57P01, and starts it anew. */
  async restart(): Promise<void> {
    await this.#end("SIGINT");
    await this.start();
  }

  /** Kills all its processes, whatever they do. */
  async kill(): Promise<void> {
    if (isRunning(this.#process)) {
      const exit = once(this.#process, "exit");
      await killWithChildren(this.#process.pid, path.join(this.#folder, "data"));
      await exit;
    }
  }

  /** Makes a replica a server that takes writes. */
  async promote(): Promise<void> {
    await this.query("SELECT pg_promote()");
  }

  /** Ends it and removes its data. */
  async stop(): Promise<void> {
    await this.#end("SIGQUIT");
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (isRunning(this.#process)) {
      const exit = once(this.#process, "exit");
      this.#process.kill(signal);
      await exit;
    }
  }
}

/** Starts a server with empty databases. */
export function startPostgres({ settings = {} }: { settings?: Settings } = {}): Promise<TestPostgres> {
  return TestPostgres.start(
    (folder) =>
      runProgram("initdb", [
        ...["-D", folder, "-U", USER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"],
        ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ]),
    settings,
  );
}

/** Starts a hot standby that gets by streaming what another server commits. Stop it before the other. */
export function startReplica(
  primary: TestPostgres,
  { settings = {} }: { settings?: Settings } = {},
): Promise<TestPostgres> {
  const connection = ["-h", "127.0.0.1", "-p", `${primary.port}`, "-U", USER];
  return TestPostgres.start(
    (folder) =>
      runProgram("pg_basebackup", [
        ...connection,
        ...["-D", folder, "--write-recovery-conf", "--checkpoint=fast", "--no-sync"],
      ]),
    settings,
  );
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}
