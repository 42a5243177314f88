import { createHash } from "node:crypto";
import { type FigureSection, figureSections } from "../figure-sections.js";
import type { Evaluation } from "../figures.js";
import { Html, html } from "./html.js";
import { questionCard } from "./question-card.js";
import { recallCurve } from "./recall-curve.js";
import { scoreHistograms } from "./score-histogram.js";
import { STYLES } from "./styles.js";
import { worstQuestions } from "./worst-questions.js";

const WORST_QUESTIONS = 20;

/**
 * An evaluation as one HTML page, which loads nothing and runs nothing: its policy allows its own style alone.
 * Questions, answers and documents are escaped.
 * @param made when it was measured
 */
export function reportPage({ figures, outcomes }: Evaluation, made: Date): string {
  const { dataset, questions, answerable, passages, embedder, llm } = figures;
  const policy = `default-src 'none'; style-src 'sha256-${digest(STYLES)}'; base-uri 'none'; form-action 'none'`;
  const worst = worstQuestions(outcomes, WORST_QUESTIONS);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${dataset} – Footnote evaluation</title>
<style>${new Html(STYLES)}</style>
</head>
<body>
<header><h1>${dataset}</h1>
<p>${questions} questions, ${answerable} of them answerable, on ${passages} passages. Embedder ${embedder}, answers by ${llm}. ${made.toISOString().slice(0, 10)}</p></header>
<main>
<section><h2>Figures</h2><div class="figures">${figureSections(figures).map(figurePanel)}</div></section>
<section class="panel"><h2>How much context it takes to hold the answer</h2>${recallCurve(outcomes)}</section>
<section class="panel"><h2>What the refusal score tells apart</h2>${scoreHistograms(outcomes)}</section>
<section><h2>${worst.length === 0 ? "Nothing went wrong" : `The ${worst.length} questions that went worst`}</h2><ol class="cards">${worst.map(questionCard)}</ol></section>
</main>
</body>
</html>
`.markup;
}

function figurePanel({ title, rows }: FigureSection): Html {
  return html`<div class="panel"><h3>${title}</h3><dl>${rows.map(({ value, meaning }) => html`<dt>${value}</dt><dd>${meaning}</dd>`)}</dl></div>`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
