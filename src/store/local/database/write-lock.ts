import { FootnoteError } from "../../../core/errors.js";
import type { Connection } from "./sqlite.js";

/**
 * Starts a write transaction, of which there is one at a time for all processes.
 * @returns false if another one is running
 */
export function tryBeginWrite(connection: Connection): boolean {
  try {
    connection.exec("BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "index_busy") {
      return false;
    }
    throw error;
  }
}

/**
 * Does something in a write transaction, which is committed, or forgotten if the work fails.
 * @returns undefined, and the work isn't done, if another transaction is running
 */
export async function ifSoleWriter<T>(
  connection: Connection,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (!tryBeginWrite(connection)) {
    return undefined;
  }
  try {
    const result = await work();
    connection.exec("COMMIT");
    return result;
  } catch (error) {
    if (connection.inTransaction) {
      connection.exec("ROLLBACK");
    }
    throw error;
  }
}
