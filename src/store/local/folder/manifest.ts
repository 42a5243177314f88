import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { AnalysisVersion } from "../../../core/analysis.js";
import type { Fingerprint } from "../../../core/ports/embedder.js";
import { SPACE } from "../../dense/hnsw-graph.js";
import { FORMAT_VERSION } from "../database/schema.js";
import type { Connection } from "../database/sqlite.js";
import { readState } from "../database/state.js";
import { MANIFEST, publish, sync, unfinished } from "./index-files.js";

/**
 * What `manifest.json` says of an index, for people and for tools that don't read SQLite. It repeats what the
 * database holds, and the database is right where they differ.
 */
export interface Manifest {
  readonly formatVersion: number;
  readonly generation: number;
  readonly fingerprint: Fingerprint | null;
  /** Missing as in the database. */
  readonly analysis?: AnalysisVersion;
  readonly documents: number;
  readonly paragraphs: number;
  readonly passages: number;
  /** Of the vectors; null while nothing was written. */
  readonly dimension: number | null;
  /** The graph over the passages' vectors; null while there is none. */
  readonly hnsw: {
    readonly file: string;
    readonly sha256: string;
    readonly space: string;
    readonly vectors: number;
  } | null;
}

/** The manifest of the index as the connection sees it. */
export function describeIndex(connection: Connection): Manifest {
  const { generation, fingerprint, analysis, graph, counts } = readState(connection);
  return {
    formatVersion: FORMAT_VERSION,
    generation,
    fingerprint,
    ...(analysis !== undefined && { analysis }),
    ...counts,
    dimension: fingerprint?.dimension ?? null,
    hnsw:
      graph === null ? null : { file: graph.name, sha256: graph.sha256, space: SPACE, vectors: graph.size },
  };
}

/** What is wrong with the manifest in a folder that should say this: part of a sentence, or undefined. */
export async function findManifestFault(folder: string, expected: Manifest): Promise<string | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(path.join(folder, MANIFEST), "utf8"));
    return isDeepStrictEqual(found, expected) ? undefined : "was of another state of the index";
  } catch (error) {
    return error instanceof SyntaxError ? "was damaged" : "was missing";
  }
}

/**
 * Writes the manifest of what a transaction is about to commit, so that no other process finds one that is behind. The
 * index is whole without it: if it can't be written, `tidyFiles` writes it after the commit or at the next opening.
 * @param writer in the transaction
 */
export async function announceCommit(writer: Connection, folder: string): Promise<void> {
  await writeManifest(folder, describeIndex(writer)).catch(() => undefined);
}

/** Puts a manifest in the current one's place. Only for the holder of the write lock. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = path.join(folder, MANIFEST);
  await writeFile(unfinished(file), `${JSON.stringify(manifest, null, 2)}\n`);
  await sync(unfinished(file));
  await publish(file);
}
