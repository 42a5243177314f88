import { FootnoteError } from "../../core/errors.js";

/** No room: on the disk, in a quota, or below the largest size that the system permits a file. */
const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Not to be changed: mounted for reading only, or another user's. */
const READ_ONLY = new Set(["EROFS", "EACCES", "EPERM"]);

/**
 * What an error of the file system means to somebody who changes the documents: `disk_full`,
 * `documents_folder_not_writable`, or the error itself where neither is true.
 */
export function translateFolderError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (FULL.has(code)) {
    return new FootnoteError(
      "disk_full",
      "The disk that the documents are on is full. Make room, and send the files again.",
      { cause: error },
    );
  }
  if (READ_ONLY.has(code)) {
    return new FootnoteError(
      "documents_folder_not_writable",
      "The documents folder can't be written. Give Footnote's user the right to, or change the documents where they come from.",
      { cause: error },
    );
  }
  return error;
}
