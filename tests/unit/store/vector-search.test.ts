import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExactIndex } from "../../../src/store/dense/exact-index.js";
import { HnswGraph, type Neighbour } from "../../../src/store/dense/hnsw-graph.js";
import { TopK } from "../../../src/store/top-k.js";
import { ByteMatrix } from "../../../src/vectors/byte-matrix.js";
import { cosine, toByteVector } from "../../../src/vectors/vector.js";
import { embed } from "../../support/store/store-fixtures.js";

const DIMENSION = 16;
const VECTORS = Array.from({ length: 300 }, (_, i) => embed(`vector ${i}`));
const QUERY = embed("a question");

function sorted(vectors: readonly Float32Array[], query: Float32Array): number[] {
  const dot = (v: Float32Array) => v.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0);
  return [...vectors.keys()].sort((a, b) => dot(vectors[b] ?? query) - dot(vectors[a] ?? query));
}

it("the cosine is the dot product, for every dimension and offset, and never beyond 1", () => {
  const values = fc.array(fc.float({ min: Math.fround(-0.25), max: Math.fround(0.25), noNaN: true }), {
    minLength: 1,
    maxLength: 11,
  });
  fc.assert(
    fc.property(values, fc.nat(5), (numbers, offset) => {
      const query = Float32Array.from(numbers);
      const matrix = new Float32Array([...Array(offset).fill(9), ...numbers, 9]);
      const expected = query.reduce((sum, value) => sum + value * value, 0);
      expect(cosine(query, matrix, offset)).toBeCloseTo(expected, 5);
    }),
  );
  const long = Float32Array.of(1.0001, 0);
  expect([
    cosine(long, long),
    cosine(
      long,
      long.map((value) => -value),
    ),
  ]).toEqual([1, -1]);
});

function matrixOf(vectors: readonly Float32Array[], dimension = DIMENSION): ByteMatrix {
  const matrix = new ByteMatrix(vectors.length, dimension);
  for (const [i, vector] of vectors.entries()) {
    matrix.set(i, toByteVector(vector));
  }
  return matrix;
}

function nearest(index: ExactIndex, limit: number, first = 0): number[] {
  const top = new TopK(limit);
  index.offer(top, QUERY, first);
  return top.items();
}

function nearestAmong(index: ExactIndex, limit: number, positions: readonly number[]): number[] {
  const top = new TopK(limit);
  index.offerAmong(top, QUERY, Uint32Array.from(positions));
  return top.items();
}

const component = fc.float({ min: -1, max: 1, noNaN: true });

it("a byte matrix has the dot products of its rows with a vector, for every dimension", () => {
  const sizes = fc.record({
    dimension: fc.integer({ min: 1, max: 70 }),
    rows: fc.integer({ min: 0, max: 5 }),
  });
  const vectors = sizes.chain(({ dimension, rows }) => {
    const vector = fc
      .array(component, { minLength: dimension, maxLength: dimension })
      .map((components) => Float32Array.from(components));
    return fc.record({ query: vector, rows: fc.array(vector, { minLength: rows, maxLength: rows }) });
  });
  fc.assert(
    fc.property(vectors, fc.nat(5), ({ query, rows }, skipped) => {
      const matrix = matrixOf(rows, query.length);
      const first = Math.min(skipped, rows.length);
      const products = matrix.multiply(query, first);
      for (const [i, row] of rows.entries()) {
        const { components, scale } = matrix.at(i);
        expect({ components, scale }).toEqual({
          components: toByteVector(row).components,
          scale: Math.fround(toByteVector(row).scale),
        });
        if (i < first) {
          continue;
        }
        const exact = components.reduce((sum, value, k) => sum + value * scale * (query[k] ?? 0), 0);
        expect(products[i]).toBeCloseTo(exact, 2);
      }
    }),
  );
});

it("no dot product is too large for its place", () => {
  for (const dimension of [512, 3072, 16_384]) {
    const largest = new Float32Array(dimension).fill(1);
    const smallest = new Float32Array(dimension).fill(-1);
    const products = matrixOf([largest, smallest], dimension).multiply(largest);
    expect((products[0] ?? 0) / dimension).toBeCloseTo(1, 2);
    expect((products[1] ?? 0) / dimension).toBeCloseTo(-1, 2);
  }
});

