import { FootnoteError } from "../core/errors.js";
import type { StoreDriver, VectorIndex } from "../core/ports/store/driver.js";
import type { PostgresLocation } from "./postgres/postgres-driver.js";

/** Which store, and where its index is. */
export interface StoreLocation {
  /** `local`: the index is in a folder; `postgres`: in a database; `memory`: in this process, and gone with the driver. */
  readonly store: string;
  /** The folder of a local index. */
  readonly indexDir: string;
  /** How the dense leg searches an index that is kept; by default with a graph. */
  readonly vectorIndex?: VectorIndex | undefined;
  /** Where an index in a database is. */
  readonly postgres?: PostgresLocation | undefined;
}

/**
 * The driver of a configured store. Adapters are loaded when they are used.
 * @throws FootnoteError `invalid_configuration` if there is no such store
 */
export async function openDriver({
  store,
  indexDir,
  vectorIndex,
  postgres,
}: StoreLocation): Promise<StoreDriver> {
  switch (store) {
    case "local": {
      const { LocalDriver } = await import("./local/local-driver.js");
      return new LocalDriver(indexDir, vectorIndex);
    }
    case "postgres": {
      if (postgres === undefined) {
        throw new FootnoteError("invalid_configuration", "STORE must be the URL of the database.");
      }
      const { PostgresDriver } = await import("./postgres/postgres-driver.js");
      return new PostgresDriver({ ...postgres, vectorIndex });
    }
    case "memory": {
      const { MemoryDriver } = await import("./memory/memory-driver.js");
      return new MemoryDriver();
    }
    default:
      throw new FootnoteError(
        "invalid_configuration",
        `STORE is ${JSON.stringify(store)}; it must be "local" or "postgres".`,
      );
  }
}
