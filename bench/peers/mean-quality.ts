import { mean } from "../../src/evaluation/metrics/statistics.js";
import { BUDGETS, type PeerRun, type Quality } from "./peer-figures.js";

/** The mean of each system over files of questions, each of which counts the same. */
export function meanQualities(
  runs: readonly PeerRun[],
): { readonly system: string; readonly result: Quality }[] {
  const systems = Array.from(new Set(runs.map(({ system }) => system)));
  return systems.map((system) => {
    const results = runs.filter((run) => run.system === system).flatMap(({ quality }) => quality);
    return { system, result: meanOf(results) };
  });
}

function meanOf(results: readonly Quality[]): Quality {
  const of = (value: (result: Quality) => number) => mean(results.map(value)) ?? 0;
  return {
    file: "",
    questions: results.reduce((sum, { questions }) => sum + questions, 0),
    recallInChars: Object.fromEntries(
      BUDGETS.map((budget) => [String(budget), of(({ recallInChars }) => recallInChars[budget] ?? 0)]),
    ),
    recallAt4: of(({ recallAt4 }) => recallAt4),
    charactersAt4: of(({ charactersAt4 }) => charactersAt4),
  };
}
