import { FootnoteError } from "../core/errors.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import type { Store } from "../core/ports/store.js";

/**
 * Opens an index to be written. A damaged one is put aside and a new one is opened.
 * @param onNotice takes a sentence for the operator
 * @param replace whether it is put aside without a look
 * @throws FootnoteError as `StoreDriver.open` does, but not `index_damaged`
 */
export async function openWritableStore(
  driver: StoreDriver,
  onNotice: (notice: string) => void,
  replace: boolean,
): Promise<Store> {
  if (!replace) {
    try {
      return await driver.open();
    } catch (error) {
      if (!isDamage(error)) {
        throw error;
      }
    }
  }
  const aside = await driver.replace();
  const moved = aside === undefined ? "It" : `It was moved to ${aside} and`;
  onNotice(`The index is damaged or was made by an older Footnote. ${moved} is built anew.`);
  return driver.open();
}

/** Whether an error says that the index can't be used and has to be built anew. */
export function isDamage(error: unknown): boolean {
  return FootnoteError.is(error) && error.code === "index_damaged";
}
