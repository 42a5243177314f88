import { expect, it } from "vitest";
import { defaultProcesses } from "../../../../src/ingest/loading/loading-pool.js";

it.each([
  [1, 2],
  [2, 2],
  [4, 3],
  [64, 4],
])("with %d usable cores, %d processes read at the same time", (cores, processes) => {
  expect(defaultProcesses(cores)).toBe(processes);
});
