import type { Answer, Citation } from "../../core/answer.js";
import type { Layout } from "../terminal.js";
import { type DocumentPaths, location, placeName } from "./place.js";
import { oneLine } from "./printable.js";
import { wrap } from "./wrap.js";

const indent = "    ";

/** A whole answer for a person: the text with its footnotes, then what they point to. */
export function answerText(answer: Answer, paths: DocumentPaths, layout: Layout): string {
  const heading = answer.answered ? "" : refusalHeading(layout);
  return `${heading}${wrap(answer.answer, layout.width)}\n${sourcesText(answer.citations, paths, layout)}`;
}

/** What stands above a refusal, so that nobody takes it for an answer. */
export function refusalHeading(layout: Layout): string {
  return `${layout.style("yellow", "Not in the documents")}\n`;
}

/** What the footnotes of an answer point to: place, quote and position of each. */
export function sourcesText(citations: readonly Citation[], paths: DocumentPaths, layout: Layout): string {
  if (citations.length === 0) {
    return "";
  }
  const sources = citations.map((citation) => sourceText(citation, paths, layout));
  return `\n${layout.style("bold", "Sources")}\n${sources.join("\n")}\n`;
}

function sourceText(citation: Citation, paths: DocumentPaths, layout: Layout): string {
  const check = citation.verified
    ? layout.style("green", "✓ verified")
    : layout.style("red", "✗ not verified");
  return [
    `${layout.style("cyan", `[${citation.marker}]`)} ${placeName(citation)}  ${check}`,
    wrap(`“${oneLine(citation.quote)}”`, layout.width, indent),
    `${indent}${layout.style("dim", location(citation, paths))}`,
  ].join("\n");
}
