import { isSameLoader, type LoaderVersion } from "../core/analysis.js";
import type { FileFailure, FileState } from "../core/ports/store/catalogue.js";
import { isUntouched, type Scan, type ScannedFile } from "./scan.js";

/** A file to be read. */
export interface Task {
  readonly file: ScannedFile;
  /** What the index holds of it. */
  readonly known: FileState | undefined;
}

/** How a folder differs from what the index knows of it. */
export interface Comparison {
  readonly unchanged: readonly ScannedFile[];
  /** Files that the same loader couldn't read, and that haven't changed since. */
  readonly stillFailing: readonly FileFailure[];
  /** New files, which can't be renamed ones. */
  readonly additions: readonly Task[];
  /** Files of which more than the time may have changed, and new ones that may be renamed ones. */
  readonly changes: readonly Task[];
  /** Unchanged files that another loader, or another version of it, has read or couldn't read. */
  readonly reloads: readonly Task[];
  /** What the index holds of files that aren't there any more. */
  readonly gone: readonly FileState[];
  /** Failures of files that aren't there any more. */
  readonly outdated: readonly FileFailure[];
}

/** What is compared. */
export interface ComparisonInput {
  /** The files of supported formats. */
  readonly files: readonly ScannedFile[];
  readonly unreadable: Scan["unreadable"];
  readonly known: readonly FileState[];
  readonly failures: readonly FileFailure[];
  /** The loader that would read a file now. */
  readonly loaderOf: (path: string) => LoaderVersion;
  /** Every file is read, whatever the index knows of it. */
  readonly everything: boolean;
}

/** Compares a folder with what the index knows of it: by size, time and loader. */
export function compare(input: ComparisonInput): Comparison {
  const { files, unreadable, known, failures, loaderOf, everything } = input;
  const states = new Map(known.map((state) => [state.path, state]));
  const failed = new Map(failures.map((failure) => [failure.path, failure]));
  const present = new Set(files.map(({ path }) => path));
  const isGone = ({ path }: { readonly path: string }) =>
    !present.has(path) && !unreadable.some((prefix) => path.startsWith(prefix));
  const gone = known.filter(isGone);
  // A renamed file has kept its size.
  const goneSizes = new Set(gone.map(({ bytes }) => bytes));

  const result = {
    unchanged: [] as ScannedFile[],
    stillFailing: [] as FileFailure[],
    additions: [] as Task[],
    changes: [] as Task[],
    reloads: [] as Task[],
  };
  for (const file of files) {
    const state = states.get(file.path);
    const failure = failed.get(file.path);
    const loader = loaderOf(file.path);
    const earlier = failure ?? state;
    const isOutdated = earlier !== undefined && !isSameLoader(earlier.loader, loader);
    if (!everything && isOutdated && isUntouched(file, earlier)) {
      result.reloads.push({ file, known: state });
    } else if (!everything && failure !== undefined && isUntouched(file, failure)) {
      result.stillFailing.push(failure);
    } else if (!everything && isUntouched(file, state)) {
      result.unchanged.push(file);
    } else if (state === undefined && !goneSizes.has(file.bytes)) {
      result.additions.push({ file, known: state });
    } else {
      result.changes.push({ file, known: state });
    }
  }
  return { ...result, gone, outdated: failures.filter(isGone) };
}
