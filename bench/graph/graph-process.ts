import hnswlib from "hnswlib-node";
import { z } from "zod";
import type * as App from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { mean } from "../../src/evaluation/metrics/statistics.js";
import type * as Exact from "../../src/store/dense/exact-index.js";
import type * as Top from "../../src/store/top-k.js";
import type * as Matrix from "../../src/vectors/byte-matrix.js";
import { toByteVector } from "../../src/vectors/vector.js";
import { built } from "../process/built.js";
import { nearestOf, readStoredVectors } from "../process/stored-vectors.js";
import type { GraphFigures } from "./graph-figures.js";

/** What the process is told, as JSON in its first argument. */
const order = z.object({ index: z.string(), made: z.string(), real: z.array(z.string()) });

/** M and the breadth of building. */
const GRAPHS = [
  [16, 100],
  [16, 200],
  [24, 200],
  [32, 200],
] as const;
const BREADTHS = [200, 400, 600, 800];
const QUESTIONS = 150;
const NEIGHBOURS = 10;

const { index, made, real } = order.parse(JSON.parse(process.argv[2] ?? ""));
const { openEmbedder } = await built<typeof App>("app/workspace");
const { ExactIndex } = await built<typeof Exact>("store/dense/exact-index");
const { ByteMatrix } = await built<typeof Matrix>("vectors/byte-matrix");
const { TopK } = await built<typeof Top>("store/top-k");
const embedder = await openEmbedder(loadConfig({}, index));
const { dimension } = embedder.fingerprint;
const vectors = readStoredVectors(index, dimension);
const exact = new ExactIndex(matrixOf(vectors));
const questions = { made: await embed([made]), real: await embed(real) };
const nearest = Object.entries(questions).map(([kind, list]) => ({ kind, list: list.map(lookAtAll) }));

const figures: GraphFigures = {
  passages: vectors.length,
  exactMilliseconds: mean(nearest.flatMap(({ list }) => list.map(({ milliseconds }) => milliseconds))) ?? 0,
  graphs: GRAPHS.map(([m, efConstruction]) => measure(m, efConstruction)),
};
console.log(JSON.stringify(figures));
await embedder.close();

function measure(m: number, efConstruction: number): GraphFigures["graphs"][number] {
  const graph = new hnswlib.HierarchicalNSW("ip", dimension);
  const start = performance.now();
  graph.initIndex(vectors.length, m, efConstruction);
  for (const [position, vector] of vectors.entries()) {
    graph.addPoint(Array.from(vector), position);
  }
  const buildSeconds = (performance.now() - start) / 1000;
  const rounds = BREADTHS.map((ef) => {
    graph.setEf(ef);
    return { ef, found: Object.fromEntries(nearest.map(({ kind, list }) => [kind, search(graph, list)])) };
  });
  return { m, efConstruction, buildSeconds, rounds };
}

function search(graph: hnswlib.HierarchicalNSW, questions: readonly Nearest[]) {
  const start = performance.now();
  const found = questions.map(({ vector }) => graph.searchKnn(Array.from(vector), NEIGHBOURS).neighbors);
  const milliseconds = (performance.now() - start) / questions.length;
  const shares = questions.map(({ positions }, i) => {
    const own = new Set(found[i]);
    return positions.filter((position) => own.has(position)).length / positions.length;
  });
  return { recallAt10: mean(shares) ?? 0, milliseconds };
}

/** A question with what a graph should find. */
interface Nearest {
  readonly vector: Float32Array;
  readonly positions: readonly number[];
  readonly milliseconds: number;
}

function lookAtAll(vector: Float32Array): Nearest {
  const start = performance.now();
  exact.offer(new TopK(NEIGHBOURS), vector);
  const milliseconds = performance.now() - start;
  return { vector, positions: nearestOf(vector, vectors, NEIGHBOURS), milliseconds };
}

async function embed(files: readonly string[]): Promise<Float32Array[]> {
  const lists = await Promise.all(files.map(readQuestions));
  const each = Math.ceil(QUESTIONS / Math.max(1, files.length));
  const texts = lists.flatMap((list) => list.slice(0, each).map(({ question }) => question));
  return embedder.embed(texts, "query");
}

function matrixOf(rows: readonly Float32Array[]): Matrix.ByteMatrix {
  const matrix = new ByteMatrix(rows.length, dimension);
  for (const [position, vector] of rows.entries()) {
    matrix.set(position, toByteVector(vector));
  }
  return matrix;
}
