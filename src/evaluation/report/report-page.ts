import { createHash } from "node:crypto";
import { FUNNEL_TITLE } from "../figure-sections.js";
import { setTable, typeTable } from "../figure-tables.js";
import type { Evaluation, Figures } from "../figures.js";
import { type FiguresOfSets, figuresOfSets } from "../mean-figures.js";
import { failureCards } from "./failures.js";
import { figurePanels, figureTable } from "./figure-panels.js";
import { funnelBars } from "./funnel-bars.js";
import { Html, html } from "./html.js";
import { recallCurve } from "./recall-curve.js";
import { reliabilityDiagram } from "./reliability-diagram.js";
import { scoreHistograms } from "./score-histogram.js";
import { STYLES } from "./styles.js";

/**
 * Evaluations as one HTML page, which loads nothing and runs nothing: its policy allows its own style alone.
 * Questions, answers and documents are escaped. Of several data sets their mean comes first.
 * @param evaluations at least one
 * @param made when they were measured
 */
export function reportPage(evaluations: readonly Evaluation[], made: Date): string {
  const policy = `default-src 'none'; style-src 'sha256-${digest(STYLES)}'; base-uri 'none'; form-action 'none'`;
  const [first] = evaluations;
  const isOne = evaluations.length === 1;
  const name = isOne ? (first?.figures.dataset ?? "") : `${evaluations.length} data sets`;
  const { embedder = "", llm = "" } = first?.figures ?? {};
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name} – Footnote evaluation</title>
<style>${new Html(STYLES)}</style>
</head>
<body>
<header><h1>Evaluation</h1>
<p>Embedder ${embedder}, answers by ${llm}. ${made.toISOString().slice(0, 10)}</p></header>
<main>
${isOne ? "" : overview(figuresOfSets(evaluations))}
${evaluations.map((evaluation, i) => setArticle(evaluation, idOf(i)))}
</main>
</body>
</html>
`.markup;
}

/** What the data sets have in common, and the way to each. */
function overview(figures: FiguresOfSets): Html {
  const { sets, mean, all } = figures;
  return html`<article><h2>The mean over ${sets.length} data sets</h2>
<ul class="legend">${sets.map(({ dataset }, i) => html`<li><a href="#${idOf(i)}">${dataset}</a></li>`)}</ul>
<section class="panel"><h3>Data sets</h3>${figureTable(setTable(figures))}</section>
<section><h3>Figures</h3>${figurePanels(mean)}</section>
<section class="panel"><h3>${FUNNEL_TITLE}</h3>${funnelBars(mean.funnel)}</section>
<section class="panel"><h3>What confidence means, over all questions</h3>${reliabilityDiagram(all.reliability, "all")}</section>
${typeSection(all.byType)}
</article>`;
}

function setArticle({ figures, outcomes }: Evaluation, id: string): Html {
  const { dataset, questions, answerable, passages, goldMissing, funnel, reliability, byType } = figures;
  return html`<article id="${id}"><h2>${dataset}</h2>
<p class="id">${questions} questions, ${answerable} of them answerable, on ${passages} passages.${goldMissing.length === 0 ? "" : ` The documents don't hold all gold any more of ${goldMissing.join(", ")}.`}</p>
<section><h3>Figures</h3>${figurePanels(figures)}</section>
<section class="panel"><h3>${FUNNEL_TITLE}</h3>${funnelBars(funnel)}</section>
<section class="panel"><h3>How much context it takes to hold the answer</h3>${recallCurve(outcomes, id)}</section>
<section class="panel"><h3>What confidence means</h3>${reliabilityDiagram(reliability, id)}</section>
<section class="panel"><h3>What confidence tells apart</h3>${scoreHistograms(outcomes, id)}</section>
${typeSection(byType)}
<section><h3>What went wrong, by the stage where it did</h3>${failureCards(outcomes)}</section>
</article>`;
}

function typeSection(byType: Figures["byType"]): Html {
  return Object.keys(byType).length === 0
    ? html``
    : html`<section class="panel"><h3>By type of question</h3>${figureTable(typeTable(byType))}</section>`;
}

function idOf(index: number): string {
  return `set-${index + 1}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
