import type { Figures } from "./figures.js";
import type { MeanFigures } from "./mean-figures.js";
import type { Funnel } from "./metrics/funnel.js";

/** A figure in words. */
export interface FigureRow {
  /** With its unit; a dash where there was nothing to count. */
  readonly value: string;
  /** What it says, going on where the value ends. */
  readonly meaning: string;
}

/** Figures that belong together. */
export interface FigureSection {
  readonly title: string;
  readonly rows: readonly FigureRow[];
}

/** The figures for a person, in the order of their weight. */
export function figureSections(figures: MeanFigures & Partial<Figures>): readonly FigureSection[] {
  const { retrieval, answers, refusal, outcomes, timings } = figures;
  const { recallInChars } = retrieval;
  return [
    section("Retrieval", [
      [percent(recallInChars["1000"]), "of the answers are in the first 1,000 characters of context"],
      [percent(recallInChars["2000"]), "in 2,000 characters"],
      [percent(recallInChars["4000"]), "in 4,000 characters"],
      [percent(retrieval["recall@1"]), "in the first passage (recall@1)"],
      [percent(retrieval["recall@5"]), "in the first 5 passages"],
      [percent(retrieval["recall@10"]), "in the first 10 passages"],
      [fixed(retrieval["mrr@10"], 3), "mean reciprocal rank (mrr@10)"],
      [fixed(retrieval.contextCharsAt5, 0), "characters in 5 passages, on average"],
    ]),
    section("Answers", [
      [percent(answers.containsGold), "of the questions have an answer that contains the expected text"],
      [percent(answers.goldShare), "with lists counted by the share of what they should hold"],
      [percent(answers.citationRecall), "have a citation that overlaps it (citation recall)"],
      [percent(answers.citationPrecision), "of the citations overlap it (citation precision)"],
      [percent(answers.quotesExact), "of the quotes are the document's very text"],
      ...sentenceRows(answers.sentences),
    ]),
    section("Refusals", [
      [percent(refusal.trueRefusal), "of the questions without an answer are refused, as they should be"],
      [percent(refusal.falseRefusal), "of the questions with an answer are refused, as they shouldn't be"],
      [percent(outcomes.answerable.excerpts), "of the questions with an answer get excerpts instead"],
      [percent(outcomes.unanswerable.excerpts), "of those without one get excerpts, which count as refused"],
      [fixed(refusal.auroc, 3), "how well confidence tells both kinds apart (AUROC)"],
    ]),
    ...(timings === undefined ? [] : [timesSection(timings)]),
  ];
}

/** The stages of the funnel in words, in the order of the path that a question takes. */
const FUNNEL_STAGES: readonly (readonly [keyof Funnel, string])[] = [
  ["documentAmongTen", "find a document that answers among ten passages"],
  ["passageAmongTen", "find the passage among ten"],
  ["passageAmongThree", "among three"],
  ["passageFirst", "as the first"],
  ["answered", "are answered"],
  ["answeredRight", "with the expected text or a citation that overlaps it"],
  ["excerptsHoldGold", "get excerpts that hold it"],
  ["refused", "are refused, or get excerpts that don't hold it"],
];

/** A stage of the funnel in words. */
export interface FunnelRow extends FigureRow {
  readonly share: number | null;
}

/** How far the answerable questions come, for a person. */
export function funnelRows(funnel: Funnel): readonly FunnelRow[] {
  return FUNNEL_STAGES.map(([key, meaning]) => ({
    share: funnel[key],
    value: percent(funnel[key]),
    meaning,
  }));
}

/** What the rows of the funnel are about. */
export const FUNNEL_TITLE = "How far the questions with an answer come";

function timesSection(timings: Figures["timings"]): FigureSection {
  return section("Times", [
    [duration(timings.ingestMs), "ingest"],
    [duration(timings.retrievalP50Ms), "retrieval, median"],
    [duration(timings.retrievalP95Ms), "retrieval, 95th percentile"],
    [duration(timings.answerP50Ms), "answer as a whole, median"],
  ]);
}

function sentenceRows(sentences: Figures["answers"]["sentences"]): (readonly [string, string])[] {
  if (sentences === undefined) {
    return [];
  }
  return [
    [percent(sentences.cited), "of the sentences have a citation"],
    [percent(sentences.verified), "are supported by verified citations"],
    [percent(sentences.contradicted), "say something else than the passage they cite"],
  ];
}

function section(title: string, rows: readonly (readonly [string, string])[]): FigureSection {
  return { title, rows: rows.map(([value, meaning]) => ({ value, meaning })) };
}

/** Stands where there was nothing to count. */
const NOTHING = "–";

/** A share in per cent to one place; 100.0 only if it is all, and 0.0 only if it is none. */
export function percent(share: number | null): string {
  if (share === null) {
    return NOTHING;
  }
  const tenths = Math.round(share * 1000);
  const least = share > 0 ? 1 : 0;
  const most = share < 1 ? 999 : 1000;
  return `${(Math.min(most, Math.max(least, tenths)) / 10).toFixed(1)} %`;
}

/** A number to so many places. */
export function fixed(value: number | null, digits: number): string {
  return value === null ? NOTHING : value.toFixed(digits);
}

function duration(milliseconds: number | null): string {
  if (milliseconds === null) {
    return NOTHING;
  }
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
