import { FootnoteError } from "../core/errors.js";

/** A file that Footnote didn't write as a backup. @param why a sentence */
export function invalidBackup(why: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    "invalid_backup",
    `${why} Name a file that \`footnote backup\` has written. Nothing was changed.`,
    { cause },
  );
}

/** A backup that isn't whole any more. @param why a sentence */
export function backupDamaged(why: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    "backup_damaged",
    `The backup is damaged: ${why} Copy it again, or use another one. Nothing was changed.`,
    { cause },
  );
}
