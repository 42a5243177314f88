import type { AnalysisVersion } from "../../../core/analysis.js";
import type { Fingerprint } from "../../../core/ports/embedder.js";
import type { IndexInfo } from "../../../core/ports/store/catalogue.js";
import { damaged } from "../../errors.js";
import type { Counts } from "../../rows/counts.js";
import type { Session } from "../connection/session.js";

/** What the last commit made. */
export interface PostgresState {
  /** Another one where the tables were put aside and made anew: keys begin at 1 again. */
  readonly indexId: string;
  /**
   * Names of the last commits, the newest first: by them a commit whose answer was lost is recognised, and a server that
   * has lost commits.
   */
  readonly commits: readonly string[];
  readonly fingerprint: Fingerprint | null;
  readonly analysis?: AnalysisVersion;
  readonly isPartial?: boolean;
  readonly counts: Counts;
  /** Numbers of passages. */
  readonly languages: Readonly<Record<string, number>>;
}

/** A state with the number of its commit. */
export interface Generation extends PostgresState {
  /** Grows by one with every commit; 0 is an index never written. */
  readonly generation: number;
}

/** How many commits a state names: a process that sees none of the next so many reads all anew. */
const NAMED_COMMITS = 16;

/** The names of the last commits after one more. */
export function withCommit(commits: readonly string[], name: string): string[] {
  return [name, ...commits].slice(0, NAMED_COMMITS);
}

/**
 * Whether a state is another one or has come out of it: then a key still means what it meant. It doesn't where a server
 * has lost commits, as a replica that takes over can, or one that was restored.
 */
export function isSuccessor(state: Generation, earlier: Generation): boolean {
  const commits = state.generation - earlier.generation;
  return commits >= 0 && state.indexId === earlier.indexId && state.commits[commits] === earlier.commits[0];
}

export function isSame(a: Generation, b: Generation): boolean {
  return a.generation === b.generation && isSuccessor(a, b);
}

/** @throws FootnoteError `index_damaged` if there is none */
export async function readState(session: Session): Promise<Generation> {
  const row = await session.first<{ generation: number; content: string }>(
    "SELECT generation, content FROM state WHERE id = 1",
  );
  if (row === undefined) {
    throw damaged("The index's database doesn't say what it holds.");
  }
  // An index of an earlier build names no commits.
  const content: Omit<PostgresState, "commits"> & Partial<PostgresState> = JSON.parse(row.content);
  return { ...content, commits: content.commits ?? [], generation: row.generation };
}

/**
 * Takes effect with the transaction, and is announced then to all that listen. The channel has the schema's name, since
 * channels are those of the whole database.
 */
export async function writeState(
  session: Session,
  schema: string,
  { generation, ...state }: Generation,
): Promise<void> {
  await session.run(
    "UPDATE state SET generation = $1, content = $2 WHERE id = 1 RETURNING pg_notify($3, '')",
    [generation, JSON.stringify(state), schema],
  );
}

/** What is told of an index in this state. @param formatVersion of its tables */
export function indexInfo(state: Generation, formatVersion: number): IndexInfo {
  const { generation, fingerprint, analysis = null, isPartial = false, counts, languages } = state;
  const { documents, passages } = counts;
  return {
    generation,
    formatVersion,
    fingerprint,
    analysis,
    isPartial,
    documents,
    passages,
    languages,
    repairs: [],
  };
}