it("exact search finds the nearest of those it may", () => {
  const index = new ExactIndex(matrixOf(VECTORS));
  const stored = VECTORS.map((_, i) => {
    const { components, scale } = index.vectorAt(i);
    return Float32Array.from(components, (value) => value * scale);
  });
  const order = sorted(stored, QUERY);
  expect(nearest(index, 10)).toEqual(order.slice(0, 10));
  expect(nearest(index, 1000)).toEqual(order);
  const later = order.filter((position) => position >= 100);
  expect(nearest(index, 1000, 100)).toEqual(later);
  expect(nearest(index, 1000, 300)).toEqual([]);
});

it.each([
  ["most", 2],
  ["few", 50],
])("exact search finds the nearest among %s of the vectors", (_, every) => {
  const wanted = [...VECTORS.keys()].filter((position) => position % every === 0);
  const nearestOfThem = sorted(VECTORS, QUERY).filter((position) => wanted.includes(position));
  const found = nearestAmong(new ExactIndex(matrixOf(VECTORS)), 10, wanted);
  expect(found).toHaveLength(Math.min(10, wanted.length));
  expect(found).toEqual(expect.arrayContaining(nearestOfThem.slice(0, 3)));
  expect(wanted).toEqual(expect.arrayContaining(found));
});

it.each([1, 3, 6, 9])("a few of many vectors of %i dimensions are compared as all are", (dimension) => {
  const vectors = VECTORS.map((vector) => vector.slice(0, dimension));
  const query = QUERY.slice(0, dimension);
  const wanted = [3, 77, 200, 201];
  const top = new TopK(4);
  new ExactIndex(matrixOf(vectors, dimension)).offerAmong(top, query, Uint32Array.from(wanted));
  const order = sorted(vectors, query).filter((position) => wanted.includes(position));
  expect([order[0], order[1]]).toContain(top.items()[0]);
  expect(top.items().toSorted((a, b) => a - b)).toEqual(wanted);
});

it("the exactly nearest are among a few more than are wanted", () => {
  const found = nearest(new ExactIndex(matrixOf(VECTORS)), 26);
  expect(found).toEqual(expect.arrayContaining(sorted(VECTORS, QUERY).slice(0, 10)));
});

function keysOf(neighbours: readonly Neighbour[]): number[] {
  return neighbours.map(({ key }) => key);
}

describe("the graph", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-graph-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Keys are the vectors' positions plus 1. */
  function build(): HnswGraph {
    const graph = HnswGraph.create(DIMENSION, VECTORS.length);
    for (const [i, vector] of VECTORS.entries()) {
      graph.add(i + 1, vector);
    }
    return graph;
  }

  function expectedKeys(): number[] {
    return sorted(VECTORS, QUERY).map((position) => position + 1);
  }

  it("finds what exact search finds, also after it was saved and loaded", async () => {
    const file = path.join(folder, "whole.hnsw");
    const graph = build();
    await graph.save(file);
    const loaded = await HnswGraph.load(file, DIMENSION);
    for (const limit of [1, 10, 150]) {
      expect(keysOf(graph.nearest(QUERY, limit))).toEqual(expectedKeys().slice(0, limit));
      expect(keysOf(loaded.nearest(QUERY, limit))).toEqual(expectedKeys().slice(0, limit));
    }
  });

  it("says the cosine of what it finds", () => {
    for (const { key, cosine: found } of build().nearest(QUERY, 5)) {
      expect(found).toBeCloseTo(cosine(QUERY, VECTORS[key - 1] ?? QUERY), 6);
    }
  });

  it("grows when room is reserved", () => {
    const graph = build();
    graph.reserve(VECTORS.length + 1);
    graph.reserve(10);
    graph.add(1000, QUERY);
    expect(keysOf(graph.nearest(QUERY, 2))).toEqual([1000, expectedKeys()[0]]);
  });

  it.each([
    ["cut", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["too long", (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1)])],
    ["empty", () => Buffer.alloc(0)],
  ])("refuses a file that is %s", async (name, spoil) => {
    const file = path.join(folder, `${name}.hnsw`);
    await build().save(file);
    await writeFile(file, spoil(await readFile(file)));
    await expect(HnswGraph.load(file, DIMENSION)).rejects.toThrow();
  });
});
