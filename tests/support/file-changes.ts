import { watch } from "node:fs";

/** Counts what happens to the files of a folder, as a measure of the work that another process does there. */
export interface FileChanges {
  readonly count: number;
  /** Resolves when the count reaches a number, also if it has done so already. */
  reach(count: number): Promise<void>;
  close(): void;
}

/** Begins to count the changes of the files in a folder, not of those in its folders. */
export function countFileChanges(folder: string): FileChanges {
  let count = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let reached = () => {};
  const watcher = watch(folder, () => {
    count++;
    if (count >= wanted) {
      reached();
    }
  });
  return {
    get count() {
      return count;
    },
    reach(number) {
      wanted = number;
      return count >= number ? Promise.resolve() : new Promise((resolve) => (reached = resolve));
    },
    close: () => watcher.close(),
  };
}
