import type { IngestReport } from "../ingest/ingest.js";

/**
 * Passes on the outcomes of a watch, except ingests that changed nothing and failures that were reported before.
 * @param known what was told before the watch began
 */
export function changesOnly(
  tell: (outcome: IngestReport | Error) => void,
  known?: IngestReport,
): (outcome: IngestReport | Error) => void {
  let told = known === undefined ? "" : faults(known);
  return (outcome) => {
    const now = faults(outcome);
    const isNews = now !== told && now !== "";
    told = now;
    if (isNews || (!(outcome instanceof Error) && isChange(outcome))) {
      tell(outcome);
    }
  };
}

function isChange({ added, changed, removed, renamed }: IngestReport): boolean {
  return [added, changed, removed, renamed].some((files) => files.length > 0);
}

function faults(outcome: IngestReport | Error): string {
  if (outcome instanceof Error) {
    return outcome.message;
  }
  return outcome.failed.map(({ path, reason }) => `${path}: ${reason}`).join("\n");
}
