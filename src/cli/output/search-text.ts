import type { Evidence, ScoredPassage } from "../../core/passage.js";
import type { ExplainedPassage } from "../../server/search-result.js";
import type { Layout } from "../terminal.js";
import { type DocumentPaths, location, placeName } from "./place.js";
import { oneLine } from "./printable.js";
import { alignRight } from "./table.js";
import { wrap } from "./wrap.js";

const nothing = "No passages: the index holds no documents.\n";
const evidenceColumns = ["words", "grams", "cosine", "sentence"];

/** Passages as a ranked list: score, place, text and position. */
export function rankedText(passages: readonly ScoredPassage[], paths: DocumentPaths, layout: Layout): string {
  if (passages.length === 0) {
    return nothing;
  }
  return passages.map((passage, index) => passageText(passage, index + 1, paths, layout)).join("\n");
}

/** The same list under a table of what each leg gave to each passage and to the paragraph around it. */
export function explainedText(
  passages: readonly ExplainedPassage[],
  paths: DocumentPaths,
  layout: Layout,
): string {
  return passages.length === 0
    ? nothing
    : `${evidenceTable(passages, layout)}\n\n${rankedText(passages, paths, layout)}`;
}

function passageText(passage: ScoredPassage, rank: number, paths: DocumentPaths, layout: Layout): string {
  const number = `${String(rank).padStart(2)}  `;
  const indent = " ".repeat(number.length);
  return [
    `${number}${layout.style("cyan", passage.score.toFixed(3))}  ${layout.style("bold", placeName(passage))}`,
    wrap(oneLine(passage.text), layout.width, indent),
    `${indent}${layout.style("dim", location(passage, paths))}`,
    "",
  ].join("\n");
}

function evidenceTable(passages: readonly ExplainedPassage[], layout: Layout): string {
  const header = [
    ["", "", "", "", "passage", "", "", "", "paragraph", "", "", ""],
    ["#", "score", "lexical", "dense", ...evidenceColumns, ...evidenceColumns],
  ];
  const rows = passages.map(({ score, scores, evidence }, index) => [
    String(index + 1),
    ...[
      score,
      scores.lexical,
      scores.dense,
      ...numbers(evidence.passage),
      ...numbers(evidence.paragraph),
    ].map((value) => value.toFixed(3)),
  ]);
  const lines = alignRight([...header, ...rows]);
  return lines.map((line, index) => (index < header.length ? layout.style("dim", line) : line)).join("\n");
}

function numbers({ words, grams, cosine, sentenceCosine }: Evidence): number[] {
  return [words, grams, cosine, sentenceCosine];
}
