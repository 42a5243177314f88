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
  /** Takes a sentence for the operator: that changes may be noticed late, and that they are noticed again. */
  readonly onNotice: (notice: string) => void;
}

/** A folder that is being watched. */
export interface FolderWatch {
  close(): Promise<void>;
}

const POLL_MS = 1000;
const BURST = { quietMs: 300, mostMs: 1500 };

/** How often it is looked whether the folder itself was replaced. */
const ROOT_CHECK_MS = 1000;

/** How long after an error the folder is watched anew; twice as long after each further one. */
const RETRY = { firstMs: 1000, mostMs: 300_000 };

/** What helps, by the code of Node's error. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "Raise fs.inotify.max_user_watches, or set WATCH=polling.",
  EMFILE: "Raise fs.inotify.max_user_instances and the limit of open files, or set WATCH=polling.",
};
const OTHER_REMEDY = "Make all of it readable, or set WATCH=polling.";

/**
 * Watches a folder with its sub-folders, but for hidden files; symbolic links aren't followed. A folder that is removed
 * or replaced, as by mounting a volume, is watched anew. So is one that the system can't watch, or not all of it;
 * until that succeeds, each try counts as a change, since others may have gone unnoticed.
 * @returns when changes are noticed
 */
export async function watchFolder(folder: string, options: WatchOptions): Promise<FolderWatch> {
  const watch = new LastingWatch(resolve(folder), options);
  await watch.start();
  return watch;
}

class LastingWatch implements FolderWatch {
  readonly #root: string;
  readonly #options: WatchOptions;
  readonly #burst: Debounced;
  #watcher: FSWatcher | undefined;
  #identity: string | undefined;
  /** The code of the error that the watcher has met. */
  #fault: string | undefined;
  /** What the operator was told of last. */
  #told: string | undefined;
  #pauseMs = RETRY.firstMs;
  #retryAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #checking: Promise<void> | undefined;

  constructor(root: string, options: WatchOptions) {
    this.#root = root;
    this.#options = options;
    this.#burst = debounce(options.onChange, BURST);
  }

  async start(): Promise<void> {
    await this.#watch();
    this.#timer = setInterval(() => {
      this.#checking ??= this.#check().finally(() => {
        this.#checking = undefined;
      });
    }, ROOT_CHECK_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#checking;
    this.#burst.cancel();
    await this.#end();
  }

  /** Of a volume that is mounted over the folder no watcher is told. */
  async #check(): Promise<void> {
    const isReplaced = (await fileIdentity(this.#root)) !== this.#identity;
    const isToRetry = this.#fault !== undefined && performance.now() >= this.#retryAt;
    if (isReplaced || isToRetry) {
      await this.#end();
      await this.#watch();
      this.#burst.event();
    }
  }

  async #watch(): Promise<void> {
    const { mode, exclude } = this.#options;
    const excluded = new Set(exclude.map((path) => resolve(path)));
    this.#fault = undefined;
    this.#identity = await fileIdentity(this.#root);
    const watcher = watch(this.#root, {
      ignoreInitial: true,
      followSymlinks: false,
      usePolling: mode === "polling",
      interval: POLL_MS,
      binaryInterval: POLL_MS,
      ignored: (path) => excluded.has(resolve(path)) || isHidden(relative(this.#root, path)),
    });
    this.#watcher = watcher;
    watcher.on("all", (event, path) => this.#onEvent(event, path));
    // After an error of the folder itself the watcher is never ready.
    await new Promise<void>((settled) => {
      watcher.once("ready", settled);
      watcher.on("error", (error) => {
        this.#onError(error);
        settled();
      });
    });
    if (this.#fault === undefined && this.#told !== undefined) {
      this.#told = undefined;
      this.#pauseMs = RETRY.firstMs;
      this.#options.onNotice("The documents folder is watched again.");
    }
  }

  #onEvent(event: string, path: string): void {
    if (event === "unlinkDir" && resolve(path) === this.#root) {
      // The watcher forgets a folder that it has seen go, also if the same one comes back.
      this.#identity = undefined;
    }
    this.#burst.event();
  }

  /** Called for every file that can't be watched. */
  #onError(error: unknown): void {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (this.#fault === undefined) {
      this.#retryAt = performance.now() + this.#pauseMs;
      this.#pauseMs = Math.min(2 * this.#pauseMs, RETRY.mostMs);
    }
    this.#fault = code;
    if (code !== this.#told) {
      this.#told = code;
      this.#options.onNotice(
        `Changes of the documents may be noticed late: the folder can't be watched (${code}). ${REMEDIES[code] ?? OTHER_REMEDY}`,
      );
    }
  }

  async #end(): Promise<void> {
    const ended = this.#watcher?.close();
    // Closing removes all listeners; what is under way may still fail, and an error without a listener is thrown.
    this.#watcher?.on("error", () => {});
    await ended;
  }
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
