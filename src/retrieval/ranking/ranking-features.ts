import type { RankedPassage } from "../../core/passage.js";
import type { CollectionStatistics } from "../../core/ports/store/searching.js";
import { inverseDocumentFrequency } from "../../ranking/bm25.js";
import { stem } from "../../text/terms.js";
import { words } from "../../text/words.js";
import { answerClues, saysNumber } from "../../answering/answer-clues.js";
import type { Question } from "../question.js";
import { questionTerms } from "../question.js";
import { type Matched, MatchedTexts } from "./matched-texts.js";

export type RankingFeatures = Record<string, number>;

/** A paragraph may be a whole book without a blank line; so many characters around a passage stand for it. */
const MAX_PARAGRAPH = 1500;

const EXACT = 0.95;
const GOOD = 0.5;

export function rankingFeatures(
  question: Question,
  candidates: readonly RankedPassage[],
  statistics: ReadonlyMap<string, CollectionStatistics>,
  paths: (id: string) => string = () => "",
): RankingFeatures[] {
  const weights = new Weights(question, statistics);
  const texts = new MatchedTexts(question);
  const n = question.words.length;
  const own = candidates.map((candidate) => {
    const { passage, paragraph } = candidate;
    const { language } = passage;
    const w = weights.of(language);
    const total = w.reduce((a, b) => a + b, 0) || 1;
    const share = (m: readonly number[]) => m.reduce((s, v, i) => s + v * (w[i] ?? 0), 0) / total;
    const around = excerptAround(paragraph, passage);
    const inAround = texts.of(around.text, language);
    const mText = texts.within(inAround, passage.start - around.start, passage.end - around.start);
    const mPara = inAround;
    const mHead = texts.of(passage.heading.join("\n"), language);
    const mLast = texts.of(passage.heading.at(-1) ?? "", language);
    const mTitleOnly = texts.of(passage.title, language);
    const mTitle = texts.of(`${passage.title}\n${paths(passage.documentId)}`, language);
    const text = best(n, mText);
    const para = best(n, mPara);
    const head = best(n, mHead);
    const last = best(n, mLast);
    const title = best(n, mTitle);
    const above = max(head, title);
    return { candidate, w, total, share, mText, mPara, mLast, mTitleOnly, text, para, head, last, title, above };
  });
  const byDoc = group(own, ({ candidate }) => candidate.passage.documentId);
  const sectionKey = (c: RankedPassage) => `${c.passage.documentId}\n${c.passage.heading.join("\n")}`;
  const bySection = group(own, ({ candidate }) => sectionKey(candidate));
  const rank = new Map(
    [...own].sort((a, b) => b.candidate.score - a.candidate.score).map((o, i) => [o, i] as const),
  );
  const top = Math.max(...own.map((o) => o.candidate.score));
  const topCos = Math.max(...own.map((o) => o.candidate.evidence.cosine));
  const topSent = Math.max(...own.map((o) => o.candidate.evidence.sentenceCosine));
  const topWords = Math.max(0.01, ...own.map((o) => o.candidate.evidence.words));
  const asked = question.answerType;
  const neighbours = neighboursOf(own);
  return own.map((o) => {
    const { candidate: c, share, text, para, above, w, total } = o;
    const { passage, paragraph, evidence: e } = c;
    const language = passage.language;
    const doc = byDoc.get(passage.documentId) ?? [];
    const section = bySection.get(sectionKey(c)) ?? [];
    const docScores = doc.map((d) => d.candidate.score).sort((a, b) => b - a);
    const secScores = section.map((d) => d.candidate.score).sort((a, b) => b - a);
    const sectionText = section.reduce((m, s) => max(m, s.text), text);
    const docText = doc.reduce((m, s) => max(m, s.text), text);
    const all = max(max(text, above), para);
    const residWeights = w.map((x, i) => x * (1 - (above[i] ?? 0)));
    const residTotal = residWeights.reduce((a, b) => a + b, 0);
    const resid =
      residTotal < 0.05 * total ? 1 : text.reduce((s, v, i) => s + v * (residWeights[i] ?? 0), 0) / residTotal;
    const clues = answerClues(passage.text, asked);
    const wantsNumber = asked.number !== "none";
    const says = saysNumber({ text: passage.text, language }, asked);
    const headWords = words(passage.heading.at(-1) ?? passage.title).length;
    const firstInSection = passage.start === paragraph.start;
    return {
      score: c.score,
      words: e.words,
      grams: e.grams,
      cosine: e.cosine,
      sentence: e.sentenceCosine,
      pWords: paragraph.evidence.words,
      pGrams: paragraph.evidence.grams,
      pCosine: paragraph.evidence.cosine,
      pSentence: paragraph.evidence.sentenceCosine,
      relScore: c.score - top,
      relCosine: e.cosine - topCos,
      relSentence: e.sentenceCosine - topSent,
      relWords: e.words / topWords,
      text: share(text),
      textMean: mean(text),
      textExact: share(text.map((v) => Number(v >= EXACT))),
      para: share(para),
      head: share(o.head),
      last: share(o.last),
      title: share(o.title),
      above: share(above),
      all: share(all),
      allMean: mean(all),
      sectionText: share(sectionText),
      docText: share(max(docText, o.title)),
      resid,
      missing: Math.max(0, ...all.map((v, i) => ((1 - v) * (w[i] ?? 0)) / total)),
      headPrecision: headWords === 0 ? 0 : Math.min(1, o.mLast.filter((m) => Math.max(...m.scores) >= GOOD).length / headWords),
      near: near(o.mText, n, w, total),
      nearPara: near(o.mPara, n, w, total),
      pairs: pairs(o.mText, n),
      number: Number(wantsNumber && says),
      noNumber: Number(wantsNumber && !says),
      who: clues.who,
      why: clues.why,
      when: clues.when,
      name: clues.name,
      length: Math.min(1, passage.text.length / 400),
      short: Number(passage.text.length < 80),
      link: Number(LINK.test(passage.text)),
      lastF: harmonic(share(o.last), precisionOf(o.mLast, passage.heading.at(-1) ?? "")),
      titleF: harmonic(share(o.title), precisionOf(o.mTitleOnly, passage.title)),
      headF: harmonic(share(max(o.last, o.title)), precisionOf(o.mLast, passage.heading.at(-1) ?? "")),
      next: share(max(text, (neighbours.get(o)?.next ?? o).text)) - share(text),
      before: share(max(text, (neighbours.get(o)?.before ?? o).text)) - share(text),
      paraGain: share(max(para, above)) - share(max(text, above)),
      parent: share(best(n, texts.of(passage.heading.slice(0, -1).join("\n"), language))),
      code: Number(/^\s*(?:[$>]|-{1,2}\w)|`|=/m.test(passage.text)),
      digits: Number(/\p{N}/u.test(passage.text)),
      question: Number(/\?\s*$/.test(passage.text)),
      colon: Number(/:\s*$/.test(passage.text)),
      list: Number(/^\s*(-|\d+\.)/m.test(passage.text)),
      docBest: docScores[0] ?? 0,
      docTop3: mean(docScores.slice(0, 3)),
      docCount: Math.min(1, doc.length / 20),
      docRelBest: (docScores[0] ?? 0) - top,
      secBest: secScores[0] ?? 0,
      secTop3: mean(secScores.slice(0, 3)),
      secCount: Math.min(1, section.length / 8),
      secIsBest: Number(secScores[0] === c.score),
      rank: 1 / (1 + (rank.get(o) ?? 0)),
      same: Number(c.relation.sameLanguage),
      depth: passage.heading.length / 4,
      first: Number(firstInSection),
      asked: Math.min(1, n / 8),
    };
  });
}

const LINK = /\]\(|\bsiehe\b|\brefer to\b|\bsee (?:the|also|our)\b|https?:/i;

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function precisionOf(matched: readonly Matched[], text: string): number {
  const all = words(text).filter(({ text }) => text.length > 3 || /\p{N}/u.test(text)).length;
  const hit = matched.filter((m) => Math.max(...m.scores) >= GOOD).length;
  return all === 0 ? 0 : Math.min(1, hit / all);
}

function neighboursOf<T extends { readonly candidate: RankedPassage }>(
  items: readonly T[],
): Map<T, { before?: T; next?: T }> {
  const sorted = [...items].sort(
    (a, b) =>
      a.candidate.passage.documentId.localeCompare(b.candidate.passage.documentId) ||
      a.candidate.passage.start - b.candidate.passage.start,
  );
  const found = new Map<T, { before?: T; next?: T }>();
  sorted.forEach((item, i) => {
    const near = (other: T | undefined) =>
      other !== undefined &&
      other.candidate.passage.documentId === item.candidate.passage.documentId &&
      Math.abs(other.candidate.passage.start - item.candidate.passage.start) < 800
        ? other
        : undefined;
    const before = near(sorted[i - 1]);
    const next = near(sorted[i + 1]);
    found.set(item, { ...(before && { before }), ...(next && { next }) });
  });
  return found;
}

class Weights {
  readonly #question: Question;
  readonly #statistics: ReadonlyMap<string, CollectionStatistics>;
  readonly #cache = new Map<string, number[]>();
  constructor(question: Question, statistics: ReadonlyMap<string, CollectionStatistics>) {
    this.#question = question;
    this.#statistics = statistics;
  }
  of(language: string): number[] {
    const known = this.#cache.get(language);
    if (known !== undefined) {
      return known;
    }
    const statistics = this.#statistics.get(language);
    const terms = questionTerms(this.#question, [language]).get(language);
    const values = this.#question.words.map(({ text, known }) => {
      const at = terms === undefined ? -1 : terms.words.indexOf(stem(text, language));
      if (statistics === undefined || at === -1) {
        return (known.sense?.weight ?? 15) / 15;
      }
      const size = statistics.passages;
      const idf = inverseDocumentFrequency(size, statistics.frequencies.words[at] ?? 0);
      return idf / Math.log(1 + size) * 1.5;
    });
    this.#cache.set(language, values);
    return values;
  }
}

function near(matched: readonly Matched[], n: number, w: readonly number[], total: number): number {
  // the best share of weight within a window of 25 words
  let bestShare = 0;
  let from = 0;
  const list = matched;
  for (let to = 0; to < list.length; to++) {
    const last = list[to];
    if (last === undefined) {
      continue;
    }
    while ((list[from]?.index ?? 0) < last.index - 24) {
      from++;
    }
    const m = best(n, list.slice(from, to + 1));
    bestShare = Math.max(bestShare, m.reduce((s, v, i) => s + v * (w[i] ?? 0), 0) / total);
  }
  return bestShare;
}

function pairs(matched: readonly Matched[], n: number): number {
  if (n < 2) {
    return 0;
  }
  let found = 0;
  for (let j = 0; j + 1 < n; j++) {
    const a = matched.filter((m) => (m.scores[j] ?? 0) >= GOOD);
    const b = matched.filter((m) => (m.scores[j + 1] ?? 0) >= GOOD);
    if (a.some((x) => b.some((y) => Math.abs(y.index - x.index) <= 3 && x !== y))) {
      found++;
    }
  }
  return found / (n - 1);
}

function excerptAround(
  paragraph: RankedPassage["paragraph"],
  passage: RankedPassage["passage"],
): { readonly start: number; readonly text: string } {
  const { start, text } = paragraph;
  if (text.length <= MAX_PARAGRAPH) {
    return paragraph;
  }
  const before = Math.max(0, Math.floor((MAX_PARAGRAPH - passage.text.length) / 2));
  const latest = text.length - MAX_PARAGRAPH;
  const from = Math.min(latest, Math.max(0, passage.start - start - before));
  return { start: start + from, text: text.slice(from, from + MAX_PARAGRAPH) };
}

function best(n: number, matched: readonly Matched[]): number[] {
  const values = new Array<number>(n).fill(0);
  for (const { scores } of matched) {
    for (let i = 0; i < scores.length; i++) {
      values[i] = Math.max(values[i] ?? 0, scores[i] ?? 0);
    }
  }
  return values;
}

function max(a: readonly number[], b: readonly number[]): number[] {
  return a.map((v, i) => Math.max(v, b[i] ?? 0));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const k = key(item);
    groups.set(k, [...(groups.get(k) ?? []), item]);
  }
  return groups;
}
