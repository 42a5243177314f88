import type { BackupReport } from "../../app/back-up.js";
import type { RestoreReport } from "../../app/restore.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";

const MEGABYTE = 1_000_000;

/** What a backup holds. @param file where it is */
export function backupText(report: BackupReport, file: string): string {
  const { bytes, documents, passages, documentFiles, skipped, generation } = report;
  const files =
    documentFiles === null
      ? "The documents themselves aren't in it (--with-documents)."
      : `${plural(documentFiles, "file")} of the documents folder ${documentFiles === 1 ? "is" : "are"} in it.`;
  const left = skipped.map((path) => `Left out, no regular file or no valid name: ${oneLine(path)}`);
  return lines(
    `Backed up to ${file} (${(bytes / MEGABYTE).toFixed(1)} MB): the index, generation ${generation}, with ${plural(documents, "document")} in ${plural(passages, "passage")}.`,
    files,
    ...left,
  );
}

/** What was restored. */
export function restoreText(report: RestoreReport): string {
  const { createdAt, generation, documents, passages, earlier, documentFiles, replacedDocuments, feedback } =
    report;
  return lines(
    `Restored the backup of ${createdAt}: the index, now generation ${generation}, holds ${plural(documents, "document")} in ${plural(passages, "passage")}.`,
    ...(earlier === null ? [] : [`What it held before: ${earlier}`]),
    ...(documentFiles === 0 ? [] : [`Put ${plural(documentFiles, "file")} into the documents folder.`]),
    ...(replacedDocuments === null ? [] : [`The files that were in their places: ${replacedDocuments}`]),
    ...(feedback === 0 ? [] : [`Added ${plural(feedback, "line")} of feedback.`]),
  );
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
