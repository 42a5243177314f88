import { isDeepStrictEqual } from "node:util";
import type { Connection } from "../database/sqlite.js";
import type { CommittedState, IndexState } from "../database/state.js";
import { withGraph } from "./dense-index.js";
import { findGraph, type GraphSource, knownGraph, loadSnapshot } from "./load-snapshot.js";
import { readSnapshot, type Snapshot } from "./snapshot.js";

/**
 * The snapshot that searches work in. It is loaded when it is first asked for; from then on, commits of this
 * process bring the next one, and what another process commits is loaded by the next search. Nothing waits for the
 * graph: it is checked and loaded in the background, and every vector is looked at until it is there.
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
  /** The name of a graph on record that can't be used, or holds less than the one in use. */
  #passedOver: string | undefined;

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
   * The last commit's. A single search is sooner done without its graph; the second one has it loaded.
   * @throws FootnoteError `index_damaged`
   */
  async current(): Promise<Snapshot> {
    const wasLoaded = this.#snapshot !== undefined;
    for (;;) {
      const { version } = this.#committed;
      if (this.#snapshot !== undefined && version === this.#seenVersion) {
        if (wasLoaded) {
          this.#takeGraphSoon(this.#snapshot);
        }
        return this.#snapshot;
      }
      this.#loading ??= this.#load(version).finally(() => {
        this.#loading = undefined;
      });
      // Not necessarily of this version: look again.
      await this.#loading;
    }
  }

  /** Loads the last commit's and begins to load its graph. @throws FootnoteError `index_damaged` */
  async warmUp(): Promise<void> {
    this.#takeGraphSoon(await this.current());
  }

  /**
   * The snapshot of a commit that is about to be made.
   * @param writer in the transaction
   * @returns undefined before the first search
   */
  async prepare(writer: Connection, state: IndexState): Promise<Snapshot | undefined> {
    const known = this.#snapshot;
    return known && readSnapshot(writer, state, knownGraph(state, known), known);
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

  /** Waits until the graph that is being loaded is in use. */
  async settled(): Promise<void> {
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
      this.take(await loadSnapshot(this.#loader, known));
    } else if (known.state.graph?.name !== state.graph?.name) {
      this.#snapshot = { ...known, state };
    }
    this.#seenVersion = version;
  }

  #takeGraphSoon({ state: { graph }, dense }: Snapshot): void {
    const isInUse = graph === null || graph.name === dense?.graph?.file.name;
    if (!isInUse && graph.name !== this.#passedOver && this.#source.vectorIndex !== "exact") {
      this.takeGraph().catch(() => undefined);
    }
  }

  async #takeGraph(): Promise<void> {
    for (;;) {
      const state = this.#committed.current();
      const name = state.graph?.name;
      const inUse = this.#snapshot?.dense?.graph?.file.name;
      if (this.#snapshot === undefined || name === undefined || name === inUse || name === this.#passedOver) {
        return;
      }
      const graph = await findGraph(this.#reader, state, this.#source);
      // Commits may have been made meanwhile, but keys only ever grow: the graph holds what it should.
      const snapshot = this.#snapshot;
      const isSame = isDeepStrictEqual(snapshot.state.fingerprint, state.fingerprint);
      const dense = graph && isSame && snapshot.dense && withGraph(snapshot.dense, snapshot.passages, graph);
      if (graph === null || !dense || dense === snapshot.dense) {
        this.#passedOver = name;
      } else {
        this.#snapshot = { ...snapshot, state: { ...snapshot.state, graph: graph.file }, dense };
      }
    }
  }
}
