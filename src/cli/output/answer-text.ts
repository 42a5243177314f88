import type { Answer, Citation, VerificationReason } from "../../core/answer.js";
import type { Layout } from "../terminal.js";
import { type DocumentPaths, location, placeName } from "./place.js";
import { oneLine } from "./printable.js";
import { wrap } from "./wrap.js";

const INDENT = "    ";

/** What a quote that isn't verified lacks. */
const PROBLEMS: Readonly<Record<VerificationReason, string>> = {
  verbatim: "",
  supported: "",
  number: "a number of the sentence isn't in it",
  date: "a date of the sentence isn't in it",
  name: "a name of the sentence isn't in it",
  negation: "one denies what the other says",
  unsupported: "too little of the sentence is in it",
  changed: "the document has been changed",
};

/** A whole answer for a person: the text with its footnotes, then what they point to. */
export function answerText(answer: Answer, paths: DocumentPaths, layout: Layout): string {
  const heading = answer.answered ? "" : refusalHeading(layout);
  return `${heading}${wrap(answer.answer, layout.width)}\n${afterAnswer(answer, paths, layout)}`;
}

/** What follows the text of an answer: sentences without a source, the sources, or what helps after a refusal. */
export function afterAnswer(answer: Answer, paths: DocumentPaths, layout: Layout): string {
  return (
    uncitedText(answer, layout) + hintsText(answer, layout) + sourcesText(answer.citations, paths, layout)
  );
}

/** The sentences that no passage is said to support. */
function uncitedText({ answer, sentences }: Answer, layout: Layout): string {
  const uncited = sentences.filter(({ state }) => state === "uncited");
  if (uncited.length === 0) {
    return "";
  }
  const lines = uncited.map(({ start, end }) =>
    wrap(oneLine(answer.slice(start, end)), layout.width, INDENT),
  );
  return `\n${layout.style("red", "✗ Without a source")}\n${lines.join("\n")}\n`;
}

function hintsText({ hints }: Answer, layout: Layout): string {
  if (hints === undefined) {
    return "";
  }
  const list = (words: readonly string[]) => words.map((word) => `“${oneLine(word)}”`).join(", ");
  const lines = [
    ...(hints.missing.length > 0 ? [`Not found in the documents: ${list(hints.missing)}`] : []),
    ...(hints.topics.length > 0 ? [`Closest to it: ${list(hints.topics)}`] : []),
  ];
  return lines.map((line) => `${layout.style("dim", wrap(line, layout.width))}\n`).join("");
}

/** The heading of a refusal, which distinguishes it from an answer. */
export function refusalHeading(layout: Layout): string {
  return `${layout.style("yellow", "Not in the documents")}\n`;
}

/** What the footnotes of an answer point to: place, quote and position of each. */
function sourcesText(citations: readonly Citation[], paths: DocumentPaths, layout: Layout): string {
  if (citations.length === 0) {
    return "";
  }
  const sources = citations.map((citation) => sourceText(citation, paths, layout));
  return `\n${layout.style("bold", "Sources")}\n${sources.join("\n")}\n`;
}

function sourceText(citation: Citation, paths: DocumentPaths, layout: Layout): string {
  const check = citation.verified
    ? layout.style("green", "✓ verified")
    : layout.style("red", `✗ not verified: ${PROBLEMS[citation.reason]}`);
  return [
    `${layout.style("cyan", `[${citation.marker}]`)} ${placeName(citation)}  ${check}`,
    wrap(`“${oneLine(citation.quote)}”`, layout.width, INDENT),
    `${INDENT}${layout.style("dim", location(citation, paths))}`,
  ].join("\n");
}
