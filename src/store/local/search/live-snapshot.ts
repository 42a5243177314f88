import type { Connection } from "../database/sqlite.js";
import type { CommittedState, IndexState } from "../database/state.js";
import { withGraph } from "./dense-index.js";
import { findGraph, type GraphSource, loadSnapshot } from "./load-snapshot.js";
import { readSnapshot, type Snapshot } from "./snapshot.js";

/**
 * The snapshot that searches work in. It is loaded when it is first asked for; from then on, commits of this
 * process bring the next one, and what another process commits is loaded by the next search.
 */
export class LiveSnapshot {
  readonly #reader: Connection;
  readonly #loader: Connection;
  readonly #source: GraphSource;
  readonly #committed: CommittedState;
  #seenVersion: number | undefined;
  #snapshot: Snapshot | undefined;
  #loading: Promise<void> | undefined;
  #takingGraph: Promise<void> | undefined;

  /**
   * @param reader always sees the last commit: it is never in a transaction
   * @param committed what the reader sees
   * @param loader for transactions that last as long as loading takes
   */
  constructor(reader: Connection, committed: CommittedState, loader: Connection, source: GraphSource) {
    this.#reader = reader;
    this.#committed = committed;
    this.#loader = loader;
    this.#source = source;
  }

  /**
   * The last commit's.
   * @throws FootnoteError `index_damaged`
   */
  async current(): Promise<Snapshot> {
    for (;;) {
      const { version } = this.#committed;
      if (this.#snapshot !== undefined && version === this.#seenVersion) {
        return this.#snapshot;
      }
      this.#loading ??= this.#load(version).finally(() => {
        this.#loading = undefined;
      });
      // Not necessarily of this version: look again.
      await this.#loading;
    }
  }

  /**
   * The snapshot of a commit that is about to be made.
   * @param writer in the transaction
   * @returns undefined before the first search
   */
  async prepare(writer: Connection, state: IndexState): Promise<Snapshot | undefined> {
    const known = this.#snapshot;
    if (known === undefined) {
      return undefined;
    }
    const graph = await findGraph(writer, state, this.#source, known);
    return readSnapshot(writer, state, graph, known);
  }

  /** Takes the snapshot of a commit that was made. */
  take(snapshot: Snapshot): void {
    // One that was loaded may be overtaken by a commit of this process.
    const generation = this.#snapshot?.state.generation ?? -1;
    if (snapshot.state.generation > generation) {
      this.#snapshot = snapshot;
    }
  }

  /** Loads the graph that is on record; simultaneous calls share the work. */
  async takeGraph(): Promise<void> {
    this.#takingGraph ??= this.#takeGraph().finally(() => {
      this.#takingGraph = undefined;
    });
    await this.#takingGraph;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#loading, this.#takingGraph]);
  }

  async #load(version: number): Promise<void> {
    const state = this.#committed.current();
    const known = this.#snapshot;
    if (known?.state.generation !== state.generation) {
      this.take(await loadSnapshot(this.#loader, this.#source, known));
    } else if (known.state.graph?.name !== state.graph?.name) {
      // The passages are the same, so searches don't wait for the graph.
      this.takeGraph().catch(() => undefined);
    }
    this.#seenVersion = version;
  }

  async #takeGraph(): Promise<void> {
    if (this.#snapshot === undefined) {
      return;
    }
    const state = this.#committed.current();
    const graph = await findGraph(this.#reader, state, this.#source, this.#snapshot);
    // Commits may have been made meanwhile, but keys only ever grow: the graph holds what it should.
    const snapshot = this.#snapshot;
    if (graph === null || snapshot.dense === null) {
      return;
    }
    const dense = withGraph(snapshot.dense, snapshot.passages, graph);
    if (dense === snapshot.dense) {
      return;
    }
    this.#snapshot = { ...snapshot, state: { ...snapshot.state, graph: graph.file }, dense };
  }
}
