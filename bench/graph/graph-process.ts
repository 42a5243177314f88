import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type * as App from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import { readQuestions } from "../../src/evaluation/data-set.js";
import { mean, percentile } from "../../src/evaluation/metrics/statistics.js";
import type * as Exact from "../../src/store/dense/exact-index.js";
import type * as Hnsw from "../../src/store/dense/hnsw-graph.js";
import type * as Top from "../../src/store/top-k.js";
import type * as Matrix from "../../src/vectors/byte-matrix.js";
import { toByteVector } from "../../src/vectors/vector.js";
import { built } from "../process/built.js";
import { nearestOf, readStoredVectors } from "../process/stored-vectors.js";
import type { GraphFigures, Searched, Way } from "./graph-figures.js";

/** What the process is told, as JSON in its first argument. */
const order = z.object({ index: z.string(), made: z.string(), real: z.array(z.string()) });

/** As far as the index reaches; if it reaches much farther than the last one that it does, its own size follows. */
const SIZES = [1000, 10_000, 100_000, 500_000];
const MUCH_FARTHER = 1.05;

/** Graphs to compare with Footnote's, up to so many passages, and how broadly they are searched. */
const OTHERS = [
  { m: 16, efConstruction: 100 },
  { m: 16, efConstruction: 200 },
  { m: 32, efConstruction: 50 },
  { m: 32, efConstruction: 200 },
];
const OTHERS_UP_TO = 100_000;

/** Over an index that reaches as far as any, only so far: building them all would take hours. */
const OTHERS_OF_LARGEST_UP_TO = 10_000;
const BREADTHS = [200, 450, 800];

const QUESTIONS = 150;
const NEIGHBOURS = 10;
/** As many as a search of the product asks for. */
const LIMIT = 66;
const MEGABYTE = 1024 * 1024;

/** A question with what should be found. */
interface Nearest {
  readonly vector: Float32Array;
  readonly positions: readonly number[];
}
type Questions = Readonly<Record<string, readonly Nearest[]>>;

const { index, made, real } = order.parse(JSON.parse(process.argv[2] ?? ""));
const { openEmbedder } = await built<typeof App>("app/workspace");
const { ExactIndex } = await built<typeof Exact>("store/dense/exact-index");
const { HnswGraph } = await built<typeof Hnsw>("store/dense/hnsw-graph");
const { ByteMatrix } = await built<typeof Matrix>("vectors/byte-matrix");
const { TopK } = await built<typeof Top>("store/top-k");
const embedder = await openEmbedder(loadConfig({}, index));
const { dimension } = embedder.fingerprint;
const vectors = readStoredVectors(index, dimension, SIZES.at(-1));
const sizes = SIZES.filter((size) => size <= vectors.length);
if (sizes.length < SIZES.length && vectors.length > MUCH_FARTHER * (sizes.at(-1) ?? 0)) {
  sizes.push(vectors.length);
}
const embedded = { made: await embed([made]), ...(real.length > 0 && { real: await embed(real) }) };
await embedder.close();

const at = new Date().toISOString();
const ways: Way[] = [];
const questionsOf = new Map(sizes.map((size) => [size, nearestAmong(size)]));
for (const [size, questions] of questionsOf) {
  ways.push(lookAtAll(size, questions));
}
await growGraph("Footnote's graph", {}, sizes);
for (const parameters of OTHERS) {
  const name = `M ${parameters.m}, efConstruction ${parameters.efConstruction}`;
  const upTo = sizes.length === SIZES.length ? OTHERS_OF_LARGEST_UP_TO : OTHERS_UP_TO;
  const others = sizes.filter((size) => size <= upTo);
  await growGraph(name, { parameters, breadths: BREADTHS }, others);
}
const figures: GraphFigures = { ways: ways.sort((a, b) => a.passages - b.passages) };
console.log(JSON.stringify(figures));

function nearestAmong(size: number): Questions {
  const among = vectors.slice(0, size);
  const nearest = (vector: Float32Array) => ({ vector, positions: nearestOf(vector, among, NEIGHBOURS) });
  return Object.fromEntries(Object.entries(embedded).map(([kind, list]) => [kind, list.map(nearest)]));
}

function lookAtAll(size: number, questions: Questions): Way {
  const matrix = new ByteMatrix(size, dimension);
  for (const [position, vector] of vectors.slice(0, size).entries()) {
    matrix.set(position, toByteVector(vector));
  }
  const exact = new ExactIndex(matrix);
  const found = search(questions, (vector) => {
    const top = new TopK(LIMIT);
    exact.offer(top, vector);
    return top.items();
  });
  const megabytes = (size * dimension) / MEGABYTE;
  return { passages: size, name: "looking at all", at, buildSeconds: 0, megabytes, questions: found };
}

/** Measures a graph whenever it has grown to one of the sizes. */
async function growGraph(
  name: string,
  { parameters, breadths = [] }: { parameters?: Hnsw.GraphParameters; breadths?: readonly number[] },
  atSizes: readonly number[],
): Promise<void> {
  const graph = HnswGraph.create(dimension, atSizes.at(-1) ?? 0, parameters);
  let buildSeconds = 0;
  for (const size of atSizes) {
    const before = process.cpuUsage();
    for (const vector of vectors.slice(graph.size, size)) {
      graph.add(graph.size + 1, vector);
    }
    const { user, system } = process.cpuUsage(before);
    buildSeconds += (user + system) / 1e6;
    const megabytes = await sizeOf(graph);
    for (const breadth of breadths.length === 0 ? [undefined] : breadths) {
      const questions = search(questionsOf.get(size) ?? {}, (vector) =>
        graph.nearest(vector, LIMIT, breadth).map(({ key }) => key - 1),
      );
      const full = breadth === undefined ? name : `${name}, ef ${breadth}`;
      ways.push({ passages: size, name: full, at, buildSeconds, megabytes, questions });
    }
  }
}

/** A graph's file holds what its memory holds. */
async function sizeOf(graph: Hnsw.HnswGraph): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-bench-graph-"));
  try {
    const file = join(folder, "graph");
    await graph.save(file);
    return (await stat(file)).size / MEGABYTE;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function search(
  questions: Questions,
  find: (vector: Float32Array) => readonly number[],
): Record<string, Searched> {
  return Object.fromEntries(Object.entries(questions).map(([kind, list]) => [kind, ask(list, find)]));
}

function ask(list: readonly Nearest[], find: (vector: Float32Array) => readonly number[]): Searched {
  const milliseconds: number[] = [];
  const processor: number[] = [];
  const recalls = list.map(({ vector, positions }) => {
    const start = performance.now();
    const before = process.cpuUsage();
    const found = new Set(find(vector));
    const { user, system } = process.cpuUsage(before);
    milliseconds.push(performance.now() - start);
    processor.push((user + system) / 1000);
    return positions.filter((position) => found.has(position)).length / positions.length;
  });
  return {
    recallAt10: mean(recalls) ?? 0,
    p50: percentile(milliseconds, 0.5) ?? 0,
    p95: percentile(milliseconds, 0.95) ?? 0,
    cpuP50: percentile(processor, 0.5) ?? 0,
  };
}

async function embed(files: readonly string[]): Promise<Float32Array[]> {
  const lists = await Promise.all(files.map(readQuestions));
  const each = Math.ceil(QUESTIONS / Math.max(1, files.length));
  const texts = lists.flatMap((list) => list.slice(0, each).map(({ question }) => question));
  return embedder.embed(texts, "query");
}
