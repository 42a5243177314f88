import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { throwIfAborted } from "../../../core/abort.js";
import type { IndexInfo } from "../../../core/ports/store/catalogue.js";
import { empty } from "../../errors.js";
import { TimeSlice } from "../../time-slice.js";
import { countLanguages } from "../database/contents.js";
import { indexInfo } from "../database/index-info.js";
import { checkSchema } from "../database/schema.js";
import { Connection } from "../database/sqlite.js";
import { readState } from "../database/state.js";
import { DATABASE } from "../folder/index-files.js";
import { NO_SHIFT, shiftedRows } from "./shifted-rows.js";

/** Documents may be confidential. */
const OWNER_ONLY = 0o600;

/**
 * Writes the database of an index to a new file and reads every row of it. The graph isn't in it: it can be built again,
 * and restored passages get other keys than it knows.
 *
 * `VACUUM INTO` copies in one read transaction: it sees one commit, waits for no writer, and no writer waits for it
 * (https://sqlite.org/lang_vacuum.html).
 * @throws FootnoteError as `StoreDriver.backUp` does
 */
export async function backUpIndex(
  indexDir: string,
  file: string,
  signal: AbortSignal | undefined,
): Promise<IndexInfo> {
  throwIfAborted(signal);
  const database = path.join(indexDir, DATABASE);
  if (!existsSync(database)) {
    throw empty();
  }
  const source = new Connection(database);
  try {
    checkSchema(source);
    source.prepare("VACUUM INTO ?").run(file);
  } finally {
    source.close();
  }
  await chmod(file, OWNER_ONLY);
  return describeCopy(file, signal);
}

async function describeCopy(file: string, signal: AbortSignal | undefined): Promise<IndexInfo> {
  const copy = new Connection(file);
  try {
    copy.exec("PRAGMA query_only = ON");
    checkSchema(copy);
    const slice = new TimeSlice();
    for (const _ of shiftedRows(copy, NO_SHIFT)) {
      if (slice.isOver) {
        await slice.rest();
        throwIfAborted(signal);
      }
    }
    const state = readState(copy);
    if (state.generation === 0) {
      throw empty();
    }
    return indexInfo(state, { languages: countLanguages(copy), repairs: [] });
  } finally {
    copy.close();
  }
}
