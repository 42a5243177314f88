import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import type { FoundPassage, LegResult, ScorePart } from "../transport/search-client.js";
import { COMPARISONS, type Comparison, figure, length, signalComparison } from "./signals.js";

/**
 * What each search gave to a passage, what the last comparison gave, and the score that came of it: one bar each,
 * all of them to the same scale, the score's in the colours of the others.
 * @param found how many passages the ranks count among
 */
export function renderMeters(passage: FoundPassage, found: number, messages: Messages): TemplateResult {
  const { search } = messages;
  const alignment = ofComparison(passage.parts, "alignment");
  const noteOf = ({ rank }: LegResult) => (rank === null ? search.noRank : search.rank(rank, found));
  return html`<ul class="meters">
    ${(["lexical", "dense"] as const).map(
      (leg) =>
        html`<li class=${passage[leg].rank === null ? "none" : nothing}>
          ${renderFigures(search.comparisons[leg].name, passage[leg].score, noteOf(passage[leg]), messages)}
          ${renderBar([renderPiece(leg, 0, passage[leg].score)])}
        </li>`,
    )}
    ${
      alignment.length === 0
        ? nothing
        : html`<li>
            ${renderFigures(search.comparisons.alignment.name, meanOf(alignment), "", messages)}
            ${renderBar([renderPiece("alignment", 0, meanOf(alignment))])}
          </li>`
    }
    <li class="total">
      ${renderFigures(search.sum, passage.score, "", messages)} ${renderBar(scorePieces(passage))}
    </li>
    ${
      passage.rerank === null
        ? nothing
        : html`<li>
            ${renderFigures(search.rerank, passage.rerank, search.decides, messages)}
            ${renderBar([renderPiece("other", 0, passage.rerank)])}
          </li>`
    }
  </ul>`;
}

function renderFigures(name: string, value: number, note: string, messages: Messages): TemplateResult {
  return html`<span class="name">${name}</span> <b class="value">${figure(value, messages)}</b>
    <span class="note">${note}</span>`;
}

/** A bar is hidden from screen readers: the figures beside it say the same. */
function renderBar(pieces: readonly SVGTemplateResult[]): TemplateResult {
  return html`<svg class="bar" aria-hidden="true">${pieces}</svg>`;
}

function renderPiece(what: string, from: number, size: number): SVGTemplateResult {
  return svg`<rect class=${what} x=${length(from)} width=${length(size)} height="100%" />`;
}

/** One piece for each comparison; a piece for the deductions covers the end. */
function scorePieces({ parts, score }: FoundPassage): SVGTemplateResult[] {
  let end = 0;
  const pieces = [...COMPARISONS, null].flatMap((comparison) => {
    const size = sharesOf(ofComparison(parts, comparison).filter(({ share }) => share > 0));
    const from = end;
    end += size;
    return size === 0 ? [] : [renderPiece(comparison ?? "other", from, size)];
  });
  return end > score ? [...pieces, renderPiece("taken", score, end - score)] : pieces;
}

function ofComparison(parts: readonly ScorePart[], comparison: Comparison | null): ScorePart[] {
  return parts.filter(({ signal }) => signalComparison(signal) === comparison);
}

function sharesOf(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, { share }) => sum + share, 0);
}

/** The mean of the parts' values, weighted. */
function meanOf(parts: readonly ScorePart[]): number {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  return weight === 0 ? 0 : sharesOf(parts) / weight;
}

/** What the bars beside a passage stand for, for readers who don't know how search works. */
export function renderLegend({ search }: Messages): TemplateResult {
  return html`<dl class="legend">
    ${COMPARISONS.map(
      (comparison) =>
        html`<div>
          <dt>
            <svg class="swatch" aria-hidden="true"><rect class=${comparison} width="100%" height="100%" /></svg
            >${search.comparisons[comparison].name}
          </dt>
          <dd>${search.comparisons[comparison].hint}</dd>
        </div>`,
    )}
    <div>
      <dt>${search.sum}</dt>
      <dd>${search.sumHint}</dd>
    </div>
  </dl>`;
}
