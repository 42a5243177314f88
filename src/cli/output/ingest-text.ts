import type { IngestReport } from "../../ingest/ingest.js";
import type { Layout } from "../terminal.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";

const KINDS = ["added", "changed", "renamed", "removed", "unchanged", "skipped", "failed"] as const;

/** What an ingest did, for a person: one line a file that isn't as before, then the summary. */
export function ingestText(report: IngestReport, layout: Layout): string {
  const lines = [
    ...report.added.map((path) => `${layout.style("green", "+")} ${oneLine(path)}`),
    ...report.changed.map((path) => `${layout.style("yellow", "~")} ${oneLine(path)}`),
    ...report.renamed.map(
      ({ from, to }) => `${layout.style("yellow", "→")} ${oneLine(from)} → ${oneLine(to)}`,
    ),
    ...report.removed.map((path) => `${layout.style("red", "-")} ${oneLine(path)}`),
    ...report.skipped.map(({ path, reason }) => layout.style("dim", `  ${oneLine(path)} skipped: ${reason}`)),
    ingestSummary(report, layout),
  ];
  return `${lines.join("\n")}\n`;
}

/** What must not be missed of an ingest, and its sums in the last line. */
export function ingestSummary(report: IngestReport, layout: Layout): string {
  const counts = KINDS.map((kind) => `${report[kind].length} ${kind}`);
  if (report.ignored > 0) counts.push(`${report.ignored} ignored`);
  return [
    ...report.notices,
    ...report.failed.map(
      ({ path, reason }) => `${layout.style("red", "!")} ${oneLine(path)} failed: ${oneLine(reason)}`,
    ),
    `${counts.join(", ")}; ${indexState(report)}`,
  ].join("\n");
}

/** What one set of changes did, on one line. */
export function changeLine(report: IngestReport): string {
  const counts = KINDS.filter(
    (kind) => kind !== "unchanged" && kind !== "skipped" && report[kind].length > 0,
  ).map((kind) => `${report[kind].length} ${kind}`);
  const failures = report.failed.map(({ path, reason }) => `${oneLine(path)}: ${oneLine(reason)}`);
  return [`${counts.join(", ")}; ${indexState(report)}`, ...failures].join("; ");
}

function indexState({ documents, passages, durationMs }: IngestReport): string {
  const index = `${plural(documents, "document")}, ${plural(passages, "passage")}`;
  return `the index holds ${index} (${(durationMs / 1000).toFixed(1)} s)`;
}
