/** A store to measure. */
export interface MeasuredStore {
  /** What `--stores` calls it, and the end of its files' names. */
  readonly id: string;
  /** For a person. */
  readonly name: string;
  /** What configures it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it is a database. */
  readonly url?: string;
}

/**
 * The stores that are measured, those with a database only where one is named.
 * @param wanted their ids, of which one that there isn't is left out
 */
export function storesOf(postgres: string | undefined, wanted: readonly string[]): MeasuredStore[] {
  const stores: MeasuredStore[] = [
    { id: "hnsw", name: "local, hnsw", env: { STORE: "local", VECTOR_INDEX: "hnsw" } },
    { id: "exact", name: "local, exact", env: { STORE: "local", VECTOR_INDEX: "exact" } },
    ...(postgres === undefined
      ? []
      : [{ id: "postgres", name: "PostgreSQL", env: { STORE: postgres }, url: postgres }]),
  ];
  return stores.filter(({ id }) => wanted.includes(id));
}
