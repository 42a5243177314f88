import { median, spread } from "../spread.js";
import { table } from "../table.js";
import type { Load } from "./load.js";

/** What one server did, round by round. */
export interface Row {
  readonly what: string;
  readonly rounds: readonly Load[];
}

const COLUMNS: readonly [title: string, of: (load: Load) => number, digits: number][] = [
  ["processor ms an answer", ({ processorMsPerAnswer }) => processorMsPerAnswer, 2],
  ["answers/s", ({ answersPerSecond }) => answersPerSecond, 0],
  ["waiting ms, p50", ({ p50Ms }) => p50Ms, 1],
  ["p95", ({ p95Ms }) => p95Ms, 1],
  ["p99", ({ p99Ms }) => p99Ms, 1],
];

/** The median of the rounds with the least and the most, and how many answers to one of the first row's. */
export function answersTable(rows: readonly Row[]): string {
  const medianRate = ({ rounds }: Row) => median(rounds.map(({ answersPerSecond }) => answersPerSecond));
  const [bare] = rows;
  return table(
    ["asked", ...COLUMNS.map(([title]) => title), "to the bare route"],
    rows.map((row) => [
      row.what,
      ...COLUMNS.map(([, of, digits]) => spread(row.rounds.map(of), digits)),
      bare === undefined ? "" : `1 / ${(medianRate(bare) / medianRate(row)).toFixed(1)}`,
    ]),
  );
}
