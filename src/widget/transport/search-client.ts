import type { Span } from "../../core/document.js";
import { decodePassage, decodeSpan, type SourcePassage } from "./chat-events.js";
import {
  asAmount,
  asArray,
  asBoolean,
  asCount,
  asNumber,
  asObject,
  asOptional,
  asString,
  type JsonObject,
  MalformedValue,
} from "./json.js";
import { requestJson } from "./request.js";

/** How a word of the question matches, strongest first. */
export const MATCH_KINDS = ["word", "stem", "grams"] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** A word of the question, and how it matches. */
export interface WordMatch {
  readonly word: string;
  readonly as: MatchKind;
}

/** A word of a document's text with the words of the question that it matches, strongest first. */
export interface MatchedSpan extends Span {
  readonly words: readonly WordMatch[];
}

/** One piece of evidence in a score; the shares add up to the score, cut at 0 and 1. */
export interface ScorePart {
  /** Such as `words`; a newer server may know more. */
  readonly signal: string;
  readonly of: "passage" | "paragraph";
  readonly value: number;
  readonly weight: number;
  readonly share: number;
}

/** What one of the searches says of a passage. */
export interface LegResult {
  readonly score: number;
  /** Among all that was found; null where the search gave the passage nothing. */
  readonly rank: number | null;
}

/** A passage that was found, and why. */
export interface FoundPassage extends SourcePassage {
  readonly score: number;
  readonly lexical: LegResult;
  readonly dense: LegResult;
  /** What the reranker gave; null without one. */
  readonly rerank: number | null;
  readonly sameLanguage: boolean;
  /** Those with a weight. */
  readonly parts: readonly ScorePart[];
  readonly spans: readonly MatchedSpan[];
  /** The words of the question that title and headings match. */
  readonly above: readonly WordMatch[];
  readonly missing: readonly string[];
}

/** What `GET /api/search?explain=true` answers, checked. */
export interface FoundPassages {
  readonly question: { readonly language: string; readonly words: readonly string[] };
  /** How many passages ranks count among. */
  readonly found: number;
  /** Best first. */
  readonly passages: readonly FoundPassage[];
  /** Milliseconds by step, such as `embed`; a newer server may know more. */
  readonly timings: readonly (readonly [step: string, milliseconds: number])[];
}

/** What to look for. */
export interface SearchRequest {
  readonly query: string;
  /** The number of passages. */
  readonly count: number;
  readonly signal: AbortSignal;
}

/** Searches, with reasons. @throws RequestFailed, also when the signal is aborted */
export function searchPassages({ query, count, signal }: SearchRequest): Promise<FoundPassages> {
  const parameters = new URLSearchParams({ q: query, k: String(count), explain: "true" });
  return requestJson(`api/search?${parameters}`, decodeFound, signal);
}

function decodeFound(value: unknown): FoundPassages {
  const result = asObject(value);
  const question = asObject(result["question"]);
  const timings = Object.entries(asObject(result["timings"]));
  return {
    question: {
      language: asString(question["language"]),
      words: asArray(question["words"], asString),
    },
    found: asCount(result["found"]),
    passages: asArray(result["passages"], decodeFoundPassage),
    timings: timings.map(([step, milliseconds]) => [step, asAmount(milliseconds)] as const),
  };
}

function decodeFoundPassage(value: unknown): FoundPassage {
  const passage = asObject(value);
  const scores = asObject(passage["scores"]);
  const ranks = asObject(passage["ranks"]);
  const matches = asObject(passage["matches"]);
  const leg = (name: "lexical" | "dense") => ({
    score: asNumber(scores[name]),
    rank: asOptional(ranks[name], asCount),
  });
  return {
    ...decodePassage(passage),
    score: asNumber(passage["score"]),
    lexical: leg("lexical"),
    dense: leg("dense"),
    rerank: asOptional(scores["rerank"], asNumber),
    sameLanguage: asBoolean(asObject(passage["relation"])["sameLanguage"]),
    parts: inOrder(asArray(passage["parts"], decodePart)),
    spans: asArray(matches["spans"], decodeMatchedSpan),
    above: asArray(matches["above"], decodeMatch),
    missing: asArray(matches["missing"], asString),
  };
}

function decodePart(value: unknown): ScorePart {
  const part = asObject(value);
  const numbers = { value: asNumber(part["value"]), weight: asNumber(part["weight"]) };
  return { signal: asString(part["signal"]), of: decodeOf(part), ...numbers, share: asNumber(part["share"]) };
}

/** The parts that count here, what passage and paragraph had of one signal beside each other. */
function inOrder(parts: readonly ScorePart[]): readonly ScorePart[] {
  const signals = [...new Set(parts.map(({ signal }) => signal))];
  return signals.flatMap((signal) => parts.filter((part) => part.signal === signal && part.weight !== 0));
}

function decodeOf({ of }: JsonObject): ScorePart["of"] {
  if (of !== "passage" && of !== "paragraph") {
    throw new MalformedValue("neither passage nor paragraph");
  }
  return of;
}

function decodeMatchedSpan(value: unknown): MatchedSpan {
  const span = asObject(value);
  return { ...decodeSpan(span), words: asArray(span["words"], decodeMatch) };
}

function decodeMatch(value: unknown): WordMatch {
  const match = asObject(value);
  const as = MATCH_KINDS.find((kind) => kind === match["as"]);
  if (as === undefined) {
    throw new MalformedValue("not a kind of match");
  }
  return { word: asString(match["word"]), as };
}
