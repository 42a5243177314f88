import type { DerivedThresholds } from "../../evaluation/derive-thresholds.js";
import { figureSections, percent } from "../../evaluation/figure-sections.js";
import type { Figures } from "../../evaluation/figures.js";
import type { Layout } from "../terminal.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";

/** The figures of an evaluation as a table for a person. */
export function evaluationText(figures: Figures, layout: Layout): string {
  const { dataset, questions, answerable, passages, embedder, llm } = figures;
  const sections = figureSections(figures);
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(({ value }) => value.length)));
  const lines = [
    `${layout.style("bold", oneLine(dataset))}: ${plural(questions, "question")}, ${answerable} answerable, on ${plural(passages, "passage")}`,
    layout.style("dim", `embedder ${oneLine(embedder)}, answers by ${oneLine(llm)}`),
    ...sections.flatMap(({ title, rows }) => [
      "",
      layout.style("bold", title),
      ...rows.map(({ value, meaning }) => `  ${layout.style("cyan", value.padStart(width))}  ${meaning}`),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

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
