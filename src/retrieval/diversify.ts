import type { Span } from "../core/document.js";
import type { Passage, RankedPassage } from "../core/passage.js";
import { TextMemory } from "../text/text-memory.js";
import { countWords, isUnspaced, words } from "../text/words.js";
import { byScore, scored } from "./fusion.js";

/** Relevances that differ less say nothing about which passage is better. */
const TIE = 0.01;

/** What a passage loses in log odds whose text better ones have shown wholly. */
const REPETITION = 1.5;

/**
 * Puts scored passages in the order in which they are worth reading, in the manner of maximal marginal relevance
 * (Carbonell and Goldstein, 1998): the best one first, then again and again the best of the rest, which lose for
 * what those before them have already shown. Of passages that tie, one of the document that was shown
 * least comes first; near-duplicates of better passages are left out.
 *
 * @param limit the most to return, at least 1
 */
export function diversify(passages: readonly RankedPassage[], limit: number): RankedPassage[] {
  const picked: RankedPassage[] = [];
  const shown = new Map<string, number>();
  const duplicates = new NearDuplicates();
  let rest = [...passages];
  while (picked.length < limit) {
    const next = worthMost(rest, shown);
    if (next === undefined) {
      break;
    }
    rest = rest.filter((other) => other !== next);
    const { passage } = next;
    if (duplicates.isRepeat(passage)) {
      continue;
    }
    picked.push(next);
    shown.set(passage.documentId, (shown.get(passage.documentId) ?? 0) + 1);
    rest = rest.map((other) => (overlap(other.passage, passage) ? withRepetition(other, picked) : other));
  }
  return picked;
}

function worthMost(
  rest: readonly RankedPassage[],
  shown: ReadonlyMap<string, number>,
): RankedPassage | undefined {
  const most = Math.max(...rest.map(worth));
  const times = ({ passage }: RankedPassage) => shown.get(passage.documentId) ?? 0;
  const [first] = rest
    .filter((entry) => worth(entry) >= most - TIE)
    .sort((a, b) => times(a) - times(b) || worth(b) - worth(a) || byScore(a, b));
  return first;
}

function worth({ relevance, repeated }: RankedPassage): number {
  return relevance - REPETITION * repeated;
}

/** A passage with what it loses for the passages already picked. */
function withRepetition(other: RankedPassage, picked: readonly RankedPassage[]): RankedPassage {
  const shown = picked
    .map(({ passage }) => passage)
    .filter(({ documentId }) => documentId === other.passage.documentId);
  const repeated = coveredShare(other.passage, shown);
  if (repeated === other.repeated) {
    return other;
  }
  const { score, scores } = scored({ ...other, repeated });
  return { ...other, repeated, score, scores: { ...other.scores, ...scores } };
}

/** Whether two passages have something of a document in common. */
function overlap(a: Passage, b: Passage): boolean {
  return a.documentId === b.documentId && a.start < b.end && b.start < a.end;
}

/** The share of a span that others cover together: what several of them hold counts once. */
function coveredShare({ start, end }: Span, others: readonly Span[]): number {
  let covered = 0;
  let from = start;
  for (const other of others.toSorted((a, b) => a.start - b.start)) {
    const to = Math.min(end, other.end);
    covered += Math.max(0, to - Math.max(from, other.start));
    from = Math.max(from, to);
  }
  return covered / Math.max(1, end - start);
}

/** Shorter texts, such as a row of a table, take their sense from what is around them. */
const MIN_WORDS = 8;

/** Words and numbers, and what makes another of a number: a sign before it, a currency, a unit. */
const TOKEN = /[\p{L}\p{M}\p{N}]+|(?<!\S)[-–](?=\p{N})|[\p{Sc}\p{Sm}%‰°]/gu;

/**
 * Recognises passages that add nothing to better ones: the same words in the same order within one of those, under
 * the same headings. Case, punctuation and spacing don't count; every word and number does, sign and currency
 * included, since two prices are two passages.
 */
export class NearDuplicates {
  readonly #seen: { readonly heading: string; readonly tokens: string }[] = [];

  /** Whether a passage repeats one of those before; if it doesn't, it is remembered. */
  isRepeat(passage: Passage): boolean {
    const { tokens } = NORMALISED.of(passage.text, normalise);
    if (tokens === undefined) {
      return false;
    }
    const heading = JSON.stringify(passage.heading);
    if (this.#seen.some((better) => better.heading === heading && better.tokens.includes(tokens))) {
      return true;
    }
    this.#seen.push({ heading, tokens });
    return false;
  }
}

interface Normalised {
  /** With a space on either side of each, so that no part of a word is found; undefined for a text that is too short. */
  readonly tokens: string | undefined;
}

/** About 2 MB. */
const NORMALISED = new TextMemory<Normalised>(500_000);

function normalise(text: string): Normalised {
  return { tokens: countWords(text) < MIN_WORDS ? undefined : ` ${tokensOf(text).join(" ")} ` };
}

/** Lower case and composed: PDFs often hold `ü` as `u` and two dots. */
function tokensOf(text: string): string[] {
  const found = text.toLowerCase().normalize("NFC").match(TOKEN) ?? [];
  return found.flatMap((token) => (isUnspaced(token) ? words(token).map((word) => word.text) : [token]));
}
