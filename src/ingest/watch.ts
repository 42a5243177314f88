import { basename, relative, resolve, sep } from "node:path";
import { watch } from "chokidar";
import { IGNORE_FILE } from "./ignore-rules.js";

/** How changes are noticed: polling is for network folders and containers, where there are no events. */
export type WatchMode = "events" | "polling";

/** What is watched, and what is called for it. */
export interface WatchOptions {
  readonly mode: WatchMode;
  /** Folders and files that aren't watched. */
  readonly exclude: readonly string[];
  /** Called when a burst of changes is over, or goes on for long. */
  readonly onChange: () => void;
  readonly onError: (error: Error) => void;
}

/** A folder that is being watched. */
export interface FolderWatch {
  close(): Promise<void>;
}

const POLL_MS = 1000;
const BURST = { quietMs: 300, mostMs: 1500 };

/**
 * Watches a folder with its sub-folders, but for hidden files; symbolic links aren't followed.
 * @returns when changes are noticed
 */
export async function watchFolder(
  folder: string,
  { mode, exclude, onChange, onError }: WatchOptions,
): Promise<FolderWatch> {
  const root = resolve(folder);
  const excluded = new Set(exclude.map((path) => resolve(path)));
  const burst = debounce(onChange, BURST);
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    usePolling: mode === "polling",
    interval: POLL_MS,
    binaryInterval: POLL_MS,
    ignored: (path) => excluded.has(resolve(path)) || isHidden(relative(root, path)),
  });
  watcher.on("all", burst.event);
  watcher.on("error", (error) => onError(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((ready) => watcher.once("ready", ready));
  return {
    async close() {
      burst.cancel();
      await watcher.close();
    },
  };
}

/** The patterns of what is to be left out are in a hidden file that matters. */
function isHidden(path: string): boolean {
  return basename(path) !== IGNORE_FILE && path.split(sep).some((name) => name.startsWith("."));
}

/** When many events become one. */
export interface DebounceOptions {
  /** So many milliseconds after the last event. */
  readonly quietMs: number;
  /** But not later than so many milliseconds after the first. */
  readonly mostMs: number;
}

/** Calls once for a burst of events. */
export interface Debounced {
  /** Notes an event. */
  event(): void;
  /** Drops the events that weren't acted upon yet. */
  cancel(): void;
}

/** Acts upon the end of a burst of events. */
export function debounce(act: () => void, { quietMs, mostMs }: DebounceOptions): Debounced {
  let quiet: NodeJS.Timeout | undefined;
  let most: NodeJS.Timeout | undefined;
  const cancel = () => {
    clearTimeout(quiet);
    clearTimeout(most);
    quiet = undefined;
    most = undefined;
  };
  const fire = () => {
    cancel();
    act();
  };
  return {
    event() {
      clearTimeout(quiet);
      quiet = setTimeout(fire, quietMs);
      most ??= setTimeout(fire, mostMs);
    },
    cancel,
  };
}
