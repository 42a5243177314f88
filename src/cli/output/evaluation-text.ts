import type { DerivedThresholds } from "../../evaluation/derive-thresholds.js";
import {
  type FigureSection,
  FUNNEL_TITLE,
  figureSections,
  funnelRows,
  percent,
} from "../../evaluation/figure-sections.js";
import { type FigureTable, reliabilityTable, setTable, typeTable } from "../../evaluation/figure-tables.js";
import type { Figures } from "../../evaluation/figures.js";
import type { FiguresOfSets, MeanFigures } from "../../evaluation/mean-figures.js";
import type { Layout } from "../terminal.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";
import { alignRight } from "./table.js";

/** The figures of an evaluation for a person. */
export function evaluationText(figures: Figures, layout: Layout): string {
  const { dataset, questions, answerable, passages, embedder, llm, reliability, byType } = figures;
  const lines = [
    `${layout.style("bold", oneLine(dataset))}: ${plural(questions, "question")}, ${answerable} answerable, on ${plural(passages, "passage")}`,
    layout.style("dim", `embedder ${oneLine(embedder)}, answers by ${oneLine(llm)}`),
    ...sectionLines([...figureSections(figures), funnelSection(figures)], layout),
    ...tableLines(reliabilityTable(reliability), layout),
    ...(Object.keys(byType).length === 0 ? [] : tableLines(typeTable(byType), layout)),
  ];
  return `${lines.join("\n")}\n`;
}

/** The figures of several evaluations for a person: a row for each, and their mean. */
export function setsText(figures: FiguresOfSets, layout: Layout): string {
  const { sets, mean, all } = figures;
  const [first] = sets;
  const lines = [
    `${layout.style("bold", plural(sets.length, "data set"))}: ${plural(all.questions, "question")}, ${all.answerable} answerable`,
    layout.style(
      "dim",
      `embedder ${oneLine(first?.embedder ?? "")}, answers by ${oneLine(first?.llm ?? "")}`,
    ),
    ...tableLines(setTable(figures), layout),
    "",
    layout.style("bold", "The mean over the data sets"),
    ...sectionLines([...figureSections(mean), funnelSection(mean)], layout),
    ...tableLines(reliabilityTable(all.reliability), layout),
    ...(Object.keys(all.byType).length === 0 ? [] : tableLines(typeTable(all.byType), layout)),
  ];
  return `${lines.join("\n")}\n`;
}

function funnelSection({ funnel }: MeanFigures): FigureSection {
  return { title: FUNNEL_TITLE, rows: funnelRows(funnel) };
}

function sectionLines(sections: readonly FigureSection[], layout: Layout): readonly string[] {
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(({ value }) => value.length)));
  return sections.flatMap(({ title, rows }) => [
    "",
    layout.style("bold", title),
    ...rows.map(({ value, meaning }) => `  ${layout.style("cyan", value.padStart(width))}  ${meaning}`),
  ]);
}

/** The names in the first column stand on the left, the figures on the right of theirs. */
function tableLines({ title, head, rows }: FigureTable, layout: Layout): readonly string[] {
  const named = [head, ...rows].map(([name = "", ...cells]) => ({ name: oneLine(name), cells }));
  const width = Math.max(...named.map(({ name }) => name.length));
  const aligned = alignRight(named.map(({ name, cells }) => [name.padEnd(width), ...cells]));
  return ["", layout.style("bold", title), ...aligned.map((line) => `  ${line}`)];
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
