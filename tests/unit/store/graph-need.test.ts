import { expect, it } from "vitest";
import { graphNeed } from "../../../src/store/local/graph/need.js";

const GRAPH = { name: "g", sha256: "", lastKey: 100, size: 100 };

it.each([
  ["none", "no passages", null, { passages: 0, covered: 0 }],
  ["build", "a single passage", null, { passages: 1, covered: 0 }],
  ["none", "a graph of all of them", GRAPH, { passages: 100, covered: 100 }],
  ["none", "as many beside it as can be looked at", GRAPH, { passages: 102, covered: 100 }],
  ["build", "one more beside it", GRAPH, { passages: 103, covered: 100 }],
  ["none", "a quarter of it removed", GRAPH, { passages: 75, covered: 75 }],
  ["build", "more than a quarter of it removed", GRAPH, { passages: 74, covered: 74 }],
  ["drop", "no passages left", GRAPH, { passages: 0, covered: 0 }],
])("%s: %s", (need, _, graph, coverage) => {
  expect(graphNeed(graph, coverage, "hnsw")).toBe(need);
});

it.each([
  ["none", null],
  ["drop", GRAPH],
])("%s: where every vector is looked at", (need, graph) => {
  expect(graphNeed(graph, { passages: 100, covered: 100 }, "exact")).toBe(need);
});
