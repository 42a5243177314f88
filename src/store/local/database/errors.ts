import { FootnoteError } from "../../../core/errors.js";
import { busy } from "../../errors.js";

const MEND = "Run `footnote ingest --rebuild` to build it again from your documents.";

/** The index can't be read. @param what a sentence that says what is wrong, without file-system paths */
export function damaged(what: string, cause?: unknown): FootnoteError {
  return new FootnoteError("index_damaged", `${what} ${MEND}`, { cause });
}

/**
 * What an error of SQLite means to the caller: `index_damaged`, `index_busy`, `index_not_writable`, or the error itself
 * where none of these is true.
 */
export function translateSqliteError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return busy(error);
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return damaged("The index's database is damaged.", error);
  }
  if (/^SQLITE_FULL/.test(code)) {
    return notWritable("the disk is full. Make room, and ingest again.", error);
  }
  if (/^SQLITE_(READONLY|IOERR_(WRITE|FSYNC|TRUNCATE|SHM))/.test(code)) {
    return notWritable(
      "its folder or disk doesn't take it. Make INDEX_DIR writable, and ingest again.",
      error,
    );
  }
  return error;
}

/** @param why completes a sentence, without file-system paths */
function notWritable(why: string, cause: unknown): FootnoteError {
  return new FootnoteError("index_not_writable", `The index can't be written: ${why}`, { cause });
}
