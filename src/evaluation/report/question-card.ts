import { covers, type LocatedGold, type LocatedQuestion } from "../gold.js";
import type { LocatedPassage, Outcome } from "../outcome.js";
import { type Html, html } from "./html.js";

/** How many passages a card shows; the one that holds the gold comes last if it lies deeper. */
const SHOWN_PASSAGES = 5;

/**
 * One question: what was expected, what was answered, and what was retrieved.
 * @param faults what went wrong with it
 */
export function questionCard(outcome: Outcome, faults: readonly string[]): Html {
  const { question, answer } = outcome;
  return html`<li class="card">${(question.earlier ?? []).map((turn) => html`<p class="id" lang="${question.language}">${turn}</p>`)}<h4 lang="${question.language}">${question.question}</h4>
<p class="faults">${faults.map((fault) => html`<span class="fault">${fault}</span> `)}<span class="id">${question.id}${question.type === undefined ? "" : `, ${question.type}`}</span></p>
<dl><dt>Expected</dt>${expected(question)}
<dt>Answered</dt><dd class="said" lang="${answer.language}">${answer.kind === "refusal" ? "Refused." : answer.answer} <span class="id">confidence ${answer.confidence.toFixed(2)}</span></dd></dl>
${retrieved(outcome)}</li>`;
}

function expected({ answerable, gold, missing }: LocatedQuestion): Html {
  if (!answerable) {
    return html`<dd>A refusal: the documents don't hold it.</dd>`;
  }
  return html`${gold.map(({ text, document, start, end }) => html`<dd><q>${text}</q> <span class="id">${document}:${start}-${end}</span></dd>`)}${missing.map(({ text, document }) => html`<dd><q>${text}</q> <span class="id">gone from ${document}</span></dd>`)}`;
}

function retrieved({ question, passages, depth }: Outcome): Html {
  const shown = passages.map((passage, i) => ({ passage, rank: i + 1 }));
  const rows = shown.filter(({ rank }) => rank <= SHOWN_PASSAGES || rank === depth.rank);
  if (rows.length === 0) {
    return html`<p>Nothing was retrieved.</p>`;
  }
  return html`<details><summary>${summaryOf(question.answerable, depth.rank)}</summary><ol>${rows.map(({ passage, rank }) => passageItem(passage, rank, question.gold))}</ol></details>`;
}

function summaryOf(isAnswerable: boolean, rank: number | null): string {
  if (!isAnswerable) {
    return "Retrieved";
  }
  return rank === null
    ? "Retrieved: no passage holds what was expected"
    : `Retrieved: passage ${rank} holds what was expected`;
}

function passageItem(passage: LocatedPassage, rank: number, gold: readonly LocatedGold[]): Html {
  const { score, scores, text, path, start, end, language } = passage;
  const held = gold.find((span) => covers(passage, span));
  return html`<li value="${rank}"><p class="scores"><strong>${score.toFixed(3)}</strong> lexical ${scores.lexical.toFixed(3)}, dense ${scores.dense.toFixed(3)}${held === undefined ? "" : html` <span class="held">holds it</span>`}</p>
<p class="passage" lang="${language}">${held === undefined ? text : marked(text, held.start - start, held.end - start)}</p>
<p class="id">${path}:${start}-${end}</p></li>`;
}

function marked(text: string, start: number, end: number): Html {
  return html`${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}`;
}
