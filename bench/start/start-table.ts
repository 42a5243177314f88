import { spread } from "../spread.js";
import { table } from "../table.js";
import type { StartFigures, StartRound } from "./start-figures.js";

const LINES: readonly (readonly [
  what: string,
  unit: string,
  digits: number,
  of: (round: StartRound) => number,
])[] = [
  ["`serve` until `/readyz` answers 200, the first time", "ms", 0, ({ firstReadyMs }) => firstReadyMs],
  ["`serve` until `/readyz` answers 200, later", "ms", 0, ({ readyMs }) => readyMs],
  ["the first question", "ms", 0, ({ firstQuestionMs }) => firstQuestionMs],
  ["a question, p50", "ms", 1, ({ questionP50Ms }) => questionP50Ms],
  ["a question, p95", "ms", 1, ({ questionP95Ms }) => questionP95Ms],
  ["resident memory when ready", "MB", 0, ({ readyMegabytes }) => readyMegabytes],
  ["resident memory after the questions", "MB", 0, ({ askedMegabytes }) => askedMegabytes],
];

/** The median of the rounds with the least and the most. */
export function startTable({ rows, askSeconds }: StartFigures): string {
  const lines = LINES.map(([what, unit, digits, of]) => [
    what,
    ...rows.map(({ rounds }) => `${spread(rounds.map(of), digits)} ${unit}`),
  ]);
  const ask = [
    "`ask` in the terminal, start to end",
    `${spread(askSeconds, 2)} s`,
    ...rows.slice(1).map(() => ""),
  ];
  return table(["what", ...rows.map(({ what }) => what)], [...lines, ask]);
}
