import { FootnoteError } from "../core/errors.js";
import type { StoreDriver } from "../core/ports/store/driver.js";

/** Which store, and where its index is. */
export interface StoreLocation {
  /** `local`: the index is in a folder; `memory`: in this process, and gone with the driver. */
  readonly store: string;
  /** The folder of a local index. */
  readonly indexDir: string;
}

/**
 * The driver of a configured store. Adapters are loaded when they are used.
 * @throws FootnoteError `invalid_configuration` if there is no such store
 */
export async function openDriver({ store, indexDir }: StoreLocation): Promise<StoreDriver> {
  switch (store) {
    case "local": {
      const { LocalDriver } = await import("./local/local-driver.js");
      return new LocalDriver(indexDir);
    }
    case "memory": {
      const { MemoryDriver } = await import("./memory/memory-driver.js");
      return new MemoryDriver();
    }
    default:
      throw new FootnoteError(
        "invalid_configuration",
        `STORE is ${JSON.stringify(store)}; it must be "local".`,
      );
  }
}
