import { expect, it } from "vitest";
import type { ScaleRow } from "../../../bench/scale/scale-figures.js";
import { comparableRows } from "../../../bench/simulation/comparable-rows.js";

function row(store: string, documents: number): ScaleRow {
  return { store, documents } as ScaleRow;
}

it("compares stores at the largest size that both were measured at", () => {
  const rows = [
    row("local", 10),
    row("database", 100),
    row("local", 100),
    row("local", 1000),
    row("database", 10),
  ];
  expect(comparableRows(rows, "database", "local")).toEqual([row("database", 100), row("local", 100)]);
  expect(comparableRows([row("local", 10), row("database", 20)], "database", "local")).toBeUndefined();
});
