import type { SkippedFile } from "./scan.js";

/** How far an ingest is. */
export interface IngestProgress {
  /** Files read so far. */
  readonly done: number;
  /** Files to be read. */
  readonly total: number;
  /** The file at work, or just finished. */
  readonly path: string;
  /** Passages embedded so far. */
  readonly passages: number;
}

/** A document that has another path now. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** What an ingest did; files by their path, sorted. */
export interface IngestReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** By the new path. */
  readonly renamed: readonly Renaming[];
  readonly unchanged: readonly string[];
  /** Files of formats that aren't supported, links. */
  readonly skipped: readonly SkippedFile[];
  /** How many files and folders were left out by `.footnoteignore`, or by their names. */
  readonly ignored: number;
  /** Files that couldn't be read, now or when they were last tried. */
  readonly failed: readonly SkippedFile[];
  /** Whether every document was embedded again because the embedder isn't the one the index was made with. */
  readonly reembedded: boolean;
  /** Whether every document was split and analysed again because the index was made by other rules. */
  readonly reanalysed: boolean;
  /** Formats whose files were read again, because their loader is another version or they had failed in one; sorted. */
  readonly reloaded: readonly string[];
  /** Sentences for the person who runs it. */
  readonly notices: readonly string[];
  /** In the index now. */
  readonly documents: number;
  readonly passages: number;
  readonly durationMs: number;
}

/** What was done with a file. */
export type FileOutcome =
  | { readonly state: "added" | "changed" | "removed" | "unchanged" }
  | { readonly state: "renamed"; readonly from: string }
  | { readonly state: "failed"; readonly reason: string };

/** Collects what is done with each file. */
export class Outcomes {
  readonly #byPath = new Map<string, FileOutcome>();

  /** What is done later counts, but for a second look that finds nothing more to do. */
  set(path: string, outcome: FileOutcome): void {
    if (outcome.state !== "unchanged" || !this.#byPath.has(path)) {
      this.#byPath.set(path, outcome);
    }
  }

  /** The parts of a report that are about files that were looked at. */
  lists(): Pick<IngestReport, "added" | "changed" | "removed" | "renamed" | "unchanged" | "failed"> {
    const lists = {
      added: [] as string[],
      changed: [] as string[],
      removed: [] as string[],
      unchanged: [] as string[],
      renamed: [] as Renaming[],
      failed: [] as SkippedFile[],
    };
    for (const path of [...this.#byPath.keys()].sort()) {
      const outcome = this.#byPath.get(path);
      if (outcome?.state === "renamed") {
        lists.renamed.push({ from: outcome.from, to: path });
      } else if (outcome?.state === "failed") {
        lists.failed.push({ path, reason: outcome.reason });
      } else if (outcome !== undefined) {
        lists[outcome.state].push(path);
      }
    }
    return lists;
  }
}
