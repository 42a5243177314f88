import hnswlib from "hnswlib-node";

/** Inner product: for vectors of unit length the order of the cosine, without dividing by lengths again. */
export const SPACE = "ip";

/** How a graph is built. */
export interface GraphParameters {
  /** Links per element; twice as many on the lowest layer. */
  readonly m: number;
  /** The breadth of the search for them. */
  readonly efConstruction: number;
}

/**
 * Questions lie far from all passages, so that a graph needs more links than one that is asked for what is like its own
 * vectors. docs/retrieval.md has the recall and the time that others gave.
 */
const PARAMETERS: GraphParameters = { m: 32, efConstruction: 100 };

/** How broad a search is among so many passages or fewer, and how many times broader among ten times as many. */
const BREADTH = { passages: 10_000, ef: 450, growth: 1.78 };

/** A vector that was found, by its key. */
export interface Neighbour {
  readonly key: number;
  readonly cosine: number;
}

/**
 * A hierarchical navigable small world graph (Malkov and Yashunin, 2016) over vectors of unit length, each
 * known by a positive integer key below 2³². Vectors must be finite: hnswlib takes anything. A vector can't
 * be removed: callers filter the keys of removed passages out of the results.
 */
export class HnswGraph {
  readonly #graph: hnswlib.HierarchicalNSW;

  private constructor(graph: hnswlib.HierarchicalNSW) {
    this.#graph = graph;
  }

  /** An empty graph with room for so many vectors. */
  static create(
    dimension: number,
    capacity: number,
    { m, efConstruction }: GraphParameters = PARAMETERS,
  ): HnswGraph {
    const graph = new hnswlib.HierarchicalNSW(SPACE, dimension);
    graph.initIndex(capacity, m, efConstruction);
    return new HnswGraph(graph);
  }

  /**
   * hnswlib notices a file that is too short or too long, but neither changed bytes nor another dimension:
   * check both before.
   */
  static async load(file: string, dimension: number): Promise<HnswGraph> {
    const graph = new hnswlib.HierarchicalNSW(SPACE, dimension);
    await graph.readIndex(file);
    return new HnswGraph(graph);
  }

  /** How many vectors the graph holds. */
  get size(): number {
    return this.#graph.getCurrentCount();
  }

  /** Makes room for so many vectors in all. */
  reserve(capacity: number): void {
    if (capacity > this.#graph.getMaxElements()) {
      this.#graph.resizeIndex(capacity);
    }
  }

  add(key: number, vector: Float32Array): void {
    this.#graph.addPoint(Array.from(vector), key);
  }

  /** Doesn't notice a full disk or a missing folder: load the file to know. */
  async save(file: string): Promise<void> {
    await this.#graph.writeIndex(file);
  }

  /**
   * About the vectors with the highest cosine, best first.
   * @param breadth how many candidates the search keeps
   */
  nearest(query: Float32Array, limit: number, breadth = breadthFor(this.size)): Neighbour[] {
    // A loaded graph starts with a breadth of 10, whatever it was before.
    this.#graph.setEf(Math.max(limit, breadth));
    const found = this.#graph.searchKnn(Array.from(query), Math.min(limit, this.size));
    return found.neighbors.map((key, i) => ({ key, cosine: 1 - (found.distances[i] ?? 1) }));
  }
}

function breadthFor(size: number): number {
  const tenfolds = Math.log10(Math.max(1, size / BREADTH.passages));
  return Math.round(BREADTH.ef * BREADTH.growth ** tenfolds);
}
