import { FootnoteError } from "../../../core/errors.js";
import { busy } from "../../errors.js";

const MEND = "Run `footnote ingest --rebuild` to build it again from your documents.";

/** The index can't be read. @param what a sentence that says what is wrong, without file-system paths */
export function damaged(what: string, cause?: unknown): FootnoteError {
  return new FootnoteError("index_damaged", `${what} ${MEND}`, { cause });
}

/**
 * What an error of SQLite means to the caller: `index_damaged`, `index_busy`, or the error itself where
 * neither is true, such as a full disk.
 */
export function translateSqliteError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return busy(error);
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return damaged("The index's database is damaged.", error);
  }
  return error;
}
