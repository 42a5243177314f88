import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { throwIfAborted } from "../../../core/abort.js";
import { FootnoteError } from "../../../core/errors.js";
import { isConflict, isConnectionFailure, isReadOnlyServer, translatePostgresError } from "./errors.js";
import { type PostgresLocation, quoteIdentifier } from "./location.js";
import { Session } from "./session.js";

/** How often reading is tried on each server, with pauses of 50 ms, 100 ms and so on: about six seconds, as long as a server restarts. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 50;

/** How long an idle connection is kept. */
const IDLE_MS = 30_000;

/** A server that can't be reached is noticed after this, in a transaction that waits for the next document. */
const KEEPALIVE_SECONDS = 30;

/** How to read. */
export interface ReadOptions {
  /**
   * Which server is asked, the primary by default. `replica`: the replica first, and the primary where it fails; `either`:
   * the primary first, and the replica where it can't be reached. A replica's generation may be an older one.
   */
  readonly from?: "primary" | "replica" | "either" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A write transaction that is open. */
export interface OpenWrite {
  readonly session: Session;
  /** @throws what the server says; whether it was committed isn't known if the connection failed */
  commit(): Promise<void>;
  /** Never fails: a connection that failed has rolled back. */
  rollback(): Promise<void>;
}

/** The servers that hold an index, and the connections to them. */
export class Database {
  readonly location: PostgresLocation;
  readonly #primary: pg.Pool;
  readonly #replica: pg.Pool | undefined;
  /** The schema that pgvector's types are in. */
  #vectorSchema: string | undefined;

  constructor(location: PostgresLocation) {
    this.location = location;
    this.#primary = openPool(location.url, location);
    this.#replica = location.replicaUrl === undefined ? undefined : openPool(location.replicaUrl, location);
  }

  /**
   * Does work in a transaction that sees one state and changes nothing. It is done again where the connection fails or a
   * replica has to take away what is being read.
   * @throws FootnoteError `aborted`, `index_unreadable`, `invalid_configuration`; what the work throws
   */
  async read<T>(work: (session: Session) => Promise<T>, options: ReadOptions = {}): Promise<T> {
    const { signal } = options;
    const pools = this.#poolsFor(options);
    for (let attempt = 1; ; attempt++) {
      throwIfAborted(signal);
      const pool = pools[(attempt - 1) % pools.length] ?? this.#primary;
      try {
        return await this.#inTransaction(pool, work);
      } catch (error) {
        const isWorthwhile = isConnectionFailure(error) || isConflict(error) || pool === this.#replica;
        const rounds = attempt / pools.length;
        if (FootnoteError.is(error) || !isWorthwhile || rounds >= ATTEMPTS) {
          throw translatePostgresError(error);
        }
        if (Number.isInteger(rounds)) {
          await setTimeout(FIRST_PAUSE_MS * 2 ** (rounds - 1));
        }
      }
    }
  }

  /**
   * Begins a transaction on the primary that may write. It is begun again where the connection fails; afterwards, its
   * work is lost if that happens.
   * @throws FootnoteError as `read` does, `index_not_writable`
   */
  async beginWrite(): Promise<OpenWrite> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#tryBeginWrite();
      } catch (error) {
        const isWorthwhile = isConnectionFailure(error) || isReadOnlyServer(error);
        if (!isWorthwhile || attempt >= ATTEMPTS) {
          throw translatePostgresError(error);
        }
        await setTimeout(FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  /**
   * Does work in a transaction that is committed after it; it isn't done again.
   * @throws FootnoteError as `beginWrite` does; what the work throws
   */
  async write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { session, commit, rollback } = await this.beginWrite();
    let result: T;
    try {
      result = await work(session);
    } catch (error) {
      await rollback();
      throw translatePostgresError(error);
    }
    try {
      await commit();
    } catch (error) {
      throw translatePostgresError(error);
    }
    return result;
  }

  async close(): Promise<void> {
    await Promise.all([this.#primary.end(), this.#replica?.end()]);
  }

  /** Statements that make names mean the index's tables and pgvector's types, until the transaction ends. */
  searchPath(): string {
    const schemas = [this.location.schema, this.#vectorSchema ?? "public"].map(quoteIdentifier);
    return `SET LOCAL search_path = ${[...new Set(schemas)].join(", ")}`;
  }

  #poolsFor({ from = "primary" }: ReadOptions): pg.Pool[] {
    if (this.#replica === undefined || from === "primary") {
      return [this.#primary];
    }
    return from === "replica" ? [this.#replica, this.#primary] : [this.#primary, this.#replica];
  }

  async #inTransaction<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    const session = new Session(client);
    let failure: unknown;
    try {
      await this.findVectorSchema(session);
      await session.script(
        `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${this.searchPath()}; SET LOCAL statement_timeout = ${this.location.timeoutMs}`,
      );
      const result = await work(session);
      await session.script("COMMIT");
      return result;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      await release(client, failure);
    }
  }

  async #tryBeginWrite(): Promise<OpenWrite> {
    const client = await this.#primary.connect();
    const session = new Session(client);
    try {
      await this.findVectorSchema(session);
      await session.script(
        `BEGIN; SET TRANSACTION READ WRITE; ${this.searchPath()}; SET LOCAL statement_timeout = 0;
         SET LOCAL tcp_keepalives_idle = ${KEEPALIVE_SECONDS}; SET LOCAL idle_in_transaction_session_timeout = 0`,
      );
    } catch (error) {
      await release(client, error);
      throw error;
    }
    return {
      session,
      commit: async () => {
        let failure: unknown;
        try {
          await session.script("COMMIT");
        } catch (error) {
          failure = error;
          throw error;
        } finally {
          await release(client, failure);
        }
      },
      rollback: () => release(client, new Error("The transaction is rolled back.")),
    };
  }

  /** Learns which schema pgvector is in, which may be there only since a moment ago. */
  async findVectorSchema(session: Session): Promise<void> {
    this.#vectorSchema ??= (
      await session.first<{ name: string }>(
        `SELECT n.nspname::text AS name FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
         WHERE e.extname = 'vector'`,
      )
    )?.name;
  }
}

function openPool(url: string, { poolSize, timeoutMs }: PostgresLocation): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: timeoutMs,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    application_name: "footnote",
  });
  // A connection that breaks while nobody uses it is replaced by the next one; of one that is used, the statement fails too.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Gives a connection back, without a transaction; one that can't be used any more is closed. */
async function release(client: pg.PoolClient, failure: unknown): Promise<void> {
  if (failure === undefined) {
    client.release();
    return;
  }
  try {
    await client.query("ROLLBACK");
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}
