import { expect, it } from "vitest";
import { type CpuProfile, stageShares } from "../../../bench/ingest/profile-stages.js";

function node(id: number, functionName: string, path: string, children: number[] = []) {
  const url = path === "" ? "" : `file:///srv/footnote/${path}`;
  return { id, callFrame: { functionName, url }, children };
}

/** A microsecond each at the nodes named. */
function profile(nodes: CpuProfile["nodes"], samples: number[]): CpuProfile {
  return { nodes, samples, timeDeltas: samples.map(() => 1) };
}

it("a library's time counts for the stage that calls it, and waiting for none", () => {
  const nodes = [
    node(1, "(root)", "", [2, 5, 6, 7]),
    node(2, "analyse", "dist/text/terms.js", [3]),
    node(3, "stem", "node_modules/stemmers/de.js", [4]),
    node(4, "replace", ""),
    node(5, "(idle)", ""),
    node(6, "(garbage collector)", ""),
    node(7, "embedDocument", "dist/ingest/embed-document.js"),
  ];
  expect([...stageShares(profile(nodes, [4, 4, 2, 5, 5, 5, 6, 7, 7, 7]))]).toEqual([
    ["analysing terms", 3 / 7],
    ["hashing and embedding", 3 / 7],
    ["collecting garbage", 1 / 7],
  ]);
});

it("what a commit calls is the commit", () => {
  const nodes = [
    node(1, "(root)", "", [2, 4, 6]),
    node(2, "commit", "dist/store/local/write/transaction.js", [3]),
    node(3, "run", "dist/store/local/database/sqlite.js"),
    node(4, "put", "dist/store/local/write/document-writer.js", [5]),
    node(5, "run", "dist/store/local/database/sqlite.js"),
    node(6, "main", "dist/cli/main.js"),
  ];
  expect([...stageShares(profile(nodes, [3, 3, 5, 6]))]).toEqual([
    ["committing", 1 / 2],
    ["SQLite's statements", 1 / 4],
    ["starting, and the rest", 1 / 4],
  ]);
});
