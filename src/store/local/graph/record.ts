import { rm } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isMissingFile } from "../../../core/missing-file.js";
import type { Connection } from "../database/sqlite.js";
import { type IndexState, readState, writeState } from "../database/state.js";
import { ifSoleWriter } from "../database/write-lock.js";
import { publish, unfinished } from "../folder/index-files.js";
import { announceCommit } from "../folder/manifest.js";
import type { BuiltGraph } from "./build.js";

/**
 * Puts a built graph on record, unless it is outdated or its file was removed meanwhile, as another process
 * does that tidies up. The file has its name before the record is committed.
 * @param writer without a transaction
 * @returns false, and changes nothing, if another transaction is running
 */
export async function recordGraph(
  writer: Connection,
  folder: string,
  { fingerprint, file }: BuiltGraph,
): Promise<boolean> {
  const target = path.join(folder, file.name);
  const done = await ifSoleWriter(writer, async () => {
    const state = readState(writer);
    if (isOutdated(state, fingerprint, file.lastKey) || !(await publishIfPresent(target))) {
      await rm(unfinished(target), { force: true });
    } else {
      writeState(writer, { ...state, graph: file });
      await announceCommit(writer, folder);
    }
    return true;
  });
  return done ?? false;
}

/**
 * Takes the graph with this name off the record.
 * @returns false, and changes nothing, if another transaction is running
 */
export async function dropGraph(writer: Connection, folder: string, name: string): Promise<boolean> {
  const done = await ifSoleWriter(writer, async () => {
    const state = readState(writer);
    if (state.graph?.name === name) {
      writeState(writer, { ...state, graph: null });
      await announceCommit(writer, folder);
    }
    return true;
  });
  return done ?? false;
}

function isOutdated(state: IndexState, fingerprint: BuiltGraph["fingerprint"], lastKey: number): boolean {
  return (
    !isDeepStrictEqual(state.fingerprint, fingerprint) ||
    (state.graph !== null && state.graph.lastKey > lastKey)
  );
}

async function publishIfPresent(target: string): Promise<boolean> {
  try {
    await publish(target);
    return true;
  } catch (error) {
    if (isMissingFile(error)) {
      return false;
    }
    throw error;
  }
}
