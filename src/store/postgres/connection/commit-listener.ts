import { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { codeOf } from "./errors.js";
import { type PostgresLocation, quoteIdentifier } from "./location.js";

/** How long it waits before it connects again, twice as long each time that fails. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/** A connection on which nothing is said is asked for a sign of life after this. */
const KEEPALIVE_MS = 30_000;

/** What is told. */
export interface CommitEvents {
  /** A commit may have been made: anybody who may connect to the database can say so. */
  readonly onHint: () => void;
  /** It can't listen for now, and goes on trying; told again only after it could. @param code of the failure, or empty */
  readonly onFailure: (code: string) => void;
}

/**
 * Listens for commits, over a connection of its own, which is made again when it breaks. It never fails. Through a pooler
 * in transaction mode it hears nothing, and doesn't notice.
 */
export class CommitListener {
  readonly #location: PostgresLocation;
  readonly #events: CommitEvents;
  readonly #ending = new AbortController();
  readonly #running: Promise<void>;

  constructor(location: PostgresLocation, events: CommitEvents) {
    this.#location = location;
    this.#events = events;
    this.#running = this.#run();
  }

  /** Returns once the connection is gone. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#listen(() => {
          failures = 0;
          // What was committed before is heard of by nobody.
          this.#events.onHint();
        });
      } catch (error) {
        failures++;
        if (failures === 1 && !signal.aborted) {
          this.#events.onFailure(codeOf(error));
        }
      }
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
      // Servers that lost the same database don't come back all at once.
      await setTimeout(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Listens until the connection ends. @throws what the server or the network says before it listens */
  async #listen(onListening: () => void): Promise<void> {
    const { signal } = this.#ending;
    const { url, listenUrl = url, schema, timeoutMs } = this.#location;
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: listenUrl,
      stream: () => socket,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_MS,
      application_name: "footnote listen",
    });
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    // A connection that breaks also ends.
    client.on("error", () => undefined);
    client.on("notification", ({ channel }) => {
      if (channel === schema) {
        this.#events.onHint();
      }
    });
    const end = () => socket.destroy();
    signal.addEventListener("abort", end);
    try {
      await client.connect();
      await client.query(`LISTEN ${quoteIdentifier(schema)}`);
      onListening();
      await closed;
    } finally {
      signal.removeEventListener("abort", end);
      socket.destroy();
    }
  }
}
