import { table } from "../table.js";
import { meanQualities } from "./mean-quality.js";
import { BUDGETS, type PeerRun, type Quality } from "./peer-figures.js";

/** What each system costs, with ratios to the first. */
export function costTable(runs: readonly PeerRun[]): string {
  const columns: readonly [string, string, (run: PeerRun) => number, number][] = [
    ["ingest", "s", ({ ingestMs }) => ingestMs / 1000, 1],
    ["query p50", "ms", ({ queryP50Ms }) => queryP50Ms, 1],
    ["query p95", "ms", ({ queryP95Ms }) => queryP95Ms, 1],
    ["memory after the questions", "MB", ({ residentMegabytes }) => residentMegabytes, 0],
    ["memory at most", "MB", ({ peakMegabytes }) => peakMegabytes, 0],
  ];
  const [base] = runs;
  return table(
    ["system", "passages", ...columns.map(([title]) => title), "recallInChars 4,000"],
    runs.map((run) => [
      run.system,
      String(run.passages),
      ...columns.map(([, unit, of, digits]) => {
        const ratio = base === undefined ? Number.NaN : of(run) / of(base);
        return `${of(run).toFixed(digits)} ${unit} (${ratio.toFixed(2)} ×)`;
      }),
      run.quality[0]?.recallInChars["4000"]?.toFixed(3) ?? "",
    ]),
  );
}

/** How well each system finds the gold in each direction, with ratios to the first system of the direction. */
export function qualityTable(runs: readonly PeerRun[]): string {
  const directions = new Set(runs.flatMap(({ quality }) => quality.map(({ file }) => file)));
  const rows = Array.from(directions).flatMap((direction) => {
    const results = runs.flatMap(({ system, quality }) =>
      quality.filter(({ file }) => file === direction).map((result) => ({ system, result })),
    );
    const base = results[0]?.result;
    return results.map(({ system, result }) => [direction, system, ...qualityCells(result, base)]);
  });
  return table(["questions", ...QUALITY_HEAD], rows);
}

/** The mean of each system over data sets, with ratios to the first system; each data set counts the same. */
export function meanTable(runs: readonly PeerRun[]): string {
  const means = meanQualities(runs);
  return table(
    QUALITY_HEAD,
    means.map(({ system, result }) => [system, ...qualityCells(result, means[0]?.result)]),
  );
}

const QUALITY_HEAD = ["system", ...BUDGETS.map((budget) => `in ${budget} characters`), "first four passages"];

function qualityCells(result: Quality, base: Quality | undefined): readonly string[] {
  return [
    ...BUDGETS.map((budget) => share(result, base, budget)),
    `${result.recallAt4.toFixed(3)} in ${result.charactersAt4.toFixed(0)} characters`,
  ];
}

function share(result: Quality, base: Quality | undefined, budget: number): string {
  const value = result.recallInChars[budget] ?? 0;
  const ratio = value / (base?.recallInChars[budget] ?? Number.NaN);
  return `${value.toFixed(3)} (${ratio.toFixed(2)} ×)`;
}
