import type { Config } from "../config/config.js";
import { FootnoteError } from "../core/errors.js";
import type { Store } from "../core/ports/store.js";
import { setIndexAside } from "../store/local/folder/set-aside.js";
import { openStore } from "../store/open-store.js";

/**
 * Opens the configured store to be written. A damaged one is moved aside and a new one is opened.
 * @param onNotice takes a sentence for the operator
 * @param replace whether it is moved aside without a look
 * @throws FootnoteError as `openStore` does, but not `index_damaged`
 */
export async function openWritableStore(
  { store, indexDir }: Pick<Config, "store" | "indexDir">,
  onNotice: (notice: string) => void,
  replace: boolean,
): Promise<Store> {
  if (!replace) {
    try {
      return await openStore({ store, indexDir });
    } catch (error) {
      if (!isDamage(error)) {
        throw error;
      }
    }
  }
  const aside = await setIndexAside(indexDir);
  onNotice(
    `The index is damaged or was made by an older Footnote. It was moved to ${aside ?? "nowhere"} and is built anew.`,
  );
  return openStore({ store, indexDir });
}

/** Whether an error says that the index can't be used and has to be built anew. */
export function isDamage(error: unknown): boolean {
  return FootnoteError.is(error) && error.code === "index_damaged";
}
