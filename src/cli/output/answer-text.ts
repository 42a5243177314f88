import { placeName } from "../../app/place-name.js";
import {
  type Answer,
  type AnswerExcerpt,
  type Citation,
  SURE,
  type VerificationReason,
} from "../../core/answer.js";
import type { Layout } from "../terminal.js";
import { markedText } from "./marked-text.js";
import { type DocumentPaths, location } from "./place.js";
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

/**
 * A whole answer for a person: the text with its footnotes, excerpts under their headings with what answers in them in
 * bold; then what the other footnotes point to.
 */
export function answerText(answer: Answer, paths: DocumentPaths, layout: Layout): string {
  const { excerpts } = answer;
  const parts: string[] = [];
  let from = 0;
  for (const excerpt of excerpts) {
    const citation = answer.citations.find(({ marker }) => marker === excerpt.marker);
    if (citation !== undefined) {
      const end = excerpt.end + ` [${excerpt.marker}]`.length;
      parts.push(
        wrap(answer.answer.slice(from, excerpt.start).trim(), layout.width),
        excerptText(answer, { ...excerpt, end }, citation, paths, layout),
      );
      from = end;
    }
  }
  parts.push(wrap(answer.answer.slice(from).trim(), layout.width));
  const body = parts.filter((part) => part !== "").join("\n\n");
  const listed = answer.citations.filter(({ marker }) => excerpts.every((other) => other.marker !== marker));
  return `${outcomeHeading(answer, layout)}${body}\n${afterAnswer({ ...answer, citations: listed }, paths, layout)}`;
}

/** @param span of the answer's text, with the marker */
function excerptText(
  { answer, sentences }: Answer,
  span: AnswerExcerpt,
  citation: Citation,
  paths: DocumentPaths,
  layout: Layout,
): string {
  const within = sentences.filter(({ start }) => span.start <= start && start < span.end);
  const keys = within.filter(({ isKey }) => isKey);
  const marked = (keys.length < within.length ? keys : []).map(({ start, end }) => ({
    start: start - span.start,
    end: end - span.start,
  }));
  return [
    layout.style("cyan", placeName(citation)),
    markedText(answer.slice(span.start, span.end), marked, layout, "", "kept"),
    `${verdict(citation, layout)}  ${layout.style("dim", location(citation, paths))}`,
  ].join("\n");
}

/** What follows the text of an answer: sentences without a source, the sources, or what helps where there is no answer. */
export function afterAnswer(answer: Answer, paths: DocumentPaths, layout: Layout): string {
  return (
    certaintyText(answer, layout) +
    uncitedText(answer, layout) +
    hintsText(answer, layout) +
    sourcesText(answer.citations, paths, layout)
  );
}

/** Says so where an answer isn't surely right. */
function certaintyText({ answered, confidence }: Answer, layout: Layout): string {
  if (!answered || confidence >= SURE) {
    return "";
  }
  const text = `Not certain that this answers the question (confidence ${confidence.toFixed(2)})`;
  return `${layout.style("yellow", text)}\n`;
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

function hintsText({ kind, hints }: Answer, layout: Layout): string {
  if (hints === undefined) {
    return "";
  }
  const list = (words: readonly string[]) => words.map((word) => `“${oneLine(word)}”`).join(", ");
  const lines = [
    ...(hints.missing.length > 0 ? [`Not found in the documents: ${list(hints.missing)}`] : []),
    // Of excerpts, the headings that they stand under say it.
    ...(kind === "refusal" && hints.topics.length > 0 ? [`Closest to it: ${list(hints.topics)}`] : []),
  ];
  return lines.map((line) => `${layout.style("dim", wrap(line, layout.width))}\n`).join("");
}

/** The heading of what is no answer, which distinguishes it from one; empty for an answer. */
export function outcomeHeading({ kind, answered }: Answer, layout: Layout): string {
  if (answered) {
    return "";
  }
  const heading = kind === "excerpts" ? "Not answered outright" : "Not in the documents";
  return `${layout.style("yellow", heading)}\n`;
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
  return [
    `${layout.style("cyan", `[${citation.marker}]`)} ${placeName(citation)}  ${verdict(citation, layout)}`,
    wrap(`“${oneLine(answeringText(citation))}”`, layout.width, INDENT),
    `${INDENT}${layout.style("dim", location(citation, paths))}`,
  ].join("\n");
}

/** What answers in a quote; all of it where nothing stands out. */
function answeringText({ quote, start, highlights }: Citation): string {
  const parts = highlights.map((span) => quote.slice(span.start - start, span.end - start));
  return parts.length === 0 ? quote : parts.join(" … ");
}

/** What came of comparing the quote with the document and with the sentence; it doesn't say that the answer is right. */
function verdict({ verified, reason }: Citation, layout: Layout): string {
  return verified
    ? layout.style("green", "✓ quote checked")
    : layout.style("red", `✗ not confirmed: ${PROBLEMS[reason]}`);
}
