import type { PoolClient } from "pg";
import { COLUMN_TYPES, type Column } from "./columns.js";

/** What a statement's parameter may be: bytes go in the server's binary format, lists as arrays. */
export type Parameter = boolean | number | string | Buffer | null | readonly number[] | readonly string[];

/** A connection, mostly in a transaction. */
export class Session {
  readonly #client: PoolClient;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Runs a statement. @param values of its parameters $1, $2, … */
  async rows<Row extends { readonly [column in keyof Row]: Column }>(
    text: string,
    values: readonly Parameter[] = [],
  ): Promise<Row[]> {
    const { rows } = await this.#client.query<Row>({ text, values: [...values], types: COLUMN_TYPES });
    return rows;
  }

  /** The first row of a statement's; undefined if there is none. */
  async first<Row extends { readonly [column in keyof Row]: Column }>(
    text: string,
    values: readonly Parameter[] = [],
  ): Promise<Row | undefined> {
    return (await this.rows<Row>(text, values))[0];
  }

  /** Runs a statement. @returns how many rows it changed */
  async run(text: string, values: readonly Parameter[] = []): Promise<number> {
    const { rowCount } = await this.#client.query(text, [...values]);
    return rowCount ?? 0;
  }

  /** Runs statements without parameters, in one round trip. */
  async script(text: string): Promise<void> {
    await this.#client.query(text);
  }
}
