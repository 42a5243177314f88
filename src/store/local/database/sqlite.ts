import Database from "libsql";
import { translateSqliteError } from "./errors.js";

/**
 * What can be bound to a parameter. Bytes must be a `Uint8Array`: of any other typed array libsql stores the
 * whole buffer behind it, also where the array is only a part of it.
 */
export type Value = string | number | Uint8Array | null;

/** A prepared statement. In a row, a blob is an `ArrayBuffer`. */
export class Statement<Row> {
  readonly #statement: Database.Statement;

  constructor(statement: Database.Statement) {
    this.#statement = statement;
  }

  /** Every row. */
  all(...values: Value[]): Row[] {
    // Without `iterate`, which takes as long as a short statement.
    return translating(() => {
      const rows: Row[] = [];
      const found = this.#statement.iterate(values);
      for (let row = found.next(); row.done !== true; row = found.next()) {
        rows.push(row.value as Row);
      }
      return rows;
    });
  }

  /** The first row, or undefined. For statements that give few rows: all of them are read. */
  first(...values: Value[]): Row | undefined {
    // libsql's own `get` adds a property to the row and gives blobs another type than `iterate` does.
    return this.all(...values)[0];
  }

  /** Row by row, for results that are too large for an array. */
  *iterate(...values: Value[]): Generator<Row, void> {
    // One array, never single values: libsql takes a lone object, and bytes are one, for named parameters.
    const rows = translating(() => this.#statement.iterate(values));
    let unread = false;
    const next = () => {
      unread = false; // also if this fails
      const row = translating(() => rows.next());
      unread = row.done !== true;
      return row;
    };
    try {
      for (let row = next(); row.done !== true; row = next()) {
        yield row.value as Row;
      }
    } finally {
      // A statement left half read would keep its locks until it is garbage collected.
      while (unread) {
        next();
      }
    }
  }

  /** Runs a statement that gives no rows. @returns the last inserted row's id */
  run(...values: Value[]): number {
    return Number(translating(() => this.#statement.run(values)).lastInsertRowid);
  }
}

/**
 * A connection to a SQLite file, over libsql's synchronous interface.
 * Text that may hold NUL or lone surrogates must be stored as a blob or as JSON: libsql cuts a string at its
 * first NUL and replaces lone surrogates.
 */
export class Connection {
  readonly #database: Database.Database;

  /**
   * @param file absolute path, or `:memory:`
   * @param busyTimeoutMs how long a statement waits for a lock; the thread stands still meanwhile
   * @throws FootnoteError `index_busy`, `index_damaged`
   */
  constructor(file: string, busyTimeoutMs = 250) {
    this.#database = new Database(file, { timeout: busyTimeoutMs });
    this.exec("PRAGMA foreign_keys = ON");
  }

  /** Runs statements without parameters and without results. */
  exec(sql: string): void {
    translating(() => this.#database.exec(sql));
  }

  prepare<Row = never>(sql: string): Statement<Row> {
    return new Statement<Row>(translating(() => this.#database.prepare(sql)));
  }

  /** A pragma's value. */
  pragma(name: string): unknown {
    const row = this.prepare<Record<string, unknown>>(`PRAGMA ${name}`).first();
    return row === undefined ? undefined : Object.values(row)[0];
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Forgets a transaction that wasn't committed. */
  close(): void {
    // libsql keeps a closed connection, with its locks, until its statements are garbage collected.
    if (this.inTransaction) {
      this.exec("ROLLBACK");
    }
    this.#database.close();
  }
}

function translating<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translateSqliteError(error);
  }
}
