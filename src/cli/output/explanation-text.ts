import type { ExplainedPassage, ExplainedSearchResult } from "../../app/search-result.js";
import type { FusionPart } from "../../retrieval/fusion.js";
import { MATCH_KINDS, type MatchKind } from "../../retrieval/matched-words.js";
import type { Layout } from "../terminal.js";
import { markedText } from "./marked-text.js";
import { type DocumentPaths, location } from "./place.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";
import { NOTHING_FOUND, PASSAGE_INDENT, passageHeading } from "./search-text.js";
import { alignRight } from "./table.js";
import { wrap } from "./wrap.js";

const LANGUAGE_NAMES = new Intl.DisplayNames("en", { type: "language" });

const KIND_NAMES: Readonly<Record<MatchKind, string>> = {
  word: "same word",
  stem: "same stem",
  grams: "parts of a word",
};

/** A search for a person who wants to know how its ranking came about. */
export function explainedText(result: ExplainedSearchResult, paths: DocumentPaths, layout: Layout): string {
  const { passages } = result;
  const found =
    passages.length === 0
      ? NOTHING_FOUND
      : passages.map((passage, i) => passageText(passage, i + 1, result.found, paths, layout)).join("\n");
  return `${questionText(result, layout)}\n${found}\n${timingsText(result.timings, layout)}`;
}

function questionText({ question, found }: ExplainedSearchResult, { width, style }: Layout): string {
  const words = question.words.length === 0 ? "no words but stop words" : question.words.join(", ");
  const line = `question in ${languageName(question.language)}: ${words}; ${plural(found, "passage")} found`;
  return `${style("dim", wrap(oneLine(line), width))}\n`;
}

function passageText(
  passage: ExplainedPassage,
  rank: number,
  found: number,
  paths: DocumentPaths,
  layout: Layout,
): string {
  const { text, start, matches } = passage;
  const spans = matches.spans.map((span) => ({ start: span.start - start, end: span.end - start }));
  return [
    passageHeading(passage, rank, layout),
    markedText(text, spans, layout, PASSAGE_INDENT),
    `${PASSAGE_INDENT}${layout.style("dim", location(passage, paths))}`,
    "",
    ...facts(passage, found).map((fact) => wrap(oneLine(fact), layout.width, PASSAGE_INDENT)),
    "",
    ...partsTable(passage.parts, layout).map((line) => `${PASSAGE_INDENT}${line}`),
    "",
  ].join("\n");
}

/** What each leg says, and which words matched, a line each. */
function facts(passage: ExplainedPassage, found: number): string[] {
  const { scores, ranks, relation, language, matches } = passage;
  const leg = (name: "lexical" | "dense") => {
    const rank = ranks[name];
    return `${name} ${scores[name].toFixed(3)} (${rank === null ? "no rank" : `${rank} of ${found}`})`;
  };
  const reranker = scores.rerank === undefined ? [] : [`reranker ${scores.rerank.toFixed(3)}`];
  const languages = relation.sameLanguage ? [] : [`in another language (${languageName(language)})`];
  const embedder = relation.embedderKnows ? [] : ["the embedder doesn't know the language"];
  return [
    [leg("lexical"), leg("dense"), ...reranker, ...languages, ...embedder].join(", "),
    ...MATCH_KINDS.map((kind) => listed(KIND_NAMES[kind], matchedAs(kind, passage))),
    listed(
      "in the title or headings",
      matches.above.map(({ word }) => word),
    ),
    listed("no such word", matches.missing),
  ].filter((fact) => fact !== "");
}

/** The question's words whose strongest match in the text is of this kind, each with the forms that stand there. */
function matchedAs(kind: MatchKind, { text, start, matches }: ExplainedPassage): string[] {
  const met = matches.spans.flatMap((span) =>
    span.words.map((match) => ({ ...match, form: text.slice(span.start - start, span.end - start) })),
  );
  const as = (kinds: readonly MatchKind[]) => met.filter((match) => kinds.includes(match.as));
  const stronger = new Set(as(MATCH_KINDS.slice(0, MATCH_KINDS.indexOf(kind))).map(({ word }) => word));
  const matched = as([kind]).filter(({ word }) => !stronger.has(word));
  return [...new Set(matched.map(({ word }) => word))].map((word) => {
    const forms = new Set(matched.filter((match) => match.word === word).map(({ form }) => form));
    return kind === "word" ? word : `${word} (${[...forms].join(", ")})`;
  });
}

function listed(name: string, words: readonly string[]): string {
  return words.length === 0 ? "" : `${name}: ${words.join(", ")}`;
}

function timingsText(timings: ExplainedSearchResult["timings"], { style }: Layout): string {
  const each = Object.entries(timings).map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(1)} ms`);
  return `${style("dim", each.join(", "))}\n`;
}

function languageName(code: string): string {
  return code === "und" ? "an unknown language" : (LANGUAGE_NAMES.of(code) ?? code);
}

const KINDS = ["passage", "paragraph"] as const satisfies readonly FusionPart["of"][];
const COLUMNS = ["value", "× weight", "= share"];

/** How a score is put together, in lines: one for each signal, the passage's beside the paragraph's, and the sums. */
function partsTable(parts: readonly FusionPart[], { style }: Layout): string[] {
  const signals = [...new Set(parts.map(({ signal }) => signal))];
  const longest = Math.max(...signals.map(({ length }) => length));
  const shareOf = (kind: FusionPart["of"]) =>
    parts.filter(({ of }) => of === kind).reduce((sum, { share }) => sum + share, 0);
  const lines = alignRight([
    ["", ...KINDS.flatMap((kind) => [kind, "", ""])],
    ["", ...KINDS.flatMap(() => COLUMNS)],
    ...signals.map((signal) => [
      signal.padEnd(longest),
      ...KINDS.flatMap((kind) => cells(parts.find((part) => part.signal === signal && part.of === kind))),
    ]),
    ["sum".padEnd(longest), ...KINDS.flatMap((kind) => ["", "", figure(shareOf(kind))])],
  ]);
  return lines.map((line, i) => (i < 2 ? style("dim", line) : line));
}

function cells(part: FusionPart | undefined): string[] {
  return part === undefined ? ["", "", ""] : [part.value, part.weight, part.share].map(figure);
}

function figure(value: number): string {
  return value.toFixed(3);
}
