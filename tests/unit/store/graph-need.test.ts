import { expect, it } from "vitest";
import { graphNeed } from "../../../src/store/local/graph/need.js";

const GRAPH = { name: "g", sha256: "", lastKey: 100, size: 100 };

it.each([
  ["none", "few passages", null, { passages: 10, covered: 0 }],
  ["build", "more passages than can be looked at one by one", null, { passages: 11, covered: 0 }],
  ["none", "a graph of all of them", GRAPH, { passages: 100, covered: 100 }],
  ["none", "as many beside it as can be looked at", GRAPH, { passages: 110, covered: 100 }],
  ["build", "one more beside it", GRAPH, { passages: 111, covered: 100 }],
  ["none", "a quarter of it removed", GRAPH, { passages: 75, covered: 75 }],
  ["build", "more than a quarter of it removed", GRAPH, { passages: 74, covered: 74 }],
  ["none", "few passages left, but in a good graph", { ...GRAPH, size: 5 }, { passages: 5, covered: 5 }],
  ["drop", "few passages left of many", GRAPH, { passages: 10, covered: 10 }],
  ["drop", "no passages left", GRAPH, { passages: 0, covered: 0 }],
])("%s: %s", (need, _, graph, coverage) => {
  expect(graphNeed(graph, coverage, 10)).toBe(need);
});
