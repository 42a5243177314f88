import type { DerivedThresholds } from "../../evaluation/derive-thresholds.js";
import { percent } from "../../evaluation/figure-sections.js";

/** What was stored with the index, for a person. */
export function calibrationText({ directions, skipped }: DerivedThresholds): string {
  const lines = Object.entries(directions).map(
    ([direction, { threshold, falseRefusal, trueRefusal }]) =>
      `Calibrated ${direction.replace(">", " → ")}: refuses below ${threshold.toFixed(2)}, which is ${percent(trueRefusal)} of the questions without an answer and ${percent(falseRefusal)} of the others.`,
  );
  if (skipped.length > 0) {
    lines.push(
      `Too few questions for ${skipped.map((key) => key.replace(">", " → ")).join(", ")}: unchanged.`,
    );
  }
  return lines.join("\n");
}
