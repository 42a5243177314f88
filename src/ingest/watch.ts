import { basename, relative, resolve, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { fileIdentity } from "../core/file-identity.js";
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

/** How often it is looked whether the folder itself was replaced. */
const ROOT_CHECK_MS = 1000;

/**
 * Watches a folder with its sub-folders, but for hidden files; symbolic links aren't followed. A folder that is removed
 * or replaced, as by mounting a volume, is watched anew.
 * @returns when changes are noticed
 */
export async function watchFolder(folder: string, options: WatchOptions): Promise<FolderWatch> {
  const root = resolve(folder);
  const burst = debounce(options.onChange, BURST);
  let identity = await fileIdentity(root);
  const onEvent = (event: string, path: string) => {
    // The watcher forgets a folder that it has seen go, also if the same one comes back.
    identity = event === "unlinkDir" && resolve(path) === root ? undefined : identity;
    burst.event();
  };
  let watcher = await startWatcher(root, options, onEvent);
  // Of a volume that is mounted over the folder no watcher is told.
  const watchAnew = async () => {
    const now = await fileIdentity(root);
    if (now !== identity) {
      identity = now;
      await watcher.close();
      watcher = await startWatcher(root, options, onEvent);
      burst.event();
    }
  };
  let checking: Promise<void> | undefined;
  const check = setInterval(() => {
    checking ??= watchAnew().finally(() => {
      checking = undefined;
    });
  }, ROOT_CHECK_MS);
  return {
    async close() {
      clearInterval(check);
      await checking;
      burst.cancel();
      await watcher.close();
    },
  };
}

/** @returns when changes are noticed */
async function startWatcher(
  root: string,
  { mode, exclude, onError }: WatchOptions,
  onEvent: (event: string, path: string) => void,
): Promise<FSWatcher> {
  const excluded = new Set(exclude.map((path) => resolve(path)));
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    usePolling: mode === "polling",
    interval: POLL_MS,
    binaryInterval: POLL_MS,
    ignored: (path) => excluded.has(resolve(path)) || isHidden(relative(root, path)),
  });
  watcher.on("all", onEvent);
  watcher.on("error", (error) => onError(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((ready) => watcher.once("ready", ready));
  return watcher;
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
