import { isDeepStrictEqual } from "node:util";
import type { Catalogue, FileFailure, FileState } from "../core/ports/store/catalogue.js";

/** What makes a target hold what the source holds. */
export interface IndexDifference {
  /** Documents that take nothing of the target's away. */
  readonly added: readonly FileState[];
  /** Documents in the place of one with their id or their path. */
  readonly changed: readonly FileState[];
  readonly unchanged: number;
  /** Ids. */
  readonly removed: readonly string[];
  readonly failed: readonly FileFailure[];
  /** Paths of failures. */
  readonly forgotten: readonly string[];
}

/** What makes one index hold what another one holds, both as their last commits left them. */
export async function compareIndexes(source: Catalogue, target: Catalogue): Promise<IndexDifference> {
  const [wanted, held] = [await source.files(), await target.files()];
  const heldIds = new Map(held.map((file) => [file.id, file]));
  const heldPaths = new Set(held.map(({ path }) => path));
  const missing = wanted.filter((file) => !isDeepStrictEqual(file, heldIds.get(file.id)));
  const isAddition = ({ id, path }: FileState) => !heldIds.has(id) && !heldPaths.has(path);
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const [failures, heldFailures] = [await source.failures(), await target.failures()];
  const failed = new Map(failures.map((failure) => [failure.path, failure]));
  const heldFailed = new Map(heldFailures.map((failure) => [failure.path, failure]));
  return {
    added: missing.filter(isAddition),
    changed: missing.filter((file) => !isAddition(file)),
    unchanged: wanted.length - missing.length,
    removed: held.filter(({ id }) => !wantedIds.has(id)).map(({ id }) => id),
    failed: failures.filter((failure) => !isSameFailure(failure, heldFailed.get(failure.path))),
    forgotten: heldFailures.filter(({ path }) => !failed.has(path)).map(({ path }) => path),
  };
}

/** When it failed is recorded by each index for itself. */
function isSameFailure(a: FileFailure, b: FileFailure | undefined): boolean {
  return isDeepStrictEqual(a, { ...b, failedAt: a.failedAt });
}

/** Whether nothing is to be done. */
export function isEmpty({ added, changed, removed, failed, forgotten }: IndexDifference): boolean {
  return [added, changed, removed, failed, forgotten].every(({ length }) => length === 0);
}
