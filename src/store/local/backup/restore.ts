import { mkdir } from "node:fs/promises";
import path from "node:path";
import { throwIfAborted } from "../../../core/abort.js";
import { FootnoteError } from "../../../core/errors.js";
import type { RestoreOptions } from "../../../core/ports/store/driver.js";
import { busy } from "../../errors.js";
import { TimeSlice } from "../../time-slice.js";
import { checkSchema, createSchema, FORMAT_VERSION, isBlank } from "../database/schema.js";
import { Connection, type Statement } from "../database/sqlite.js";
import { readState, writeState } from "../database/state.js";
import { ifSoleWriter } from "../database/write-lock.js";
import { DATABASE } from "../folder/index-files.js";
import { announceCommit } from "../folder/manifest.js";
import { tidyFiles } from "../folder/tidy-files.js";
import { shiftBehind, shiftedRows } from "./shifted-rows.js";

/** From the leaves up: one sweep a table instead of a search for each row that goes. */
const TABLES = ["passages", "paragraphs", "documents", "segments", "terms", "failures"];

/**
 * Copies every row of a backup's database into the index, in a transaction of its own. The file isn't put in the place
 * of the index's: processes that have that open would go on reading, and writing to, a file without a name.
 * @throws FootnoteError as `StoreDriver.restore` does
 */
export async function restoreIndex(indexDir: string, file: string, options: RestoreOptions): Promise<void> {
  throwIfAborted(options.signal);
  await mkdir(indexDir, { recursive: true });
  const writer = new Connection(path.join(indexDir, DATABASE));
  try {
    if (isBlank(writer)) {
      createSchema(writer);
    }
    checkSchema(writer);
    const isDone = await withBackup(file, (backup) =>
      ifSoleWriter(writer, async () => {
        await replaceRows(writer, backup, options.signal);
        await options.beforeCommit?.();
        await announceCommit(writer, indexDir);
        return true;
      }),
    );
    if (isDone === undefined) {
      throw busy();
    }
    await tidyFiles(writer, indexDir);
  } finally {
    writer.close();
  }
}

async function withBackup<T>(file: string, work: (backup: Connection) => Promise<T>): Promise<T> {
  let backup: Connection | undefined;
  try {
    backup = new Connection(file);
    // What the file says of itself mustn't run anything.
    backup.exec("PRAGMA trusted_schema = OFF");
    backup.exec("PRAGMA query_only = ON");
    checkFormat(Number(backup.pragma("user_version")));
    checkSchema(backup);
  } catch (error) {
    backup?.close();
    throw inBackup(error);
  }
  try {
    return await work(backup);
  } finally {
    backup.close();
  }
}

function checkFormat(version: number): void {
  if (version > FORMAT_VERSION) {
    throw new FootnoteError(
      "backup_too_new",
      `The backup's index has format ${version}, this version of Footnote reads format ${FORMAT_VERSION}. Update Footnote, then restore it. Nothing was changed.`,
    );
  }
  if (version > 0 && version < FORMAT_VERSION) {
    throw new FootnoteError(
      "backup_too_old",
      `The backup's index has format ${version}, which this version of Footnote doesn't read any more. Build the index from your documents with \`footnote ingest\`, or restore the backup with the Footnote that made it. Nothing was changed.`,
    );
  }
}

async function replaceRows(
  writer: Connection,
  backup: Connection,
  signal: AbortSignal | undefined,
): Promise<void> {
  const shift = shiftBehind(writer);
  const { generation } = readState(writer);
  for (const table of TABLES) {
    writer.exec(`DELETE FROM ${table}`);
  }
  const statements = new Map<string, Statement<never>>();
  const slice = new TimeSlice();
  for (const { insert, values } of rowsOf(backup, shift)) {
    const statement = statements.get(insert) ?? writer.prepare(insert);
    statements.set(insert, statement);
    statement.run(...values);
    if (slice.isOver) {
      await slice.rest();
      throwIfAborted(signal);
    }
  }
  writeState(writer, { ...readState(backup), generation: generation + 1, graph: null });
}

/** The backup's rows, whose damage isn't the index's. */
function* rowsOf(
  backup: Connection,
  shift: Parameters<typeof shiftedRows>[1],
): ReturnType<typeof shiftedRows> {
  try {
    yield* shiftedRows(backup, shift);
  } catch (error) {
    throw inBackup(error);
  }
}

function inBackup(error: unknown): unknown {
  if (FootnoteError.is(error) && error.code === "index_damaged") {
    return new FootnoteError("backup_damaged", "The index in the backup is damaged. Use another backup.", {
      cause: error,
    });
  }
  return error;
}
