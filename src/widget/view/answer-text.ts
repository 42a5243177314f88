import { html, nothing, type TemplateResult } from "lit";
import { AnswerText } from "../answer/answer-text.js";
import type { ExcerptBlock } from "../answer/excerpts.js";
import type { Block } from "../answer/markdown.js";
import { withoutUnfinishedMarker } from "../answer/markers.js";
import { titledPlace } from "../answer/place.js";
import { isPending, type Turn } from "../conversation/turn.js";
import { type AnswerContext, renderContent } from "./inlines.js";
import { renderNote } from "./note.js";
import { langOf, renderDocumentLink, verification } from "./source-label.js";
import type { TurnContext } from "./turn-context.js";

/** The answer with its footnote markers; an open quote follows the first paragraph that it belongs to. */
export function renderAnswerText(turn: Turn, context: TurnContext): TemplateResult {
  const pending = isPending(turn);
  const text = pending ? withoutUnfinishedMarker(turn.text) : turn.text;
  const answer = new AnswerText({ ...turn, text });
  const open = answer.markers.find(({ citation }) => citation.marker === context.openMarker) ?? null;
  return html`<div part="answer" class=${pending ? "answer pending" : "answer"} lang=${langOf(turn.language) ?? nothing}>
    ${renderBlocks(answer.blocks, { answer, open, passages: turn.passages, turn: context })}
  </div>`;
}

/** The blocks of an answer. */
function renderBlocks(
  blocks: readonly (Block | ExcerptBlock)[],
  context: AnswerContext,
): readonly TemplateResult[] {
  return blocks.map((block) => renderBlock(block, context));
}

function renderBlock(block: Block | ExcerptBlock, context: AnswerContext): TemplateResult {
  switch (block.kind) {
    case "paragraph":
      return renderParagraph(
        block,
        html`<p dir="auto">${renderContent(block.content, context)}</p>`,
        context,
      );
    // A heading within an answer isn't one of the page.
    case "heading":
      return renderParagraph(
        block,
        html`<p dir="auto" class="heading">${renderContent(block.content, context)}</p>`,
        context,
      );
    case "list":
      return renderList(block, context);
    case "quote":
      return html`<blockquote class="quoted">${renderBlocks(block.blocks, context)}</blockquote>`;
    case "code":
      return html`<pre tabindex="0"><code>${block.lines.map((line) => renderContent([{ kind: "text", ...line }], context))}</code></pre>`;
    case "table":
      return renderParagraph(block, renderTable(block, context), context);
    case "rule":
      return html`<hr />`;
    case "excerpt":
      return renderExcerpt(block, context);
  }
}

/** A part of a document under the headings that it stands under, which lead there; an open quote stands below. */
function renderExcerpt({ citation, blocks }: ExcerptBlock, context: AnswerContext): TemplateResult {
  const { open, passages, turn } = context;
  const { messages } = turn;
  return html`<section part="excerpt" class="excerpt">
    <header>
      ${renderDocumentLink(citation, titledPlace(citation, messages), turn)}
      ${verification(citation.verified, messages.answer[citation.verified ? "verified" : "unverified"])}
    </header>
    ${renderBlocks(blocks, { ...context, open: null })}
    ${open?.citation === citation ? renderNote(citation, passages, turn) : nothing}
  </section>`;
}

/** A block that may have an open quote beside or below it. */
function renderParagraph(block: Block, content: TemplateResult, context: AnswerContext): TemplateResult {
  const { open, passages, turn } = context;
  const isHere = open !== null && block.start <= open.start && open.end <= block.end;
  return html`<div class="paragraph">
    ${content} ${isHere ? renderNote(open.citation, passages, turn) : nothing}
  </div>`;
}

function renderList(
  { first, items }: Extract<Block, { kind: "list" }>,
  context: AnswerContext,
): TemplateResult {
  const content = items.map((item) => html`<li>${renderBlocks(item, context)}</li>`);
  return first === null
    ? html`<ul class="list">
        ${content}
      </ul>`
    : html`<ol class="list" start=${first}>
        ${content}
      </ol>`;
}

/** Wide tables scroll, also by keyboard. */
function renderTable(
  { head, rows }: Extract<Block, { kind: "table" }>,
  context: AnswerContext,
): TemplateResult {
  return html`<div class="table" tabindex="0" role="group" aria-label=${context.turn.messages.answer.table}>
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col" dir="auto">${renderContent(cell, context)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td dir="auto">${renderContent(cell, context)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
