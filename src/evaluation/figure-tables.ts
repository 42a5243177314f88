import { fixed, percent } from "./figure-sections.js";
import type { Figures } from "./figures.js";
import type { FiguresOfSets, MeanFigures } from "./mean-figures.js";
import type { Reliability } from "./metrics/reliability.js";

/** Figures that are compared row by row; the first column names the row. */
export interface FigureTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What is said of each data set and of their mean. */
const SET_COLUMNS: readonly (readonly [string, (figures: MeanFigures) => string])[] = [
  ["in 1,000", ({ retrieval }) => percent(retrieval.recallInChars["1000"])],
  ["2,000", ({ retrieval }) => percent(retrieval.recallInChars["2000"])],
  ["4,000", ({ retrieval }) => percent(retrieval.recallInChars["4000"])],
  ["contains gold", ({ answers }) => percent(answers.containsGold)],
  ["gold share", ({ answers }) => percent(answers.goldShare)],
  ["cites gold", ({ answers }) => percent(answers.citationRecall)],
  ["falsely refused", ({ refusal }) => percent(refusal.falseRefusal)],
  ["rightly", ({ refusal }) => percent(refusal.trueRefusal)],
  ["AUROC", ({ refusal }) => fixed(refusal.auroc, 3)],
];

/** A row for each data set, and their mean. */
export function setTable({ sets, mean, all }: FiguresOfSets): FigureTable {
  const cells = (figures: MeanFigures) => SET_COLUMNS.map(([, cell]) => cell(figures));
  return {
    title: "Data sets",
    head: ["", "questions", ...SET_COLUMNS.map(([name]) => name), "right at ≥ .8"],
    rows: [
      ...sets.map((set) => [set.dataset, String(set.questions), ...cells(set), sureCell(set.reliability)]),
      ["mean", String(all.questions), ...cells(mean), sureCell(all.reliability)],
    ],
  };
}

function sureCell({ rightAtHighConfidence, answersAtHighConfidence }: Reliability): string {
  return `${percent(rightAtHighConfidence)} of ${answersAtHighConfidence}`;
}

/** How often what is shown is right, by confidence. */
export function reliabilityTable(reliability: Reliability): FigureTable {
  return {
    title: "What confidence means",
    head: ["confidence", "shown", "mean confidence", "right"],
    rows: [
      ...reliability.bins.map(({ from, to, shown, confidence, right }) => [
        `${from.toFixed(1)} to ${to.toFixed(1)}`,
        String(shown),
        percent(confidence),
        percent(right),
      ]),
      [
        "answers at .8 and more",
        String(reliability.answersAtHighConfidence),
        "",
        percent(reliability.rightAtHighConfidence),
      ],
    ],
  };
}

/** A row for each type of question. */
export function typeTable(byType: Figures["byType"]): FigureTable {
  return {
    title: "By type of question",
    head: [
      "type",
      "questions",
      "answerable",
      "among ten",
      "contains gold",
      "gold share",
      "cites gold",
      "falsely refused",
      "rightly",
    ],
    rows: Object.entries(byType).map(([type, figures]) => [
      type,
      String(figures.questions),
      String(figures.answerable),
      percent(figures["recall@10"]),
      percent(figures.containsGold),
      percent(figures.goldShare),
      percent(figures.citationRecall),
      percent(figures.falseRefusal),
      percent(figures.trueRefusal),
    ]),
  };
}
