import { barChart } from "../bar-chart.js";
import { meanQualities } from "./mean-quality.js";
import { BUDGETS, type PeerRun } from "./peer-figures.js";

/** SVG files by name: what each system finds in so many characters, and what a question costs it. */
export function peerCharts(cost: readonly PeerRun[], quality: readonly PeerRun[]): Record<string, string> {
  const means = meanQualities(quality);
  const found = BUDGETS.map((budget) => ({
    label: `in ${budget.toLocaleString("en")} characters`,
    bars: means.map(({ system, result }) => ({
      label: system,
      parts: [result.recallInChars[budget] ?? 0],
    })),
  }));
  const costs = {
    "performance-peers-cost.svg": barChart({
      title: "A question at the median, milliseconds",
      unit: " ms",
      digits: 1,
      groups: [{ bars: cost.map(({ system, queryP50Ms }) => ({ label: system, parts: [queryP50Ms] })) }],
    }),
  };
  if (means.length === 0) {
    return costs;
  }
  const title = "Questions whose answer is found, as a share of all";
  return { ...costs, "performance-peers.svg": barChart({ title, unit: "", digits: 3, groups: found }) };
}
