import { expect, it } from "vitest";
import { readVectors } from "../../../../src/embedding/langchain/read-vectors.js";

const base64 = (...components: number[]) =>
  Buffer.from(Float32Array.from(components).buffer).toString("base64");

it("numbers and base64 give the same vectors, of length 1", () => {
  const expected = { count: 2, dimension: 2 };
  expect(readVectors([[3, 4], base64(3, 4)], expected)).toEqual([
    Float32Array.of(0.6, 0.8),
    Float32Array.of(0.6, 0.8),
  ]);
});

it.each<[string, unknown, string]>([
  ["nothing", undefined, "holds no embeddings"],
  ["an object", {}, "holds no embeddings"],
  ["too few", [[1, 0]], "holds 1 embeddings in place of 2"],
  ["too many", [[1], [1], [1]], "holds 3 embeddings in place of 2"],
  [
    "another dimension",
    [
      [1, 0],
      [1, 0, 0],
    ],
    "holds an embedding of 3 dimensions in place of 2",
  ],
  ["nothing in place of a vector", [[1, 0], undefined], "holds no embeddings"],
  ["an empty vector", [[1, 0], []], "holds an embedding that is zero or not finite"],
  [
    "a zero vector",
    [
      [1, 0],
      [0, 0],
    ],
    "holds an embedding that is zero or not finite",
  ],
  ["NaN", [[1, 0], base64(1, Number.NaN)], "holds an embedding that is zero or not finite"],
  [
    "infinity",
    [
      [1, 0],
      [1e300, 0],
    ],
    "holds an embedding that is zero or not finite",
  ],
  [
    "null in a vector",
    [
      [1, 0],
      [1, null],
    ],
    "holds an embedding that is zero or not finite",
  ],
  [
    "text in a vector",
    [
      [1, 0],
      [1, "1"],
    ],
    "holds an embedding that is zero or not finite",
  ],
  ["base64 that ends early", [[1, 0], "AAAA"], "holds a broken embedding"],
])("%s is malformed", (_, answer, what) => {
  expect(() => readVectors(answer, { count: 2, dimension: 2 })).toThrow(
    expect.objectContaining({ reason: { kind: "malformed", what } }),
  );
});
