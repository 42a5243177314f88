import { FootnoteError } from "../core/errors.js";

/** Another transaction is running. */
export function busy(cause?: unknown): FootnoteError {
  return new FootnoteError(
    "index_busy",
    "The index is being written by another ingest, in this or another process. Wait until it is done, or stop it, and try again.",
    { cause },
  );
}

const MEND = "Run `footnote ingest --rebuild` to build it again from your documents.";

/** The index can't be read. @param what a sentence that says what is wrong, without file-system paths */
export function damaged(what: string, cause?: unknown): FootnoteError {
  return new FootnoteError("index_damaged", `${what} ${MEND}`, { cause });
}

/** An index is only to be read, and was never written. */
export function empty(): FootnoteError {
  return new FootnoteError("index_empty", "There is no index yet. Run `footnote ingest` to make one.");
}

/** A commit has replaced or removed a document whose paragraphs are being read. */
export function replaced(): FootnoteError {
  return new FootnoteError(
    "document_not_found",
    "The document was changed or removed while it was read. Read it again.",
  );
}

/** A store whose content isn't in files of Footnote's own. @param how a sentence on what to do instead */
export function backupUnsupported(how: string): FootnoteError {
  return new FootnoteError("backup_unsupported", `This store has no backup of its own. ${how}`);
}

/** A bug in the caller: it begins a transaction in an index that it opened for reading only. */
export function readOnly(): Error {
  return new Error("This index was opened for reading only.");
}

/** A bug in the caller: it uses a store that it has closed. */
export function closed(): Error {
  return new Error("This index is closed.");
}
