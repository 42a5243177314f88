import type { IngestReport } from "../../ingest/ingest.js";
import type { Layout } from "../terminal.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";

/** What an ingest did, for a person: one line a file that isn't as before, then the summary. */
export function ingestText(report: IngestReport, layout: Layout): string {
  const lines = [
    ...report.added.map((path) => `${layout.style("green", "+")} ${oneLine(path)}`),
    ...report.changed.map((path) => `${layout.style("yellow", "~")} ${oneLine(path)}`),
    ...report.removed.map((path) => `${layout.style("red", "-")} ${oneLine(path)}`),
    ...report.skipped.map(({ path, reason }) => layout.style("dim", `  ${oneLine(path)} skipped: ${reason}`)),
    ingestSummary(report, layout),
  ];
  return `${lines.join("\n")}\n`;
}

/** What must not be missed of an ingest, and its sums in the last line. */
export function ingestSummary(report: IngestReport, layout: Layout): string {
  const counts = (["added", "changed", "removed", "unchanged", "skipped", "failed"] as const)
    .map((kind) => `${report[kind].length} ${kind}`)
    .join(", ");
  const index = `${plural(report.documents, "document")}, ${plural(report.passages, "passage")}`;
  return [
    ...report.notices,
    ...report.failed.map(
      ({ path, reason }) => `${layout.style("red", "!")} ${oneLine(path)} failed: ${reason}`,
    ),
    `${counts}; the index holds ${index} (${(report.durationMs / 1000).toFixed(1)} s)`,
  ].join("\n");
}
