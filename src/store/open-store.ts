import { FootnoteError } from "../core/errors.js";
import type { Store } from "../core/ports/store.js";

/** Which index, and how it is used. */
export interface StoreOptions {
  /** `local`: the index is in a folder. */
  readonly store: string;
  /** The folder of a local index. */
  readonly indexDir: string;
  /** Nothing is written, and `begin` fails. */
  readonly readOnly?: boolean;
}

/**
 * Opens an index. Adapters are loaded when they are used.
 * @throws FootnoteError `index_damaged`, `index_too_new`, `index_busy`, `index_empty` if it is only to be read
 *   and was never written, `invalid_configuration`
 */
export async function openStore({ store, indexDir, readOnly = false }: StoreOptions): Promise<Store> {
  if (store !== "local") {
    throw new FootnoteError(
      "invalid_configuration",
      `STORE is ${JSON.stringify(store)}; it must be "local".`,
    );
  }
  const { openLocalStore } = await import("./local/open-local-store.js");
  return openLocalStore({ indexDir, readOnly });
}
