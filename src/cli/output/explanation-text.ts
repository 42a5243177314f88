import type { FusionPart } from "../../retrieval/fusion.js";
import { MATCH_KINDS, type MatchKind, type WordMatch } from "../../retrieval/matched-words.js";
import type { ExplainedPassage, ExplainedSearchResult } from "../../server/search-result.js";
import type { Layout } from "../terminal.js";
import { markedText } from "./marked-text.js";
import { type DocumentPaths, location } from "./place.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";
import { nothingFound, passageHeading, passageIndent } from "./search-text.js";
import { alignRight } from "./table.js";
import { wrap } from "./wrap.js";

const languageNames = new Intl.DisplayNames("en", { type: "language" });

const kindNames: Readonly<Record<MatchKind, string>> = {
  word: "same word",
  stem: "same stem",
  grams: "parts of it",
};

/** A search for a person who wants to know how its ranking came about. */
export function explainedText(result: ExplainedSearchResult, paths: DocumentPaths, layout: Layout): string {
  const { passages } = result;
  const found =
    passages.length === 0
      ? nothingFound
      : passages.map((passage, i) => passageText(passage, i + 1, result.found, paths, layout)).join("\n");
  return `${questionText(result, layout)}\n${found}\n${timingsText(result.timings, layout)}`;
}

function questionText({ question, found }: ExplainedSearchResult, { width, style }: Layout): string {
  const words = question.words.length === 0 ? "no words but stop words" : question.words.join(", ");
  const line = `${languageName(question.language)}: ${words}; ${plural(found, "passage")} found`;
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
    markedText(text, spans, layout, passageIndent),
    `${passageIndent}${layout.style("dim", location(passage, paths))}`,
    "",
    ...facts(passage, found).map((fact) => wrap(oneLine(fact), layout.width, passageIndent)),
    "",
    ...partsTable(passage.parts, layout).map((line) => `${passageIndent}${line}`),
    "",
  ].join("\n");
}

/** What each leg says, and which words matched, a line each. */
function facts({ scores, ranks, relation, language, matches }: ExplainedPassage, found: number): string[] {
  const leg = (name: "lexical" | "dense") => {
    const rank = ranks[name];
    return `${name} ${scores[name].toFixed(3)} (${rank === null ? "no rank" : `${rank} of ${found}`})`;
  };
  const languages = relation.sameLanguage ? [] : [`in another language (${languageName(language)})`];
  const embedder = relation.embedderKnows ? [] : ["the embedder doesn't know the language"];
  const inText = matches.spans.flatMap(({ words }) => words);
  return [
    [leg("lexical"), leg("dense"), ...languages, ...embedder].join(", "),
    ...MATCH_KINDS.map((kind) => listed(kindNames[kind], wordsMatchedAs(kind, inText))),
    listed(
      "in the title or headings",
      matches.above.map(({ word }) => word),
    ),
    listed("missing", matches.missing),
  ].filter((fact) => fact !== "");
}

/** The words whose strongest match is of this kind. */
function wordsMatchedAs(kind: MatchKind, matches: readonly WordMatch[]): string[] {
  const as = (kinds: readonly MatchKind[]) =>
    matches.filter((match) => kinds.includes(match.as)).map(({ word }) => word);
  const stronger = as(MATCH_KINDS.slice(0, MATCH_KINDS.indexOf(kind)));
  return [...new Set(as([kind]))].filter((word) => !stronger.includes(word));
}

function listed(name: string, words: readonly string[]): string {
  return words.length === 0 ? "" : `${name}: ${words.join(", ")}`;
}

/** How the score is put together: a line for each signal, the passage's beside the paragraph's. */
function partsTable(parts: readonly FusionPart[], { style }: Layout): string[] {
  const signals = [...new Set(parts.map(({ signal }) => signal))];
  const longest = Math.max(...signals.map(({ length }) => length));
  const cells = (signal: string, of: FusionPart["of"]) => {
    const part = parts.find((other) => other.signal === signal && other.of === of);
    return part === undefined
      ? ["", "", ""]
      : [part.value.toFixed(3), part.weight.toFixed(3), part.share.toFixed(3)];
  };
  const columns = ["value", "× weight", "= share"];
  const lines = alignRight([
    ["", "passage", "", "", "paragraph", "", ""],
    ["", ...columns, ...columns],
    ...signals.map((signal) => [
      signal.padEnd(longest),
      ...cells(signal, "passage"),
      ...cells(signal, "paragraph"),
    ]),
  ]);
  return lines.map((line, i) => (i < 2 ? style("dim", line) : line));
}

function timingsText(timings: ExplainedSearchResult["timings"], { style }: Layout): string {
  const each = Object.entries(timings).map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(1)} ms`);
  return `${style("dim", each.join(", "))}\n`;
}

function languageName(code: string): string {
  return code === "und" ? "unknown language" : (languageNames.of(code) ?? code);
}
