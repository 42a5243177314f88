/** Tables whose keys are never used twice. */
export type KeyedTable = "documents" | "paragraphs" | "passages" | "segments" | "terms";

/** Gives the rows of one write transaction their keys, which must be known before a row is sealed. */
export class RowKeys<Table extends string = KeyedTable> {
  readonly #last: Map<Table, number>;

  /** @param last the last key that was ever given in each table; 0 where it is missing */
  constructor(last: Iterable<readonly [Table, number]>) {
    this.#last = new Map(last);
  }

  next(table: Table): number {
    const key = this.last(table) + 1;
    this.#last.set(table, key);
    return key;
  }

  last(table: Table): number {
    return this.#last.get(table) ?? 0;
  }
}
