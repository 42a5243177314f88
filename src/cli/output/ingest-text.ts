import type { IngestReport } from "../../ingest/ingest.js";
import type { Layout } from "../terminal.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";

const KINDS = ["added", "changed", "renamed", "removed", "unchanged", "skipped", "failed"] as const;

const MOST_LINES = 50;

/** What an ingest did, for a person: one line a file that isn't as before, then the summary. */
export function ingestText(report: IngestReport, layout: Layout): string {
  const lines = [
    ...first(report.added, (path) => `${layout.style("green", "+")} ${oneLine(path)}`),
    ...first(report.changed, (path) => `${layout.style("yellow", "~")} ${oneLine(path)}`),
    ...first(
      report.renamed,
      ({ from, to }) => `${layout.style("yellow", "→")} ${oneLine(from)} → ${oneLine(to)}`,
    ),
    ...first(report.removed, (path) => `${layout.style("red", "-")} ${oneLine(path)}`),
    ...first(report.skipped, ({ path, reason }) =>
      layout.style("dim", `  ${oneLine(path)} skipped: ${reason}`),
    ),
    ingestSummary(report, layout),
  ];
  return `${lines.join("\n")}\n`;
}

/** A line for each item, up to a number that a person reads; `--json` lists all of them. */
function first<T>(items: readonly T[], line: (item: T) => string): string[] {
  const lines = items.slice(0, MOST_LINES).map(line);
  if (items.length > MOST_LINES) {
    lines.push(`  … and ${items.length - MOST_LINES} more`);
  }
  return lines;
}

/** What must not be missed of an ingest, and its sums in the last line. */
export function ingestSummary(report: IngestReport, layout: Layout): string {
  const counts = KINDS.map((kind) => `${report[kind].length} ${kind}`);
  if (report.ignored > 0) {
    counts.push(`${report.ignored} ignored`);
  }
  return [...warnings(report, layout), `${counts.join(", ")}; ${indexState(report)}`].join("\n");
}

/** The same for somebody who only starts a server: the sums that aren't 0. */
export function startSummary(report: IngestReport, layout: Layout): string {
  return [...warnings(report, layout), `${changes(report)}; ${indexState(report)}`].join("\n");
}

/** What one set of changes did, on one line. */
export function changeLine(report: IngestReport): string {
  const failures = report.failed.map(({ path, reason }) => `${oneLine(path)}: ${oneLine(reason)}`);
  return [`${changes(report)}; ${indexState(report)}`, ...failures].join("; ");
}

function warnings({ notices, failed }: IngestReport, layout: Layout): string[] {
  return [
    ...first(notices, (notice) => oneLine(notice)),
    ...failed.map(
      ({ path, reason }) => `${layout.style("red", "!")} ${oneLine(path)} failed: ${oneLine(reason)}`,
    ),
  ];
}

function changes(report: IngestReport): string {
  const counts = KINDS.filter(
    (kind) => kind !== "unchanged" && kind !== "skipped" && report[kind].length > 0,
  ).map((kind) => `${report[kind].length} ${kind}`);
  return counts.length === 0 ? "Nothing has changed" : counts.join(", ");
}

function indexState({ documents, passages, durationMs }: IngestReport): string {
  const index = `${plural(documents, "document")}, ${plural(passages, "passage")}`;
  return `the index holds ${index} (${(durationMs / 1000).toFixed(1)} s)`;
}
