import { FootnoteError } from "../../../core/errors.js";
import { busy, damaged } from "../../errors.js";

/**
 * What an error of SQLite means to the caller: `index_damaged`, `index_busy`, `index_not_writable`,
 * `index_unreadable`, or the error itself where none of these is true.
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
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code)) {
    return new FootnoteError(
      "index_unreadable",
      "The index can't be read: its disk fails or was taken away. Bring it back, and start Footnote again.",
      { cause: error },
    );
  }
  return error;
}

/** The folder was removed or replaced, as by unmounting a volume: what is written there would be lost. */
export function detached(): FootnoteError {
  return notWritable(
    "its folder was removed or replaced while it was open. Bring it back, or start Footnote again.",
  );
}

/** @param why completes a sentence, without file-system paths */
function notWritable(why: string, cause?: unknown): FootnoteError {
  return new FootnoteError("index_not_writable", `The index can't be written: ${why}`, { cause });
}
