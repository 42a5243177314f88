import type { ExportReport } from "../../app/export-index.js";
import type { ImportReport } from "../../app/import-index.js";
import { plural } from "./plural.js";

const MEGABYTE = 1_000_000;

/** What an export holds. @param file where it is */
export function exportText({ bytes, documents, passages }: ExportReport, file: string): string {
  return `Exported ${plural(documents, "document")} in ${plural(passages, "passage")} to ${file} (${(bytes / MEGABYTE).toFixed(1)} MB).\n`;
}

/** What was imported. */
export function importText(report: ImportReport): string {
  const { createdAt, generation, documents, passages, written, unchanged, removed, feedback } = report;
  const lines = [
    `Imported what was exported on ${createdAt}: the index, now generation ${generation}, holds ${plural(documents, "document")} in ${plural(passages, "passage")}.`,
    `${written} written, ${unchanged} unchanged, ${removed} removed.`,
    ...(feedback === 0 ? [] : [`Added ${plural(feedback, "line")} of feedback.`]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
